"""How every source stands now: what is in use, how the last attempts went, and what is expected."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from indicators.run_log import RunLog, TableRun
from indicators.values import Issue, SourceState
from ingest.freshness import STATES, Attempt, Expected, Known, State, judge
from ingest.schedule import next_look
from ingest.snapshot import SnapshotStore
from ingest.source import Source, Translated


@dataclass(frozen=True)
class InUse:
    """What a release says of its sources; empty where there is no release.

    `data` is the data directory that the release was made in.
    """

    data: Path
    sources: Mapping[str, SourceState]
    issues: Iterable[Issue]
    snapshots: Mapping[str, str]


@dataclass(frozen=True)
class SourceStatus:
    """One source: its state with the reasons, what is in use, what stood out, the last attempt."""

    id: str
    title: Translated
    url: str
    state: State
    reasons: tuple[Translated, ...]
    expected: Expected | None
    in_use: SourceState | None
    issues: tuple[Issue, ...]
    attempt: TableRun | None


@dataclass(frozen=True)
class Overview:
    """All sources, worst first, with the last runs and when was and will be looked."""

    sources: tuple[SourceStatus, ...]
    log: RunLog
    last_look: datetime | None
    next_look: datetime | None
    general_issues: tuple[Issue, ...] = ()

    def count(self, state: State) -> int:
        """How many sources are in this state."""
        return sum(source.state == state for source in self.sources)


def overview(sources: Iterable[Source], in_use: InUse, log: RunLog, now: datetime) -> Overview:
    """Judge every source at a moment."""
    sources = list(sources)
    attempts, looks = _attempts(log), _looks(log)
    issues: dict[str | None, list[Issue]] = defaultdict(list)
    for issue in in_use.issues:
        issues[issue.source_id].append(issue)
    store = SnapshotStore(in_use.data)
    statuses = []
    for source in sources:
        attempt = attempts.get(source.id)
        state = in_use.sources.get(source.id)
        known = Known(
            is_delivered=state is not None and state.is_delivered,
            newest_period=_newest_period(state),
            warnings=tuple(issue.subject for issue in issues[source.id]),
            attempt=Attempt(attempt.outcome, attempt.reason) if attempt else None,
            last_look=_last_look(state, looks.get(source.id)),
            is_taken_over=_is_taken_over(store, source, in_use),
        )
        seen = judge(source, known, now)
        statuses.append(
            SourceStatus(
                source.id,
                source.title,
                source.url,
                seen.state,
                seen.reasons,
                seen.expected,
                state if known.is_delivered else None,
                tuple(issues[source.id]),
                attempt,
            )
        )
    statuses.sort(key=lambda one: (STATES.index(one.state), one.id))
    return Overview(
        tuple(statuses),
        log,
        max(looks.values(), default=None),
        next_look(sources, now),
        tuple(issues[None]),
    )


def _is_taken_over(store: SnapshotStore, source: Source, in_use: InUse) -> bool:
    """Whether the release was made of the snapshot in use, if it was meant to be."""
    newest = store.current_id(source.id)
    if newest in (None, in_use.snapshots.get(source.id)):
        return True
    snapshot = store.current(source.id)
    # Invented lists and maps are left out of a release of real figures.
    has_real_figures = any(not state.is_fictitious for state in in_use.sources.values())
    return has_real_figures and snapshot is not None and snapshot.entry.is_fictitious


def _newest_period(state: SourceState | None) -> str | None:
    """The newest period that the publisher has; a selection or invented figures do not tell."""
    if state is None or state.is_selection or state.is_fictitious:
        return None
    return state.newest_period


def _attempts(log: RunLog) -> dict[str, TableRun]:
    """What the last run that had a source did with it."""
    return {table.id: table for run in reversed(log.runs) for table in run.tables}


def _looks(log: RunLog) -> dict[str, datetime]:
    """When a source was last looked at with success."""
    return {
        table.id: run.finished
        for run in reversed(log.runs)
        for table in run.tables
        if not table.has_failed
    }


def _last_look(state: SourceState | None, logged: datetime | None) -> datetime | None:
    if state and state.is_fictitious:
        return None  # nobody has to look for invented figures
    retrieved = state.retrieved_at.replace(tzinfo=UTC) if state and state.retrieved_at else None
    return max((one for one in (logged, retrieved) if one), default=None)
