"""Another answer than the right one: its status, its kind, or what stands around the rows."""

import codecs
from dataclasses import dataclass, replace

from ingest.replay.faults.plan import Fault, Request
from ingest.replay.protocol import Answer, refusal

_HTML = b"<!DOCTYPE html><html><head><title>Storing</title></head><body>Storing</body></html>"


class AnswerFault(Fault):
    """Changes an answer before it is sent."""

    def change(self, answer: Answer, request: Request) -> Answer:
        """What is sent in place of `answer`."""
        raise NotImplementedError


@dataclass(frozen=True)
class Unavailable(AnswerFault):
    """Status 503 with Retry-After in seconds.

    Rests on: reported (503 under a long crawl); that Retry-After comes with it is assumed.
    """

    status: int = 503
    retry_after: str = "2"

    def change(self, answer: Answer, request: Request) -> Answer:
        """A refusal that says when to come back."""
        headers = {"Retry-After": self.retry_after}
        return replace(refusal(self.status, "The service is unavailable."), headers=headers)


@dataclass(frozen=True)
class TooManyRequests(Unavailable):
    """Status 429 with Retry-After as a date that has passed.

    Rests on: assumed. Limits for busy addresses are reported, not in which form.
    """

    status: int = 429
    retry_after: str = "Thu, 01 Jan 2026 00:00:00 GMT"


@dataclass(frozen=True)
class Refusal(AnswerFault):
    """Another status than 200, with an error in the form of OData."""

    status: int
    message: str

    def change(self, answer: Answer, request: Request) -> Answer:
        """The error."""
        return refusal(self.status, self.message)


@dataclass(frozen=True)
class ServerError(Refusal):
    """Status 500 with an error as the body.

    Rests on: reported, with this text; the form of the body is assumed.
    """

    status: int = 500
    message: str = "Object reference not set to an instance of an object."


@dataclass(frozen=True)
class NotFound(Refusal):
    """Status 404: the table is not here.

    Rests on: reported of tables that were deleted, renamed or discontinued.
    """

    status: int = 404
    message: str = "No HTTP resource was found that matches the request URI."


@dataclass(frozen=True)
class Gone(Refusal):
    """Status 410: the table is not here any more.

    Rests on: assumed.
    """

    status: int = 410
    message: str = "The resource is no longer available."


@dataclass(frozen=True)
class ErrorWithStatus200(Refusal):
    """Status 200 with an error in place of rows.

    Rests on: read in clients, which handle it.
    """

    status: int = 200
    message: str = "An error occurred while processing the request."


class HtmlPage(AnswerFault):
    """Status 200 with a page of HTML.

    Rests on: reported (clients that fail on an error page that is not JSON).
    """

    def change(self, answer: Answer, request: Request) -> Answer:
        """The page."""
        return Answer(200, "text/html; charset=utf-8", _HTML)


@dataclass(frozen=True)
class Redirect(AnswerFault):
    """Status 301 to another host.

    Rests on: reported of an earlier address of the newer version of the protocol.
    """

    host: str = "https://moved.invalid"

    def change(self, answer: Answer, request: Request) -> Answer:
        """A pointer to the same path elsewhere."""
        headers = {"Location": self.host + request.target}
        return Answer(301, "text/html; charset=utf-8", b"", headers)


class NotModified(AnswerFault):
    """Status 304 to a client that did not ask whether anything changed.

    Rests on: assumed, as what a faulty cache in between could do.
    """

    def change(self, answer: Answer, request: Request) -> Answer:
        """Headers only."""
        return Answer(304, answer.content_type, b"")


class ByteOrderMark(AnswerFault):
    """A byte order mark before the body.

    Rests on: reported of counts in the newer protocol, recorded in its CSV files.
    """

    def change(self, answer: Answer, request: Request) -> Answer:
        """The same body with three bytes before it."""
        return replace(answer, body=codecs.BOM_UTF8 + answer.body)
