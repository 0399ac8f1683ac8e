"""Codes made of labels: readable where they can be, stable always."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.replay.derived_codes import (
    category_codes,
    period_code,
    period_end,
    period_order,
    period_title,
    region_code,
)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("30 juni 2023*", "20230630"),
        ("31 december 2020", "20201231"),
        ("1 januari 2021**", "20210101"),
        ("2020", "2020JJ00"),
        ("2023*", "2023JJ00"),
        ("1e halfjaar 2025*", "2025HJ01"),
        ("2022 2e halfjaar**", "2022HJ02"),
        ("2019 4e kwartaal", "2019KW04"),
        ("3e kwartaal 2019", "2019KW03"),
        ("2026 mei", "2026MM05"),
        ("december 2024", "2024MM12"),
        ("3e halfjaar 2020", "k_3eHalfjaar2020"),
        ("juni", "Juni"),
        ("schooljaar 2022/'23", "Schooljaar202223"),
    ],
)
def test_a_period_without_a_code_gets_the_one_that_its_label_says(label: str, code: str) -> None:
    assert period_code(label) == code


def test_the_title_of_a_period_is_its_label_without_the_marks() -> None:
    assert period_title("1e halfjaar 2022**") == "1e halfjaar 2022"


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("2023JJ00", date(2023, 12, 31)),
        ("2023HJ01", date(2023, 6, 30)),
        ("2023HJ02", date(2023, 12, 31)),
        ("2023KW03", date(2023, 9, 30)),
        ("2024MM02", date(2024, 2, 29)),
        ("20230630", date(2023, 6, 30)),
        ("20230631", None),
        ("2023MM13", None),
        ("2023SJ00", None),
        ("Najaar2023", None),
    ],
)
def test_the_end_of_a_period(code: str, end: date | None) -> None:
    assert period_end(code) == end


def test_periods_stand_in_order_of_time_as_far_as_codes_tell() -> None:
    ascending = [
        "Onbekend",
        "2019HJ01",
        "2019HJ02",
        "2019JJ00",
        "Najaar2019",
        "20200630",
        "2021JJ00",
    ]
    assert sorted(reversed(ascending), key=period_order) == ascending


@pytest.mark.parametrize(
    ("label", "level", "code"),
    [
        ("Zeeuwsch-Vlaanderen (CR)", "CR", "CRZeeuwschVlaanderen"),
        ("Utrecht (CR)", "CR", "CRUtrecht"),
        ("Minder dan 20 000 inwoners", "size_class", "SCMinderDan20000Inwoners"),
        ("20 000 tot 50 000 inwoners", "size_class", "SC20000Tot50000Inwoners"),
        ("Fryslân", "pv", "PVFryslan"),
    ],
)
def test_a_region_without_a_code_gets_its_level_and_name(label: str, level: str, code: str) -> None:
    assert region_code(label, level) == code


def test_the_code_of_a_category_is_of_its_label_alone() -> None:
    alone = category_codes(["Kindermishandeling"])
    among = category_codes(["Totaal", "Onbekend", "Kindermishandeling", "Totaal"])
    assert among["Kindermishandeling"] == alone["Kindermishandeling"]
    assert list(among) == ["Totaal", "Onbekend", "Kindermishandeling"]


def test_labels_with_the_same_checksum_get_different_codes_in_any_order() -> None:
    # On 26 million codes about fifty pairs of 50,000 labels meet.
    labels = [f"Categorie {number}" for number in range(50_000)]
    codes = category_codes(labels)
    assert len(set(codes.values())) == len(labels)
    assert any(category_codes([label])[label] != codes[label] for label in labels)
    assert category_codes(reversed(labels)) == codes


@given(st.sets(st.text(min_size=1, max_size=12), min_size=1, max_size=20))
def test_codes_of_categories_are_a_letter_and_six_digits(labels: set[str]) -> None:
    codes = category_codes(labels)
    assert set(codes) == labels
    assert len(set(codes.values())) == len(labels)
    for code in codes.values():
        assert len(code) == 7 and "A" <= code[0] <= "Z" and code[1:].isdigit()
