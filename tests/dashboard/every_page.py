"""An address for every kind of page, for tests that look at all of them."""

from dashboard.routes import patterns
from dashboard.urls import VERSION, in_language
from indicators.wording import LANGS, Lang

GRONINGEN = "/gemeente/GM0014-groningen"
COMPARED = "gebieden=GM0014,GM0363,VT02"

# The pattern of a route -> addresses that show all that its page can hold.
EXAMPLES: dict[str, tuple[str, ...]] = {
    r"/": ("/", "/?zoek=gro", "/?zoek=qqq"),
    r"/gemeente/(?P<name>[^/]+)": (GRONINGEN, "/gemeente/GM1731-midden-drenthe"),
    r"/gemeente/(?P<name>[^/]+)/keten": (f"{GRONINGEN}/keten",),
    r"/vergelijk": (
        "/vergelijk",
        f"/vergelijk?indicator=C1&{COMPARED}",
        f"/vergelijk?aanbeveling=R2&{COMPARED}",
    ),
    r"/indicator": ("/indicator",),
    r"/indicator/(?P<name>[^/]+)": ("/indicator/C1",),
    r"/aanbeveling": ("/aanbeveling",),
    r"/aanbeveling/(?P<name>[^/]+)": ("/aanbeveling/R5",),
    r"/methode": ("/methode",),
    r"/begrippen": ("/begrippen",),
    r"/toegankelijkheid": ("/toegankelijkheid",),
    r"/data": ("/data",),
    r"/status": ("/status",),
}
NOWHERE = "/nergens"
NO_SUCH_RELEASE = f"/?{VERSION}=1999-01-01.1"
# Pages that no route has: what answers an address that leads nowhere.
LOST = (NOWHERE, NO_SUCH_RELEASE)


def every_page(lang: Lang) -> list[str]:
    """The addresses in a language, in the order of the routes."""
    paths = [path for pattern in patterns() for path in EXAMPLES[pattern]]
    return [in_language(*_parts(path), lang) for path in (*paths, *LOST)]


def every_page_in_every_language() -> list[str]:
    """The addresses in all languages."""
    return [path for lang in LANGS for path in every_page(lang)]


def lost_in_every_language() -> list[str]:
    """Those of them that lead nowhere."""
    return [in_language(*_parts(path), lang) for lang in LANGS for path in LOST]


def _parts(address: str) -> tuple[str, str]:
    path, _, query = address.partition("?")
    return path, query
