"""The sheet of a municipality, on published figures."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from dashboard.council.build import council_content
from dashboard.council.content import CouncilContent, Listed, Remark
from dashboard.factsheet.pdf import FactsheetError, factsheet_pdf
from dashboard.factsheet.room import Room, rooms
from dashboard.factsheet.sheet import sheet_of
from dashboard.i18n.text import t
from indicators.api import Release
from indicators.wording import LANGS, Lang
from tests.dashboard.factsheet.reading import A4, close, letter_sizes, opened, tags, text_of

ADDRESS = "https://hulpmonitor.example/gemeente/GM0014-groningen?versie=2026-01-01.1"
SMALLEST = 8.5  # in points


def content_of(release: Release, code: str = "GM0014", lang: Lang = "nl") -> CouncilContent:
    area = release.area(code)
    assert area is not None
    return council_content(release, area, lang)


@pytest.fixture(scope="module")
def groningen(release: Release) -> CouncilContent:
    return content_of(release)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", ["GM0014", "GM0363", "GM1731"])
def test_it_is_one_a4_with_the_five_answers_that_can_be_read(
    release: Release, code: str, lang: Lang
) -> None:
    content = content_of(release, code, lang)
    pdf = factsheet_pdf(content, ADDRESS)
    (page,) = opened(pdf).pages
    assert (page.mediabox.width, page.mediabox.height) == pytest.approx(A4, abs=0.1)
    assert min(letter_sizes(pdf)) >= SMALLEST
    parts = [
        content.follow_up.sentence,
        content.stands_out.first[0].text,
        content.how_sure.sentences[0],
        content.questions.first[0].text,
        f"5. {content.follow_up.heading}",
        *content.tables,
        content.release_id,
        "CC BY 4.0",
        ADDRESS,
    ]
    for one in content.answers:
        parts += [f"{one.number}. {one.heading}", one.sentence, one.does_not_show, *one.certainty]
        parts += [text for text in (one.verdict, one.sureness) if text]
        if one.amount and one.amount.number:
            parts += [f"{one.amount.number} {one.amount.unit}", one.amount.bounds or ""]
            parts += [f"{mark.sign} {mark.word}" for mark in one.amount.marks]
    text = close(text_of(pdf))
    assert [part for part in parts if close(part) not in text] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_screen_reader_finds_its_way(release: Release, lang: Lang) -> None:
    content = content_of(release, lang=lang)
    pdf = factsheet_pdf(content, ADDRESS)
    reader = opened(pdf)
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == lang
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata and content.title in (reader.metadata.title or "")
    described = catalogue["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<" in described
    found = list(tags(pdf))
    names = [name for name, _ in found]
    assert names.count("/H1") == 1 and names.count("/H2") == 8
    assert names.index("/H1") < names.index("/H2")
    charts = [one.chart for one in content.answers if one.chart]
    assert [text for name, text in found if name == "/Figure"] == [
        f"{chart.name}. {chart.text}" for chart in charts
    ]


def test_the_same_content_gives_the_same_bytes(release: Release, groningen: CouncilContent) -> None:
    first = factsheet_pdf(groningen, ADDRESS)
    assert factsheet_pdf(content_of(release), ADDRESS) == first
    assert factsheet_pdf(groningen, ADDRESS + "0") != first


def test_text_is_shown_and_never_run(groningen: CouncilContent) -> None:
    hostile = r"""#panic("x") *a* _b_ $x^2$ \ @c <d> ]} `e` // f "#sys" https://g.example &amp; """
    content = replace(
        groningen,
        title=hostile,
        surroundings=(hostile,),
        stands_out=Listed("", (Remark(hostile),), ()),
        answers=tuple(replace(one, sentence=hostile, title=hostile) for one in groningen.answers),
    )
    text = close(text_of(factsheet_pdf(content, ADDRESS)))
    assert text.count(close(hostile)) == 3 + len(content.answers)


def test_letters_that_our_fonts_lack_do_not_stop_it(groningen: CouncilContent) -> None:
    content = replace(groningen, surroundings=("Ǎ\u0301b 漢 😀 \u202e\x00 Su\u0301dwest",))
    text = text_of(factsheet_pdf(content, ADDRESS))
    assert "Ab ? ? ? Súdwest" in text and "😀" not in text


def test_what_does_not_fit_goes_by_rule_and_is_named(groningen: CouncilContent) -> None:
    long = Remark("Wat weet het college van de meldingen en van wat daarna gebeurt? " * 20)
    asked = Listed("", (long,) * 5, (long,) * 2)
    text = text_of(factsheet_pdf(replace(groningen, questions=asked), ADDRESS))
    shown = text.count(long.text.strip())
    assert 1 <= shown < 5
    assert f"meer vragen ({7 - shown})" in text
    for one in groningen.answers:
        assert one.sentence in text and one.does_not_show in text


def test_each_step_has_less_than_the_one_before(groningen: CouncilContent) -> None:
    steps = list(rooms())
    assert steps[0] == Room()
    for before, after in pairwise(steps):
        assert after != before
        assert after.questions <= before.questions and after.stands_out <= before.stands_out
        assert after.how_sure <= before.how_sure and after.without >= before.without
    least = sheet_of(groningen, ADDRESS, steps[-1])
    assert "gemeenten die erop lijken, in de grafieken" in least.more
    drawn = [one.chart.svg for one in least.answers if one.chart]
    assert drawn and not any("circle" in svg and "other nearest" in svg for svg in drawn)


def test_what_cannot_fit_at_all_is_an_error_and_never_a_second_page(
    groningen: CouncilContent,
) -> None:
    content = replace(groningen, surroundings=("Zeer lang. " * 2000,))
    with pytest.raises(FactsheetError, match=r"GM0014 in .*expected 1"):
        factsheet_pdf(content, ADDRESS)


def test_made_up_figures_are_called_so_and_published_ones_are_not(
    groningen: CouncilContent,
) -> None:
    warning, watermark = t("factsheet.fictitious", "nl"), t("chart.watermark", "nl")
    for is_fictitious in (True, False):
        content = replace(groningen, is_fictitious=is_fictitious)
        text = text_of(factsheet_pdf(content, ADDRESS))
        assert (warning in text, watermark in text) == (is_fictitious, is_fictitious)
