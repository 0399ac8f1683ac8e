"""What every protocol of the replay server gives back, and how much at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime


@dataclass(frozen=True)
class Answer:
    """What goes back over the wire, before any compression.

    `headers` are those that belong to the protocol or the document, beside the type and length.
    """

    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Limits:
    """How many rows an answer holds.

    `page_size`: a page of the bulk feed of version 3 (10,000 at CBS); `api_rows`: the most that
    the interactive service of version 3 gives (10,000); `observations`: a page of version 4
    (100,000).
    """

    page_size: int = 10_000
    api_rows: int = 10_000
    observations: int = 100_000

    def __post_init__(self) -> None:
        if min(self.page_size, self.api_rows, self.observations) < 1:
            raise ValueError(f"saw {self}; expected limits of at least one row")


def with_validators(reply: Answer, modified: datetime) -> Answer:
    """The reply with an `ETag` and a `Last-Modified`, by which a client can ask whether it changed.

    `modified` carries its time zone.
    """
    tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
    last = format_datetime(modified.astimezone(UTC), usegmt=True)
    return replace(reply, headers={**reply.headers, "ETag": tag, "Last-Modified": last})


def unless_known(reply: Answer, known_tags: str | None) -> Answer:
    """The reply, or 304 without a body when the client has it already.

    `known_tags` is the request's `If-None-Match`.
    """
    tag = reply.headers.get("ETag")
    if tag is None or known_tags is None:
        return reply
    if tag not in (known.strip() for known in known_tags.split(",")):
        return reply
    return replace(reply, status=304, body=b"")
