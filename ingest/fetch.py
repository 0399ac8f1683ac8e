"""One ingest: see what changed at the publishers, and take a snapshot of every table that did.

CBS speaks two protocols. The older one comes first; where it refuses (the table is not there, the
certificate cannot be trusted, the server fails or cannot be reached) the newer one is asked. Which
one it was, and why, stands in the snapshot.
"""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass

from ingest.cbs_v3 import CbsV3
from ingest.cbs_v4 import CbsV4
from ingest.circuit import OUTAGE_REASONS, Circuit
from ingest.entry import CatalogueEntry, Protocol
from ingest.errors import ChecksFailedError, IngestError, Reason, TransportError
from ingest.examine import examine
from ingest.hosts import Hosts
from ingest.http import Client, Limits
from ingest.outcome import TableOutcome
from ingest.pdok import fetch_boundaries
from ingest.progress import Report, no_report
from ingest.service import Service
from ingest.snapshot import Snapshot, SnapshotStore
from ingest.source import BoundarySource, FigureSource, Source
from ingest.take_snapshot import request_of, take_snapshot

FALLS_BACK: set[Reason] = {"missing", "tls", "server_error", "unreachable", "too_slow"}

_ROUNDS = 3  # a table that changes while it is fetched is started again this often


class _LeftAloneError(TransportError):
    """A host is not asked, because it failed too often of late."""


@dataclass(frozen=True)
class _Offer:
    """A table as one service lists it; `reason` says why the service before it was passed over."""

    service: Service
    entry: CatalogueEntry
    reason: Reason | None


def fetch(
    sources: Iterable[Source],
    hosts: Hosts,
    store: SnapshotStore,
    report: Report = no_report,
    *,
    circuit: Circuit | None = None,
    limits: Limits | None = None,
) -> list[TableOutcome]:
    """Fetch every source that changed; one that fails does not stop the next.

    A host that `circuit` leaves alone is not asked; without one every host is. Raises
    TransportError when no catalogue can be read.
    """
    sources = list(sources)
    tables = [source for source in sources if not isinstance(source, BoundarySource)]
    with ExitStack() as stack:
        services: list[Service] = [
            CbsV3(stack.enter_context(Client(hosts.v3, limits=limits))),
            CbsV4(stack.enter_context(Client(hosts.v4, limits=limits))),
        ]
        catalogue = _Catalogue(services, circuit)
        catalogue.ask([source.id for source in tables])
        outcomes = [_fetch_source(source, catalogue, store, report, circuit) for source in tables]
        boundaries = [source for source in sources if isinstance(source, BoundarySource)]
        if boundaries:
            pdok = stack.enter_context(Client(hosts.pdok, limits=limits))
            outcomes += [_fetch_map(source, pdok, store, report, circuit) for source in boundaries]
        return outcomes


class _Catalogue:
    """What the services list, the one that comes first first."""

    def __init__(self, services: list[Service], circuit: Circuit | None) -> None:
        self._services, self._circuit = services, circuit
        self._offers: dict[str, _Offer] = {}
        self._refusals: dict[Protocol, TransportError] = {}

    def ask(self, table_ids: list[str]) -> None:
        """Look the tables up; raises TransportError when no service answers at all."""
        wanted, reason = table_ids, None
        for service in self._services:
            if not wanted:
                return
            try:
                _ask_only_if_allowed(service.client, self._circuit)
                entries = service.entries(wanted)
            except TransportError as error:
                self._refusals[service.name] = error
                reason = error.reason
                _count(service.client, self._circuit, error)
                continue
            _refuse_mixture(entries)
            for table_id, entry in entries.items():
                self._offers[table_id] = _Offer(service, entry, reason)
            wanted = [table_id for table_id in wanted if table_id not in entries]
            reason = "missing"
        if len(self._refusals) == len(self._services):
            # The one that comes first is the one to mend.
            raise next(iter(self._refusals.values()))

    def offers(self, table_id: str) -> Iterable[_Offer]:
        """The table as listed; then as the next service has it, asked for only when needed."""
        offer = self._offers.get(table_id)
        if offer is None:
            return
        yield offer
        for service in self._services[self._services.index(offer.service) + 1 :]:
            if service.name not in self._refusals:
                entry = service.entries([table_id]).get(table_id)
                if entry:
                    yield _Offer(service, entry, None)

    @property
    def refusal(self) -> TransportError | None:
        """Why a table that was found nowhere may be somewhere all the same."""
        return next(iter(self._refusals.values()), None)


