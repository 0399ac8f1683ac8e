"""Every internal address is made here, so that a path is written in one place only."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import quote, urlencode

from dashboard.state import ViewState, serialise
from indicators.values import Area
from indicators.wording import Lang

# Stands for the id of the newest release in the address of a file.
LATEST = "latest"

ChartForm = Literal["svg", "png", "embed"]

_PREFIX: Mapping[Lang, str] = {"nl": "", "en": "/en"}


def home_url(
    lang: Lang, *, search: str | None = None, map_kind: str | None = None, fragment: str = ""
) -> str:
    """The home page, or what a search for a municipality found; `map_kind` is the map it shows."""
    given = {"zoek": search, "kaart": map_kind}
    values = {name: value for name, value in given.items() if value}
    return _with_query(_PREFIX[lang] or "/", values) + _hash(fragment)


def municipality_url(area: Area, lang: Lang, *, fragment: str = "") -> str:
    """The council page: the code decides, the name is there for the reader."""
    return f"{_PREFIX[lang]}/gemeente/{area.code}-{slug(area.name)}" + _hash(fragment)


def compare_url(state: ViewState, lang: Lang, *, fragment: str = "") -> str:
    """The compare page with these choices."""
    query = serialise(state)
    return f"{_PREFIX[lang]}/vergelijk" + (f"?{query}" if query else "") + _hash(fragment)


def recommendation_url(recommendation_id: str, lang: Lang) -> str:
    """One recommendation."""
    return f"{_PREFIX[lang]}/aanbeveling/{recommendation_id}"


def data_url(lang: Lang) -> str:
    """Downloads."""
    return f"{_PREFIX[lang]}/data"


def status_url(lang: Lang) -> str:
    """Freshness and remarks per source."""
    return f"{_PREFIX[lang]}/status"


def download_url(
    release_id: str, table: str, filters: Mapping[str, Sequence[str]] | None = None
) -> str:
    """A CSV file of one release, the same in both languages; with filters only those rows."""
    values = {name: ",".join(wanted) for name, wanted in (filters or {}).items()}
    return _with_query(f"/data/{quote(release_id)}/{quote(table)}.csv", values)


def chart_url(
    release_id: str, kind: str, params: Mapping[str, str], lang: Lang, form: ChartForm
) -> str:
    """A chart as a file, or as a small page to put into another one."""
    path = f"/{'embed' if form == 'embed' else 'grafiek'}/{quote(release_id)}/{quote(kind)}"
    return _with_query(_PREFIX[lang] + path + ("" if form == "embed" else f".{form}"), params)


def in_language(path: str, query: str, lang: Lang) -> str:
    """The same page in a language. `path` is without language, `query` without `?`."""
    whole = _PREFIX[lang] + ("" if path == "/" and lang != "nl" else path)
    return whole + (f"?{query}" if query else "")


def split_language(path: str) -> tuple[Lang, str]:
    """The language of a path and the path without it: `/en/data` is English and `/data`."""
    if path == "/en" or path.startswith("/en/"):
        return "en", path[3:] or "/"
    return "nl", path or "/"


def slug(name: str) -> str:
    """A place name as it stands in an address.

    >>> slug("'s-Gravenhage"), slug("Súdwest-Fryslân")
    ('s-gravenhage', 'sudwest-fryslan')
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _with_query(path: str, values: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(values, safe=',')}" if values else path


def _hash(fragment: str) -> str:
    return f"#{fragment}" if fragment else ""
