"""Pages of rows that are not what they should be; metadata is as it was."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

import orjson

from ingest.replay.faults.answers import AnswerFault
from ingest.replay.faults.plan import Request
from ingest.replay.protocol import Answer

Body = dict[str, Any]


class PageFault(AnswerFault):
    """Changes the JSON around and in a page of rows, in either version of OData."""

    def concerns(self, request: Request) -> bool:
        """Pages of rows only."""
        return request.asks_rows

    def change(self, answer: Answer, request: Request) -> Answer:
        """The page after `change_page`; an error stays as it is."""
        body = orjson.loads(answer.body)
        if answer.status == 200 and "value" in body:
            self.change_page(body, request)
        return replace(answer, body=orjson.dumps(body))

    def change_page(self, body: Body, request: Request) -> None:
        """Change the parsed page in place."""
        raise NotImplementedError


class SelfReferringLink(PageFault):
    """The link to the next page leads to the same page.

    Rests on: measured. A client that does not look fetches it for ever.
    """

    def change_page(self, body: Body, request: Request) -> None:
        """Link back."""
        body[_link_name(body)] = request.base_url + request.target


@dataclass(frozen=True)
class LinkElsewhere(PageFault):
    """The link to the next page leads to another host.

    Rests on: reported. Links of one service named an internal host that does not resolve.
    """

    host: str = "https://internal.invalid"

    def change_page(self, body: Body, request: Request) -> None:
        """Link away."""
        body[_link_name(body)] = f"{self.host}{request.path}?$format=json&$skip=1000000"


class DuplicatePage(PageFault):
    """A page that has the rows of the first one.

    Rests on: measured with a client that drops the query of the link, so that it gets them again.
    """

    def concerns(self, request: Request) -> bool:
        """Pages after the first."""
        return request.asks_rows and _skip(request) != "0"

    def change_page(self, body: Body, request: Request) -> None:
        """Ask for the first page and take its rows."""
        head, _, query = request.target.partition("?")
        options = [o for o in query.split("&") if not o.startswith(("$skip=", "%24skip="))]
        body["value"] = orjson.loads(request.ask(f"{head}?{'&'.join(options)}").body)["value"]


class ShortLastPage(PageFault):
    """The last page lacks half of its rows.

    Rests on: assumed, as what is left of a truncated answer that still parses.
    """

    def change_page(self, body: Body, request: Request) -> None:
        """Take rows away from a page without a link."""
        if _link_name(body) not in body:
            body["value"] = body["value"][: len(body["value"]) // 2]


class EmptyPage(PageFault):
    """Status 200 and no rows, while the catalogue counts them.

    Rests on: read in clients: a filter with an unknown code gets that answer.
    """

    def change_page(self, body: Body, request: Request) -> None:
        """Take all rows and the link away."""
        body["value"] = []
        body.pop(_link_name(body), None)


class UnknownCode(PageFault):
    """The first row of a page has a code that is in no list.

    Rests on: assumed.
    """

    def change_page(self, body: Body, request: Request) -> None:
        """Write another region, or the last column that holds a code."""
        if body["value"]:
            row = body["value"][0]
            row["RegioS" if "RegioS" in row else list(row)[1]] = "XX9999"


class UnknownColumn(PageFault):
    """The rows have a column that the metadata does not know.

    Rests on: read in clients that broke on it.
    """

    def change_page(self, body: Body, request: Request) -> None:
        """Add a property to every row."""
        for row in body["value"]:
            row["Nieuw_2"] = "       1"


class ColumnLeftOut(PageFault):
    """The rows lack their last column, while the metadata has it.

    Rests on: assumed.
    """

    def change_page(self, body: Body, request: Request) -> None:
        """Take the last property from every row."""
        for row in body["value"]:
            row.popitem()


class DuplicateTopicKey(PageFault):
    """Two topics have the same key in the metadata.

    Rests on: read in clients: one carries an exception for table 84328NED.
    """

    def concerns(self, request: Request) -> bool:
        """The list of columns."""
        return request.path.endswith(("/DataProperties", "/MeasureCodes"))

    def change_page(self, body: Body, request: Request) -> None:
        """Give the last topic the key of the first, or a second one that has it."""
        topics = [row for row in body["value"] if row.get("Type", "Topic") == "Topic"]
        name = "Key" if "Key" in topics[0] else "Identifier"
        if len(topics) > 1:
            topics[-1][name] = topics[0][name]
        else:
            body["value"].append(dict(topics[0]))


class Miscounted(PageFault):
    """The catalogue counts a row more than there is.

    Rests on: assumed. The count is what tells a complete download from another one.
    """

    def concerns(self, request: Request) -> bool:
        """The catalogue, of either version."""
        return request.path.endswith(("/Tables", "/Datasets"))

    def change_page(self, body: Body, request: Request) -> None:
        """Add one to each count."""
        for row in body["value"]:
            for name in ("RecordCount", "ObservationCount"):
                if name in row:
                    row[name] += 1


def _link_name(body: Body) -> str:
    return "odata.nextLink" if "odata.metadata" in body else "@odata.nextLink"


def _skip(request: Request) -> str:
    return dict(parse_qsl(request.target.partition("?")[2])).get("$skip", "0")
