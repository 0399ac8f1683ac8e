"""What a page is asked and what it answers, free of Flask and of callbacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from dash.development.base_component import Component

from dashboard.urls import VERSION, in_language, split_language
from indicators.api import Release, ReleaseStore
from indicators.definition import Definition
from indicators.wording import Lang

Content = list[Component]

# Id of what stands outside the pages: the title and language of the page in view.
ABOUT = "page-about"
# The drawing that stands for a page without one of its own.
SITE_PICTURE = "site"


class NoReleaseError(LookupError):
    """A page needs figures, and there is no release yet."""


@dataclass(frozen=True)
class PageRequest:
    """One request: the releases it is about, the language, and what the address says.

    `newest` is the newest release at that moment. `shown` is the one whose figures the page has:
    that of `version`, which the address names, or else the newest; None where there is none such.
    `path` is without language; `query` is without `?`. `origin` is the site as the reader reached
    it ("https://example.org"), for an address on paper; empty where that is not known.
    """

    store: ReleaseStore
    newest: Release | None
    shown: Release | None
    version: str
    lang: Lang
    path: str
    query: str
    origin: str = ""

    @classmethod
    def of(cls, store: ReleaseStore, path: str, query: str, origin: str = "") -> "PageRequest":
        """A request for an address as the browser shows it."""
        lang, rest = split_language(path)
        query, newest = query.removeprefix("?"), store.newest()
        version = parse_qs(query).get(VERSION, [""])[0].strip()
        shown = store.get(version) if version else newest
        return cls(store, newest, shown, version, lang, rest, query, origin.rstrip("/"))

    @property
    def release(self) -> Release:
        """The release whose figures are shown, for a page that needs one; raises NoReleaseError."""
        if self.shown is None:
            raise NoReleaseError
        return self.shown

    @property
    def address(self) -> str:
        """The address as it was asked for."""
        return in_language(self.path, self.query, self.lang)

    @property
    def params(self) -> Mapping[str, Sequence[str]]:
        """The parameters of the query; a repeated one has several values."""
        return parse_qs(self.query)


@dataclass(frozen=True)
class Page:
    """An answer: what stands in `main`, the HTTP status, and what the head of the document says.

    `title` is that of the window; `description` says in sentences what is on the page, for whoever
    finds or shares it (`head.py` shortens both where they do not fit). `address` is the lasting one
    of what is shown: in this language, without the release, and only with those parameters that
    change what is shown; empty is the path that was asked for. `picture` names the drawing that
    stands for the page (`share_picture.py`), `parents` are the pages above it, as name and address,
    and `dataset` is what can be downloaded from it: all files, or those of one indicator.
    """

    title: str
    content: Content
    description: str
    status: int = 200
    address: str = ""
    picture: str = SITE_PICTURE
    parents: tuple[tuple[str, str], ...] = ()
    dataset: Definition | Literal["all"] | None = None


@dataclass(frozen=True)
class Redirect:
    """An answer that sends the reader elsewhere: to the lasting address of what was asked.

    Not `is_lasting`: to what a search found today, which a browser must not remember.
    """

    location: str
    is_lasting: bool = True
