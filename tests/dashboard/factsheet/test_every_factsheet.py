"""The sheets of all municipalities, also of those that are gone, on the fictitious set."""

import re

import pytest

from dashboard.components.council_answer import answer_section
from dashboard.components.council_parts import (
    background_section,
    follow_up_section,
    printed_source,
    questions_section,
    stands_out_section,
    sureness_section,
)
from dashboard.components.council_summary import summary
from dashboard.council.build import council_content
from dashboard.council.content import CouncilContent
from dashboard.factsheet.pdf import factsheet_pdf
from dashboard.server_html import to_html
from dashboard.urls import in_version, municipality_url
from indicators.api import Release
from indicators.wording import LANGS, Lang
from tests.dashboard.factsheet.reading import letter_sizes, numbers, opened, tags, text_of

pytestmark = pytest.mark.slow

ORIGIN = "https://hulpmonitor.example"


def page_text(content: CouncilContent, address: str) -> str:
    lang = content.lang
    parts = [
        content.title,
        *content.surroundings,
        to_html(summary(content)),
        *(to_html(answer_section(one, lang)) for one in content.answers),
        to_html(follow_up_section(content.follow_up, lang)),
        to_html(stands_out_section(content.stands_out, lang)),
        to_html(sureness_section(content.how_sure, lang)),
        to_html(questions_section(content.questions, lang)),
        to_html(background_section(content)),
        to_html(printed_source(content, address)),
    ]
    return re.sub(r"<[^>]*>", " ", " ".join(parts))


@pytest.mark.parametrize("lang", LANGS)
def test_each_is_one_page_with_no_number_that_its_web_page_has_not(
    demonstration_release: Release, lang: Lang
) -> None:
    release = demonstration_release
    areas = release.areas("municipality", current_only=False)
    assert sum(area.is_current for area in areas) == 342
    for area in areas:
        content = council_content(release, area, lang)
        address = ORIGIN + in_version(municipality_url(area, lang), release.id)
        pdf = factsheet_pdf(content, address)
        assert len(opened(pdf).pages) == 1, area
        assert min(letter_sizes(pdf)) >= 8.5, area
        assert [name for name, _ in tags(pdf)].count("/H2") == 8, area
        figures, more, _ = re.split(r"(Niet op dit blad: |Not on this sheet: )", text_of(pdf))
        assert more and numbers(figures) <= numbers(page_text(content, address)), area
