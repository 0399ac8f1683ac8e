from datetime import UTC, datetime

import pytest

from dashboard.i18n.numbers import format_date, format_moment, period_in_sentence, period_name
from indicators.wording import format_count, format_number


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (127340, 0, "127.340", "127,340"),
        (51.3, 1, "51,3", "51.3"),
        (0.0, 1, "0,0", "0.0"),
        (-12.25, 2, "-12,25", "-12.25"),
        (1_494_552, 0, "1.494.552", "1,494,552"),
    ],
)
def test_numbers(value: float, decimals: int, dutch: str, english: str) -> None:
    assert format_number(value, "nl", decimals) == dutch
    assert format_number(value, "en", decimals) == english


@pytest.mark.parametrize(
    ("value", "dutch"), [(1745, "1.745"), (12.5, "12,5"), (0, "0"), (100.0, "100"), (0.25, "0,25")]
)
def test_counts_have_only_the_decimals_they_need(value: float, dutch: str) -> None:
    assert format_count(value, "nl") == dutch


@pytest.mark.parametrize(
    ("code", "name", "in_sentence"),
    [
        ("2023JJ00", "2023", "2023"),
        ("2025HJ01", "1e halfjaar 2025", "het 1e halfjaar van 2025"),
        ("2024HJ02", "2e halfjaar 2024", "het 2e halfjaar van 2024"),
        ("2024KW03", "2024KW03", "2024KW03"),
    ],
)
def test_periods(code: str, name: str, in_sentence: str) -> None:
    assert period_name(code, "nl") == name
    assert period_in_sentence(code, "nl") == in_sentence


def test_moments_are_told_in_amsterdam() -> None:
    summer = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)

    assert format_date(summer, "nl") == "1 juli 2026"
    assert format_moment(summer, "en") == "1 July 2026, 00:30"
    assert format_moment(datetime(2026, 12, 1, 11, 5), "nl") == "1 december 2026, 12:05"
