"""Which requests a fault strikes, and the counting that this takes."""

import inspect
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from ingest.replay.protocol import Answer
from ingest.replay.wire import WireTable

ROW_SETS = ("UntypedDataSet", "TypedDataSet", "Observations")


@dataclass(frozen=True)
class Request:
    """One GET: path and query as they came in, and how to ask the same server something else."""

    target: str
    base_url: str
    ask: Callable[[str], Answer]

    @property
    def path(self) -> str:
        """The path without the query."""
        return self.target.partition("?")[0].rstrip("/")

    @property
    def asks_rows(self) -> bool:
        """Whether this asks for rows with figures, not for metadata."""
        return self.path.rpartition("/")[2] in ROW_SETS


class Fault:
    """Something that goes wrong. The first line of its docstring says what, the last on what it
    rests: recorded at CBS, measured, read in clients, reported by users, or assumed.
    """

    @property
    def text(self) -> str:
        """The docstring that describes the fault."""
        return inspect.getdoc(type(self)) or ""

    def concerns(self, request: Request) -> bool:
        """Whether this request is of the kind that the fault is about; others are not counted."""
        return True


class TableFault(Fault):
    """A change in the published tables. It stays from the first request that it strikes."""

    def change(self, table: WireTable, times: int) -> WireTable:
        """The table after the fault struck `times` times."""
        raise NotImplementedError


@dataclass(frozen=True)
class Planned:
    """A fault and the requests that it strikes.

    `where` is a part of the path and query, after decoding; `numbers` counts from 1 over the
    requests that have it, None is every one of them. A fault in tables strikes the tables that
    `where` names, or all of them if it names none.
    """

    fault: Fault
    numbers: frozenset[int] | None = None
    where: str = ""

    def matches(self, request: Request) -> bool:
        """Whether the request counts for this fault."""
        return self.where in unquote(request.target) and self.fault.concerns(request)


class Plan:
    """Faults with their counters; safe to use from many threads."""

    def __init__(self, faults: Iterable[Fault | Planned] = ()) -> None:
        self.planned = tuple(f if isinstance(f, Planned) else Planned(f) for f in faults)
        self._lock = threading.Lock()
        self._counted = [0] * len(self.planned)
        self._struck = [0] * len(self.planned)

    def strike(self, request: Request) -> list[Fault]:
        """Count one request and give the faults that strike it, in the order of the plan."""
        hits: list[Fault] = []
        with self._lock:
            for place, planned in enumerate(self.planned):
                if not planned.matches(request):
                    continue
                self._counted[place] += 1
                if planned.numbers is None or self._counted[place] in planned.numbers:
                    self._struck[place] += 1
                    hits.append(planned.fault)
        return hits

    def changes(self) -> tuple[tuple[TableFault, str, int], ...]:
        """The faults in tables that have struck by now: each with its `where`, and how often."""
        with self._lock:
            pairs = zip(self.planned, self._struck, strict=True)
            return tuple(
                (planned.fault, planned.where, times)
                for planned, times in pairs
                if times and isinstance(planned.fault, TableFault)
            )


def changed(
    tables: Sequence[WireTable], changes: Iterable[tuple[TableFault, str, int]]
) -> Sequence[WireTable]:
    """The tables after these `Plan.changes`."""
    for fault, where, times in changes:
        named = {table.identifier for table in tables if table.identifier in where}
        tables = [
            fault.change(table, times) if table.identifier in named or not named else table
            for table in tables
        ]
    return tables
