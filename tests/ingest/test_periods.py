"""Codes of periods, compared by what they cover."""

from datetime import date

import pytest

from ingest.periods import period_end


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("2024JJ00", date(2024, 12, 31)),
        ("2024HJ01", date(2024, 6, 30)),
        ("2024HJ02", date(2024, 12, 31)),
        ("2024KW01", date(2024, 3, 31)),
        ("2024KW04", date(2024, 12, 31)),
        ("2024MM02", date(2024, 2, 29)),
        ("2023MM12", date(2023, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(code: str, end: date) -> None:
    assert period_end(code) == end


@pytest.mark.parametrize("code", ["2024SJ00", "2024HJ03", "2024HJ00", "2024", "", "2024MM13"])
def test_a_kind_of_period_that_is_not_known_has_no_end(code: str) -> None:
    assert period_end(code) is None
