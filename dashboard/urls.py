"""Every internal address is made here, so that a path is written in one place only."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from dashboard.chosen import Chosen, chosen_query
from dashboard.state import ViewState, serialise
from indicators.values import Area
from indicators.wording import Lang

# Stands for the id of the newest release in the address of a file.
LATEST = "latest"
# Names in the address of a page the release whose figures it shows, whatever is newer.
VERSION = "versie"

ChartForm = Literal["svg", "png", "embed"]
PictureKind = Literal["gemeente", "cijfer", "aanbeveling"]
_COUNCIL_PARTS = {
    "stands_out": "opvallend",
    "how_sure": "zekerheid",
    "questions": "vragen",
    "context": "context",
    "downloads": "downloaden",
}

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


def factsheet_url(area: Area, release_id: str, lang: Lang) -> str:
    """The council page of a release on one A4, as PDF."""
    return _with_query(f"{municipality_url(area, lang)}/factsheet.pdf", {VERSION: release_id})


def council_parts() -> Mapping[str, str]:
    """The parts of the council page after its answers, by name, with their fragments, in order."""
    return _COUNCIL_PARTS


def compare_url(state: ViewState, lang: Lang, *, fragment: str = "") -> str:
    """The compare page with these choices."""
    query = serialise(state)
    return f"{_PREFIX[lang]}/vergelijk" + (f"?{query}" if query else "") + _hash(fragment)


def chain_url(area: Area, lang: Lang, *, period: str = "") -> str:
    """From report to help in one municipality, in the newest period unless one is given."""
    query = chosen_query(Chosen(period=period))
    path = f"{municipality_url(area, lang)}/keten"
    return f"{path}?{query}" if query else path


def indicators_url(lang: Lang) -> str:
    """All indicators by question."""
    return f"{_PREFIX[lang]}/indicator"


def indicator_url(
    indicator_id: str, lang: Lang, chosen: Chosen | None = None, *, fragment: str = ""
) -> str:
    """One indicator, with the period, the order and the area whose calculation is shown."""
    query = chosen_query(chosen) if chosen else ""
    path = f"{_PREFIX[lang]}/indicator/{indicator_id}"
    return path + (f"?{query}" if query else "") + _hash(fragment)


def recommendations_url(lang: Lang) -> str:
    """R1 to R9."""
    return f"{_PREFIX[lang]}/aanbeveling"


def recommendation_url(recommendation_id: str, lang: Lang) -> str:
    """One recommendation."""
    return f"{_PREFIX[lang]}/aanbeveling/{recommendation_id}"


def methods_url(lang: Lang, *, fragment: str = "") -> str:
    """How figures are worked out; `fragment` is the id of a method."""
    return f"{_PREFIX[lang]}/methode" + _hash(fragment)


def glossary_url(lang: Lang, *, fragment: str = "") -> str:
    """What words mean; `fragment` is the id of a term."""
    return f"{_PREFIX[lang]}/begrippen" + _hash(fragment)


def accessibility_url(lang: Lang) -> str:
    """What was tested of the accessibility, and what came out."""
    return f"{_PREFIX[lang]}/toegankelijkheid"


def data_url(lang: Lang) -> str:
    """Downloads."""
    return f"{_PREFIX[lang]}/data"


def status_url(lang: Lang, *, fragment: str = "") -> str:
    """Freshness and remarks per source."""
    return f"{_PREFIX[lang]}/status" + _hash(fragment)


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


def picture_name(kind: PictureKind, name: str) -> str:
    """What a picture of something is called in its address."""
    return f"{kind}-{name}"


def picture_url(release_id: str, name: str, lang: Lang) -> str:
    """The picture that stands for a page where it is shared, of one release for good."""
    return f"{_PREFIX[lang]}/beeld/{quote(release_id)}/{quote(name)}.png"


def in_language(path: str, query: str, lang: Lang) -> str:
    """The same page in a language. `path` is without language, `query` without `?`."""
    whole = _PREFIX[lang] + ("" if path == "/" and lang != "nl" else path)
    return whole + (f"?{query}" if query else "")


def in_version(href: str, release_id: str) -> str:
    """The address of a page in one release, for good; empty is the newest, whichever that is.

    What is no page of ours (a file, another site, a place on the same page) stays as it is.

    >>> in_version("/vergelijk?gebieden=GM0014#tabel", "2026-11-23.1")
    '/vergelijk?gebieden=GM0014&versie=2026-11-23.1#tabel'
    >>> in_version("/data/2026-11-23.1/klassen.csv", "2026-11-23.1")
    '/data/2026-11-23.1/klassen.csv'
    """
    parts = urlsplit(href)
    is_file = "." in parts.path.rpartition("/")[2]
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or is_file:
        return href
    values = [(name, value) for name, value in parse_qsl(parts.query) if name != VERSION]
    values += [(VERSION, release_id)] if release_id else []
    return urlunsplit(parts._replace(query=urlencode(values, safe=",")))


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
