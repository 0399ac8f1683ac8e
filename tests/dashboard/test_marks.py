"""What is missing or uncertain has a pattern, a word and a code of its own."""

import pytest

from dashboard.components.marks import mark_label
from dashboard.marks import MISSING, mark, marks_of
from dashboard.server_html import to_html
from indicators.wording import LANGS, Lang
from tests.dashboard.records import (
    assessed_in_noord_en_oost_gelderland,
    groningen_repeat_reports,
    midden_drenthe_services,
    not_there,
)


def codes(value: object, **given: str) -> list[str]:
    return [one.code for one in marks_of(value, "nl", **given)]  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGS)
def test_every_reason_has_a_sign_and_a_word_that_no_other_has(lang: Lang) -> None:
    found = [mark(code, lang) for code in MISSING]
    assert {one.pattern for one in found} == {"unknown", "suppressed", "not-delivered"}
    assert len({one.word for one in found}) == len({one.sign for one in found}) == len(MISSING)


def test_a_plain_figure_has_no_mark() -> None:
    assert codes(groningen_repeat_reports(status="definitive")) == []


def test_marks_have_the_codes_of_the_files() -> None:
    assert codes(groningen_repeat_reports(is_own_sum=True)) == ["provisional", "own_sum"]
    assert codes(midden_drenthe_services()) == [
        "unknown_or_secret", "only_bounds", "indicative", "provisional",
    ]  # fmt: skip
    assert codes(not_there()) == ["not_delivered"]


def test_a_figure_of_the_region_names_it() -> None:
    value = assessed_in_noord_en_oost_gelderland(status="definitive")
    last = marks_of(value, "nl", of_area="de Veilig Thuis-regio X")[-1]
    assert (last.code, last.word) == ("of_region", "de Veilig Thuis-regio X")


def test_the_sign_is_for_the_eye_and_the_word_for_all() -> None:
    written = to_html(mark_label(mark("unknown_or_secret", "nl"), with_code=True))
    assert 'aria-hidden="true">.</span>' in written
    assert "te klein, onbekend of geheim" in written
    assert 'data-code="unknown_or_secret"' in written
    assert "<code>unknown_or_secret</code>" in written
