"""From an address to a page: used for the first response and again when Dash takes over."""

import re
from collections.abc import Callable

from dashboard.page import NoReleaseError, Page, PageRequest, Redirect
from dashboard.pages import (
    accessibility,
    chain,
    compare,
    data,
    glossary,
    home,
    indicator,
    indicators,
    methods,
    municipality,
    no_release,
    not_found,
    recommendation,
    recommendations,
    status,
    unknown_version,
)
from dashboard.urls import in_language

Answer = Page | Redirect

_PAGES: tuple[tuple[re.Pattern[str], Callable[..., Answer]], ...] = (
    (re.compile(r"/"), home.page),
    (re.compile(r"/gemeente/(?P<name>[^/]+)"), municipality.page),
    (re.compile(r"/gemeente/(?P<name>[^/]+)/keten"), chain.page),
    (re.compile(r"/vergelijk"), compare.page),
    (re.compile(r"/indicator"), indicators.page),
    (re.compile(r"/indicator/(?P<name>[^/]+)"), indicator.page),
    (re.compile(r"/aanbeveling"), recommendations.page),
    (re.compile(r"/aanbeveling/(?P<name>[^/]+)"), recommendation.page),
    (re.compile(r"/methode"), methods.page),
    (re.compile(r"/begrippen"), glossary.page),
    (re.compile(r"/toegankelijkheid"), accessibility.page),
    (re.compile(r"/data"), data.page),
    (re.compile(r"/status"), status.page),
)


def patterns() -> tuple[str, ...]:
    """What the path of each kind of page looks like, without a language."""
    return tuple(pattern.pattern for pattern, _ in _PAGES)


def answer(request: PageRequest) -> Answer:
    """The page at an address; every address has one, if only to say what was not found."""
    if request.version and request.shown is None and request.newest is not None:
        return unknown_version.page(request)
    path = request.path.rstrip("/") or "/"
    for pattern, page in _PAGES:
        if match := pattern.fullmatch(path):
            if path != request.path:
                return Redirect(in_language(path, request.query, request.lang))
            try:
                return page(request, **match.groupdict())
            except NoReleaseError:
                return no_release.page(request)
    return not_found.page(request)