def _fetch_source(
    source: Source,
    catalogue: _Catalogue,
    store: SnapshotStore,
    report: Report,
    circuit: Circuit | None,
) -> TableOutcome:
    problems: list[IngestError] = []
    reason: Reason | None = None
    protocol: Protocol | None = None
    try:
        for offer in catalogue.offers(source.id):
            service = offer.service
            reason = offer.reason or reason
            try:
                _ask_only_if_allowed(service.client, circuit)
                protocol = service.name
                with service.client.one_table():
                    outcome = _fetch_table(source, offer, reason, store, report)
                _count(service.client, circuit, None)
                return outcome
            except TransportError as error:
                problems.append(error)
                reason = error.reason
                _count(service.client, circuit, error)
                if error.reason not in FALLS_BACK:
                    break
    except IngestError as error:
        problems.append(error)
        reason = None  # it arrived, and is not what it should be
    except OSError as error:
        # A full disk or a folder that may not be written: said, and the next table is tried.
        reason = None
        problems.append(IngestError(f"{source.id}: cannot be kept: {error}"))
    if not problems:
        return _not_in_catalogue(source, store, catalogue.refusal)
    message = "; then ".join(str(problem) for problem in problems)
    outcome = "failed" if protocol else "not_tried"
    return TableOutcome(source.id, outcome, message, protocol, reason)


def _fetch_map(
    source: BoundarySource,
    client: Client,
    store: SnapshotStore,
    report: Report,
    circuit: Circuit | None,
) -> TableOutcome:
    try:
        _ask_only_if_allowed(client, circuit)
        with client.one_table():
            outcome = fetch_boundaries(client, source, store, report)
    except TransportError as error:
        return TableOutcome(source.id, "not_tried", str(error), "pdok", error.reason)
    except (IngestError, OSError) as error:
        return TableOutcome(source.id, "failed", f"{source.id}: {error}", "pdok")
    failed = outcome.reason and TransportError(outcome.message, outcome.reason)
    _count(client, circuit, failed or None)
    return outcome


def _ask_only_if_allowed(client: Client, circuit: Circuit | None) -> None:
    until = circuit.refuses(client.base_url) if circuit else None
    if until:
        raise _LeftAloneError(
            f"{client.base_url} failed several times in a row and is left alone until "
            f"{until.isoformat(timespec='minutes')}",
            "unreachable",
        )


def _count(client: Client, circuit: Circuit | None, error: TransportError | None) -> None:
    """Tell the circuit how a host did; one that was not asked did nothing."""
    if circuit is None or isinstance(error, _LeftAloneError):
        return
    if error is None:
        circuit.succeeded(client.base_url)
    elif error.reason in OUTAGE_REASONS:
        circuit.failed(client.base_url)


def _fetch_table(
    source: Source, offer: _Offer, reason: Reason | None, store: SnapshotStore, report: Report
) -> TableOutcome:
    service, entry = offer.service, offer.entry
    for _ in range(_ROUNDS):
        known = store.find(entry, request_of(source))
        current = store.current(source.id)
        if known and current and current.id == known.id:
            return TableOutcome(source.id, "unchanged", "", service.name, known.protocol_reason)
        snapshot = known or take_snapshot(source, service, entry, store, report, reason)
        newest = service.entries([source.id]).get(source.id)
        if newest and newest.change_key == entry.change_key:
            _use(source, snapshot, current, store)
            return TableOutcome(source.id, "fetched", "", service.name, reason)
        if known is None:
            store.remove(snapshot)  # its pages can be of two versions
        if newest is None:
            break
        entry = newest
    raise TransportError(
        f"{source.id}: the table changed at the publisher each time it was fetched; "
        "expected it to stay the same for as long as that takes. It is tried again next time.",
        "garbled",
    )


def _use(
    source: Source, snapshot: Snapshot, previous: Snapshot | None, store: SnapshotStore
) -> None:
    """Bring a snapshot into use, unless a check says no.

    What cannot be loaded is thrown away, and the next ingest fetches it afresh. What can be loaded
    but cannot be right is kept: asking again would give the same, and a source file that turns out
    to be too strict can be corrected without asking.
    """
    if isinstance(source, FigureSource):
        try:
            findings = examine(source, snapshot, previous, scratch=store.scratch())
        except IngestError:
            if snapshot.findings is None:  # never in use; a release may have been made of others
                store.remove(snapshot)
            raise
        snapshot.keep_findings(findings)
        errors = [finding.en for finding in findings if finding.severity == "error"]
        if errors:
            raise ChecksFailedError(source.id, errors)
    store.use(snapshot)


def _not_in_catalogue(
    source: Source, store: SnapshotStore, refusal: TransportError | None
) -> TableOutcome:
    kept = store.current(source.id)
    what = f"the snapshot of {kept.entry.modified} stays in use" if kept else "it has no figures"
    if refusal:
        message = f"not in the catalogue that answered; {what}; {refusal}"
        return TableOutcome(source.id, "failed", message, reason=refusal.reason)
    return TableOutcome(source.id, "not_in_catalogue", f"not in the catalogue; {what}")


def _refuse_mixture(entries: dict[str, CatalogueEntry]) -> None:
    marks = {table_id: entry.is_fictitious for table_id, entry in entries.items()}
    if len(set(marks.values())) > 1:
        raise IngestError(
            f"saw real and fictitious tables in one catalogue ({marks}); expected one kind. "
            "Real and fictitious figures never go into one release."
        )
