"""The query options of one request, and the link to the next page."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_plus

_PAIRS = ("$format", "$filter", "$select", "$skip", "$top", "$orderby")
_JSON, _ATOM = "json", "atom"


class RefusedError(Exception):
    """A request that gets an error: an HTTP status and a message for `odata.error`."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(frozen=True)
class Query:
    """Decoded query options; `pairs` keeps all of them, in the order in which they were asked."""

    pairs: tuple[tuple[str, str], ...]
    condition: str | None
    select: tuple[str, ...] | None
    skip: int | None
    top: int | None
    format: str | None

    @property
    def is_bare(self) -> bool:
        """Whether nothing but a format is asked for."""
        return all(name == "$format" for name, _ in self.pairs)


def parse_query(text: str) -> Query:
    """Read what stands after the question mark: `%24` or `$`, `+` or `%20`.

    Raises RefusedError for an unknown or doubled option. `$orderby` is read and has no effect, as
    is reported of CBS.
    """
    pairs: dict[str, str] = {}
    for part in filter(None, text.split("&")):
        name, _, value = part.partition("=")
        name, value = unquote_plus(name), unquote_plus(value)
        if name.startswith("$") and name not in _PAIRS:
            raise RefusedError(400, f"saw option {name}; expected one of {', '.join(_PAIRS)}")
        if name in pairs:
            raise RefusedError(400, f"saw option {name} twice; expected it once")
        pairs[name] = value
    select = pairs.get("$select")
    return Query(
        pairs=tuple(pairs.items()),
        condition=pairs.get("$filter"),
        select=_names(select) if select is not None else None,
        skip=_whole_number(pairs, "$skip"),
        top=_whole_number(pairs, "$top"),
        format=_format(pairs.get("$format")),
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


def _format(text: str | None) -> str | None:
    if text is None or text in (_JSON, _ATOM):
        return text
    raise RefusedError(400, f"saw $format={text}; expected {_JSON} or {_ATOM}")
