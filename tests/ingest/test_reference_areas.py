from datetime import date

import pytest

from ingest.reference_areas import municipalities_on, read_reference


@pytest.mark.parametrize("row", read_reference("municipality_counts"), ids=lambda row: row["year"])
def test_every_year_has_as_many_municipalities_as_cbs_counts(row: dict[str, str]) -> None:
    on_first_day = municipalities_on(date(int(row["year"]), 1, 1))
    assert len(on_first_day) == int(row["municipalities"])


def test_a_reclassification_is_undone_for_a_day_before_it() -> None:
    assert len(municipalities_on(date(2022, 3, 24))) == 344
    assert municipalities_on(date(2022, 3, 23))["GM0457"] == "Weesp"
    before, after = municipalities_on(date(2015, 6, 30)), municipalities_on(date(2015, 7, 1))
    assert before.keys() - after.keys() == {"GM1921"}
    assert after.keys() - before.keys() == {"GM1940"}
    assert "GM0040" in municipalities_on(date(2017, 12, 31))  # gave a part away before it ended
