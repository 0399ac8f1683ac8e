"""True counts, published as CBS does: the checks never see a fault that is not there, and do see a
planted one.
"""

import numpy as np
import pytest

from ingest.health.parts import parts_against_totals
from ingest.health.regions import country_against_regions, regions_against_municipalities
from ingest.health.swaps import swapped_regions
from tests.ingest.health.small_core import (
    INVOLVEMENT_PARTS,
    MUNICIPALITIES,
    Key,
    Table,
    core,
    involvement,
)

pytestmark = pytest.mark.slow

PERIODS = {f"20{n:02}JJ00": "provisional" for n in range(12)}
AREAS = {
    "NL01": list(MUNICIPALITIES),
    "LD01": ["GM0001", "GM0002", "GM0003"],
    "LD02": ["GM0004", "GM0005", "GM0006"],
    **{
        region: [code for code, regions in MUNICIPALITIES.items() if region in regions]
        for region in ("PV01", "PV02", "VT01", "VT02")
    },
    **{code: [code] for code in MUNICIPALITIES},
}


def published(count: int) -> str:
    return str(5 * int((count + 2.5) // 5)) if count >= 10 else "."


def drawn(seed: int, lowest: int) -> dict[Key, str]:
    """Every cell rounded by itself; small ones hidden, and sometimes a second one of any size."""
    draw = np.random.default_rng(seed)
    cells: dict[Key, str] = {}
    for period in PERIODS:
        means = draw.choice([1, 6, 12, 40, 300], size=(6, 4)) + lowest
        truth = dict(zip(MUNICIPALITIES, draw.poisson(means), strict=True))
        for area, members in AREAS.items():
            parts = sum(truth[code] for code in members)
            texts = [published(int(count)) for count in (parts.sum(), *parts)]
            if texts[1:].count(".") == 1 and draw.random() < 0.5:
                texts[1 + int(draw.integers(4))] = "."
            cells |= involvement(area, texts, period)
        # Between areas, too: a second municipality hides the first.
        for part in INVOLVEMENT_PARTS:
            if draw.random() < 0.3:
                cells[part, None, None, f"GM000{draw.integers(1, 7)}", period] = "."
    return cells


def subjects(cells: dict[Key, str]) -> set[str]:
    table = Table(cells, statuses=PERIODS)
    connection = core(table)
    checks = (
        parts_against_totals,
        country_against_regions,
        regions_against_municipalities,
        swapped_regions,
    )
    return {f.subject for check in checks for f in check(connection, table.source)}


def with_a_round_period(cells: dict[Key, str]) -> dict[Key, str]:
    """One period in which every municipality has four parts of a hundred and all adds up."""
    cells = dict(cells)
    for area, members in AREAS.items():
        size = 100 * len(members)
        cells |= involvement(area, [str(4 * size), *[str(size)] * 4], "2007JJ00")
    return cells


def shifted(cells: dict[Key, str], area: str, shift: int) -> dict[Key, str]:
    key = ("reports_received", None, None, area, "2007JJ00")
    return cells | {key: str(int(cells[key]) + shift)}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("lowest", [0, 30])
def test_no_fault_is_seen_where_there_is_none(seed: int, lowest: int) -> None:
    assert subjects(drawn(seed, lowest)) <= {"sum_by_dots"}


@pytest.mark.parametrize(
    ("area", "expected"),
    [
        ("GM0001", {"parts", "region_sum"}),
        ("VT01", {"parts", "region_sum"}),
        ("PV02", {"parts", "region_sum", "country_sum"}),
        ("LD01", {"parts", "country_sum"}),
        ("NL01", {"parts", "country_sum"}),
    ],
)
@pytest.mark.parametrize("shift", [-60, 60])
def test_a_planted_error_beyond_rounding_is_seen(area: str, expected: set[str], shift: int) -> None:
    cells = with_a_round_period(drawn(1, lowest=30))
    assert subjects(cells) <= {"sum_by_dots"}
    assert expected <= subjects(shifted(cells, area, shift))


@pytest.mark.parametrize("area", AREAS)
def test_a_shift_within_rounding_is_not_seen(area: str) -> None:
    cells = with_a_round_period(drawn(1, lowest=30))
    assert subjects(shifted(cells, area, 5)) <= {"sum_by_dots"}
