"""The query options of one request, and the link to the next page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote_plus

V3_OPTIONS = ("$format", "$filter", "$select", "$skip", "$top", "$orderby")
V4_OPTIONS = ("$format", "$filter", "$select", "$skip", "$top", "$count", "$search")
_JSON, _ATOM = "json", "atom"


class RefusedError(Exception):
    """A request that gets an error: an HTTP status and a message for the protocol to put in form.

    A `body` takes the place of that form.
    """

    def __init__(self, status: int, message: str, body: bytes | None = None) -> None:
        super().__init__(message)
        self.status, self.message, self.body = status, message, body


@dataclass(frozen=True)
class Query:
    """Decoded query options; `pairs` keeps all of them, in the order in which they were asked."""

    pairs: tuple[tuple[str, str], ...]
    condition: str | None
    select: tuple[str, ...] | None
    skip: int | None
    top: int | None
    format: str | None
    count: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a format is asked for."""
        return all(name == "$format" for name, _ in self.pairs)


def parse_pairs(text: str) -> dict[str, str]:
    """Names and values of what stands after the question mark: `%24` or `$`, `+` or `%20`.

    Raises RefusedError for a doubled option.
    """
    pairs: dict[str, str] = {}
    for part in filter(None, text.split("&")):
        name, _, value = part.partition("=")
        name, value = unquote_plus(name), unquote_plus(value)
        if name in pairs:
            raise RefusedError(400, f"saw option {name} twice; expected it once")
        pairs[name] = value
    return pairs


def parse_query(text: str, options: Sequence[str] = V3_OPTIONS) -> Query:
    """Read the query options of OData.

    Raises RefusedError for an unknown or doubled option. `$orderby` and `$search` are read and
    have no effect, as is reported of CBS.
    """
    pairs = parse_pairs(text)
    for name in pairs:
        if name.startswith("$") and name not in options:
            raise RefusedError(400, f"saw option {name}; expected one of {', '.join(options)}")
    select = pairs.get("$select")
    return Query(
        pairs=tuple(pairs.items()),
        condition=pairs.get("$filter"),
        select=_names(select) if select is not None else None,
        skip=_whole_number(pairs, "$skip"),
        top=_whole_number(pairs, "$top"),
        format=_format(pairs.get("$format")),
        count=_truth(pairs, "$count"),
    )


def next_link(url: str, query: Query, *, skip: int, page_size: int) -> str:
    """The address of the next page: path and query as asked, `$skip` last, `$top` what is left.

    Names stay raw and values are percent-encoded, as CBS prints its links.
    """
    pairs = [pair for pair in query.pairs if pair[0] != "$skip"]
    options = []
    for name, value in pairs:
        left = str(int(value) - page_size) if name == "$top" else value
        options.append(f"{quote(name, safe='$')}={quote(left, safe='')}")
    return f"{url}?{'&'.join([*options, f'$skip={skip}'])}"


def _names(text: str) -> tuple[str, ...] | None:
    names = tuple(name.strip() for name in text.split(","))
    return None if names == ("*",) else names


def _whole_number(pairs: dict[str, str], name: str) -> int | None:
    text = pairs.get(name)
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise RefusedError(400, f"saw {name}={text}; expected a whole number")
    return int(text)


def _truth(pairs: dict[str, str], name: str) -> bool:
    text = pairs.get(name, "false")
    if text not in ("true", "false"):
        raise RefusedError(400, f"saw {name}={text}; expected true or false")
    return text == "true"


def _format(text: str | None) -> str | None:
    if text is None or text in (_JSON, _ATOM):
        return text
    raise RefusedError(400, f"saw $format={text}; expected {_JSON} or {_ATOM}")
