"""Classes of municipalities: boundaries as data, and what is refused."""

from collections import Counter

import pytest

from indicators.comparison.classes import (
    Municipality,
    classify,
    read_classes,
    reference_municipalities,
)
from indicators.definition import DefinitionError
from ingest.reference_areas import read_reference


def test_every_municipality_has_one_class_and_no_class_is_small() -> None:
    classes = read_classes()
    members = classify(classes, reference_municipalities())
    sizes = Counter(members.values())

    assert len(members) == 342
    assert set(sizes) == {one.id for one in classes.classes}
    assert min(sizes.values()) >= classes.minimum_members == 20


@pytest.mark.parametrize(
    ("inhabitants", "urbanity", "class_id"),
    [
        (24_999, 3, "below_25000_urban"),
        (24_999, 4, "below_25000_little_urban"),
        (24_999, 5, "below_25000_rural"),
        (25_000, 2, "from_25000_urban"),
        (25_000, 3, "from_25000_moderate"),
        (49_999, 5, "from_25000_rural"),
        (50_000, 2, "from_50000_urban"),
        (99_999, 3, "from_50000_less_urban"),
        (100_000, 4, "from_100000"),
        (930_000, 1, "from_100000"),
    ],
)
def test_a_boundary_belongs_to_the_class_above_it(
    inhabitants: int, urbanity: int, class_id: str
) -> None:
    one = Municipality("GM9001", inhabitants, urbanity)
    assert classify(read_classes(), [one]) == {"GM9001": class_id}


def test_a_gap_and_an_overlap_are_refused() -> None:
    whole = read_classes()
    gap = whole.model_copy(update={"classes": whole.classes[1:]})
    double = whole.model_copy(update={"classes": [*whole.classes] * 2})
    city = Municipality("GM9001", 200_000, 1)
    with pytest.raises(DefinitionError, match=r"saw classes \[\] for GM9001"):
        classify(gap, [city])
    with pytest.raises(DefinitionError, match="'from_100000', 'from_100000'"):
        classify(double, [city])


def test_the_year_of_the_columns_is_the_year_that_is_named() -> None:
    columns = set(read_reference("municipalities")[0])
    year = read_classes().reference_year
    assert {f"urbanity_{year}", f"inhabitants_{year}"} <= columns
