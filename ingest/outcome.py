"""What one ingest did with one source."""

from dataclasses import dataclass
from typing import Literal

from ingest.entry import Protocol
from ingest.errors import Reason


@dataclass(frozen=True)
class TableOutcome:
    """What one ingest did with one source.

    `protocol` is how it was asked for in the end; `reason` why not by the protocol that comes
    first, or why it failed for a reason of transport.
    """

    id: str
    outcome: Literal["fetched", "unchanged", "not_in_catalogue", "failed", "not_tried"]
    message: str = ""
    protocol: Protocol | None = None
    reason: Reason | None = None
