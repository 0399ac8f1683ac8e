"""What can go wrong while fetching and loading, as one small tree.

IngestError
├── SourceFileError      a file in ingest/sources is not understood
├── TransportError       the publisher cannot be reached, or answers what cannot be read
├── SourceChangedError   the published table is not what the source file says it is
├── ChecksFailedError    the published table is read, but what it says cannot be right
├── SnapshotError        a snapshot on disk is damaged or incomplete
├── NothingToLoadError   there is no snapshot at all
└── AnotherRunError      another run is going on in the same data directory
"""

from typing import Literal


class IngestError(Exception):
    """Base of everything that stops an ingest; its text is meant for the reader of /status."""


class SourceFileError(IngestError):
    """A source file is not understood."""


Reason = Literal[
    "missing",  # 404 or 410: not here, or not any more
    "refused",  # another 4xx: the question itself is not accepted
    "server_error",  # 429 or 5xx, each time it was asked
    "tls",  # the certificate cannot be trusted
    "unreachable",  # no connection, or one that breaks off
    "too_slow",  # longer than we are willing to wait
    "garbled",  # an answer that is not what was asked for, or not whole
]


class TransportError(IngestError):
    """The publisher cannot be reached, or answers what cannot be read; `reason` says which."""

    def __init__(self, message: str, reason: Reason) -> None:
        super().__init__(message)
        self.reason: Reason = reason


class SourceChangedError(IngestError):
    """The published table differs from what its source file declares.

    The message names the table, what was seen, what was expected and what to do.
    """

    def __init__(self, source_id: str, seen: str, expected: str, advice: str) -> None:
        self.source_id, self.seen, self.expected, self.advice = source_id, seen, expected, advice
        super().__init__(f"{source_id}: saw {seen}; expected {expected}. {advice}")


class ChecksFailedError(IngestError):
    """A table is read without trouble, but what it says cannot be right."""

    def __init__(self, source_id: str, findings: list[str]) -> None:
        super().__init__(f"{source_id}: not brought into use: {' '.join(findings)}")


class SnapshotError(IngestError):
    """A snapshot on disk is damaged or incomplete."""


class NothingToLoadError(IngestError):
    """No snapshot of any source is present, so there is nothing to build from."""


class AnotherRunError(IngestError):
    """Another run is going on in the same data directory."""
