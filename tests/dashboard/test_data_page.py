"""The page of downloads tells what changed since the release before."""

from types import SimpleNamespace
from typing import Any, cast, get_args

import pytest
from dash import html

from dashboard.i18n.text import has_text, t
from dashboard.pages.data import changes
from dashboard.server_html import to_html
from indicators.api import Release
from indicators.revisions.causes import Cause
from indicators.wording import LANGS, Lang
from tests.dashboard.html_reader import Node, read_html


def read(release: Any, lang: Lang = "nl") -> Node:
    return read_html(to_html(html.Main(changes(cast(Release, release), lang))))


def revision(indicator_id: str, cause: Cause) -> SimpleNamespace:
    return SimpleNamespace(
        indicator_id=indicator_id, cause=cause, from_release_id="2026-04-30.1"
    )  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_a_first_release_has_nothing_to_compare_with(release: Release, lang: Lang) -> None:
    assert read(release, lang).one("p").text() == t("data.no_changes", lang)


def test_changes_stand_per_cause_with_the_indicators_and_the_file(release: Release) -> None:
    found = [
        revision("C1", "source_revision"), revision("A1", "source_revision"),
        revision("C1", "source_revision"), revision("Q9", "withdrawn"),
    ]  # fmt: skip
    newer = SimpleNamespace(id="2026-10-31.1", revisions=lambda: found, indicator=release.indicator)
    page = read(newer)
    assert page.one("table").rows()[1:] == [
        ["CBS veranderde de tabel", "3", "A1, C1"],
        ["ingetrokken", "1", "Q9"],
    ]
    links = [str(one.attributes["href"]) for one in page.all("a")]
    assert links == ["/indicator/A1", "/indicator/C1", "/data/2026-10-31.1/wijzigingen.csv"]
    assert "2026-04-30.1" in page.text()


def test_every_cause_has_words() -> None:
    assert all(has_text(f"cause.{cause}") for cause in get_args(Cause))
