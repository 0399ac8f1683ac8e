"""The council pages of all municipalities, also of those that are gone, on the fictitious set."""

import re

import pytest

from dashboard.components.council_answer import answer_section
from dashboard.components.council_summary import summary
from dashboard.council.build import council_content
from dashboard.server_html import to_html
from indicators.api import Release
from indicators.comparison.words import word
from indicators.wording import LANGS, Lang, format_number, translated

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_and_number_says_what_the_figure_is(
    demonstration_release: Release, lang: Lang
) -> None:
    areas = demonstration_release.areas("municipality", current_only=False)
    assert sum(area.is_current for area in areas) == 342 < len(areas)
    numbers = bounds = silent = 0
    for area in areas:
        content = council_content(demonstration_release, area, lang)
        assert to_html(summary(content))
        for one in content.answers:
            assert to_html(answer_section(one, lang))
            if one.provenance is None or one.amount is None:
                continue
            value = one.provenance.value
            stored = demonstration_release.value(
                one.indicator_id, value.area_code, value.period_code
            )
            definition = demonstration_release.indicator(one.indicator_id)
            assert stored == value and definition
            if value.value is not None:
                written = format_number(value.value, lang, definition.decimals)
                assert one.amount.number == written
                assert re.search(rf"(?<![\d.,]){re.escape(written)}(?![\d])", one.sentence)
                numbers += 1
            elif value.lower is not None:
                assert one.amount.number and one.amount.number in one.sentence
                bounds += 1
            else:
                assert one.amount.number is None and one.verdict is None
                silent += 1
            if one.word:
                comparisons = demonstration_release.comparisons(
                    one.indicator_id, value.area_code, value.period_code
                )
                assert one.word in {translated(word(c.code), lang) for c in comparisons}
    assert numbers > 600 and bounds and silent
