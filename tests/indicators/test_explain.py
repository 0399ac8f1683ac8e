"""Every figure follows from the cells that are listed for it, by arithmetic done here by hand."""

import math
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from indicators.api import Release, ReleaseStore
from indicators.definition import read_definitions
from indicators.explain import trace
from indicators.explain.asked import NotFoundError
from indicators.explain.explanation import Explanation, NotFollowedError
from indicators.explain.published_cell import PublishedCell
from indicators.explain.trace import Formula
from indicators.update import update
from ingest.hosts import Hosts
from ingest.replay.demonstration import demonstration_table
from ingest.replay.server import ReplayServer
from ingest.source import read_sources

CELLS_SQL = Path(trace.__file__).parents[1] / "cells.sql"
DIVIDED = ("proportion", "rate", "ratio")  # the others stand in the table as they are
MOST_FIGURES = 6  # of one indicator and kind: with a value, with bounds only, and without


@dataclass(frozen=True)
class Number:
    """Value and bounds as exact fractions; None where there is none."""

    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None


def by_hand(formula: Formula, cells: tuple[PublishedCell, ...]) -> Number:
    """A formula over the listed cells, of which only the published text is believed."""
    match formula:
        case ["cell", place]:
            return read(cells[place])
        case ["exactly", number]:
            return Number(*[Fraction(number)] * 3)
        case ["plus", a, b]:
            first, second = by_hand(a, cells), by_hand(b, cells)
            pairs = [(getattr(first, n), getattr(second, n)) for n in ("value", "lower", "upper")]
            return Number(*[None if None in pair else sum(pair) for pair in pairs])  # type: ignore[arg-type]
        case ["minus", a, b]:
            total, part = by_hand(a, cells), by_hand(b, cells)
            pairs = [
                (total.value, part.value),
                (total.lower, part.upper),
                (total.upper, part.lower),
            ]
            return Number(
                *[None if x is None or y is None else max(Fraction(0), x - y) for x, y in pairs]
            )
        case _:
            return Number(None, None, None)


def read(cell: PublishedCell) -> Number:
    def exact(number: float | None) -> Fraction | None:
        return None if number is None else Fraction(str(number))

    value = None
    if cell.parts:
        value = sum((read(part).value or Fraction(0) for part in cell.parts), Fraction(0))
    elif re.fullmatch(r"-?\d+(\.\d+)?", cell.published_text or ""):
        value = Fraction(str(cell.published_text))
    return Number(value, exact(cell.lower), exact(cell.upper))


def rounded(explanation: Explanation) -> tuple[float | None, float | None, float | None]:
    """Value half up and bounds outwards, in the unit of the indicator."""
    definition = explanation.definition
    numerator, denominator, *remainder = (
        by_hand(part.formula, explanation.cells) for part in explanation.parts
    )
    scale = definition.multiplier * 10**definition.decimals
    size = denominator.value if denominator.value is not None else denominator.lower
    if explanation.numerator.missing_reason in ("not_delivered", "impossible"):
        return None, None, None
    if size is None or (definition.kind in DIVIDED and size < 20):
        return None, None, None
    value = lower = upper = None
    if numerator.value is not None and denominator.value:
        value = numerator.value / denominator.value
    if denominator.lower and denominator.upper:
        (part,) = remainder or (numerator,)
        if part.lower is not None and part.upper is not None:
            lower, upper = part.lower / denominator.upper, part.upper / denominator.lower
            if remainder:
                lower, upper = 1 - upper, 1 - lower
    if definition.kind == "proportion":
        value, upper = (None if n is None else min(Fraction(1), n) for n in (value, upper))
    lower = None if lower is None else max(Fraction(0), lower)
    unit = 10**definition.decimals
    return (
        None if value is None else math.floor(value * scale + Fraction(1, 2)) / unit,
        None if lower is None else math.floor(lower * scale) / unit,
        None if upper is None else math.ceil(upper * scale) / unit,
    )


def some_figures(release: Release, indicator: str) -> Iterator[tuple[str, str]]:
    """Areas and periods of one indicator: some with a value, some with bounds, some without."""
    for condition in (
        "value IS NOT NULL",
        "value IS NULL AND lower IS NOT NULL",
        "value IS NULL AND lower IS NULL AND numerator IS NOT NULL",
        "value IS NULL AND lower IS NULL",
    ):
        rows = release._query(
            f"SELECT area_code, period_code FROM mart.indicator_value WHERE indicator_id = $id "
            f"AND {condition} ORDER BY period_code DESC, area_code LIMIT {MOST_FIGURES}",
            {"id": indicator},
        )
        yield from rows


@pytest.mark.parametrize("indicator", read_definitions())
def test_the_listed_cells_give_the_figure(release: Release, indicator: str) -> None:
    figures = list(dict.fromkeys(some_figures(release, indicator)))
    assert figures or not release.periods(indicator)
    for area, period in figures:
        explanation = release.explain(indicator, area, period)
        stored = explanation.value
        assert rounded(explanation) == (stored.value, stored.lower, stored.upper), (area, period)
        if explanation.definition.kind not in DIVIDED:
            continue
        for part, name in zip(explanation.parts, ("numerator", "denominator"), strict=False):
            seen = by_hand(part.formula, explanation.cells)
            for field, suffix in (("value", ""), ("lower", "_lower"), ("upper", "_upper")):
                number = getattr(seen, field)
                assert getattr(stored, name + suffix) == (
                    None if number is None else float(number)
                ), (area, period, name + suffix)


def test_every_operation_on_cells_is_traced() -> None:
    """A new macro in cells.sql needs its like in tracing.sql, or explanations have a hole."""

    def macros(path: Path) -> set[str]:
        return set(re.findall(r"CREATE TEMP MACRO (\w+)\(", path.read_text(encoding="utf-8")))

    on_reasons = {"graver_reason"}
    traced = macros(trace.FOLDER / "tracing.sql") - {"trace_of", "traced"}
    assert traced == macros(CELLS_SQL) - on_reasons


def test_follow_up_in_gelderland_is_five_published_cells(release: Release) -> None:
    """84852NED, Gelderland, 2023: (3,595 + 4,335 + 170) / (8,565 - 285)."""
    explanation = release.explain("B1", "PV25", "2023")
    assert [cell.published_text for cell in explanation.cells] == [
        "3595", "4335", "170", "8565", "285",
    ]  # fmt: skip
    numerator, denominator = explanation.parts
    assert numerator.formula == ["plus", ["plus", ["cell", 0], ["cell", 1]], ["cell", 2]]
    assert denominator.formula == ["minus", ["cell", 3], ["cell", 4]]
    assert (explanation.numerator.value, explanation.denominator.value) == (8100, 8280)
    assert explanation.result.value == 97.8
    cell = explanation.cells[0]
    assert (cell.source_id, cell.topic_title) == ("84852NED", "Ontvangen meldingen")
    assert cell.categories == ("Totaal", "Vervolgstappen beleggen bij Veilig Thuis")
    assert (cell.bounds, cell.step, cell.lower, cell.upper) == ("rounding", 5, 3592.5, 3597.5)
    (origin,) = explanation.origins
    assert origin.snapshot_id == release.manifest["snapshots"]["84852NED"]


def test_a_dot_says_why_it_is_bounded(release: Release) -> None:
    explanation = release.explain("A2", "GM1731", "2023JJ00")
    first, second, cases = explanation.cells
    assert {first.published_text, second.published_text} == {"."}
    assert (first.bounds, first.lower, first.upper) == ("dot", 0, 9)
    assert first.evidence
    assert cases.bounds == "rounding"
    assert explanation.value.missing_reason == "unknown_or_secret"


def test_a_published_percentage_has_its_own_rounding(release: Release) -> None:
    explanation = release.explain("b3", "Nederland", "2023")
    (cell,) = explanation.cells
    assert (cell.bounds, cell.step, cell.published_text) == ("rounding", 0.1, "13.9")
    assert explanation.value.value == 13.9


def test_what_was_never_delivered_is_not_among_the_cells(release: Release) -> None:
    """The figures in tests/figures have no table of population."""
    explanation = release.explain("V1", "GM1731", "2023")
    numerator, denominator = explanation.parts
    assert (numerator.formula, denominator.formula) == (["cell", 0], ["absent"])
    assert denominator.quantity.missing_reason == "not_delivered"
    assert [origin.snapshot_id is None for origin in explanation.origins] == [False, True]


def test_a_municipality_without_a_figure_names_the_region_that_is_shown(release: Release) -> None:
    explanation = release.explain("A2", "Midden-Drenthe", "2023")
    assert explanation.region is not None
    assert (explanation.region.area_code, explanation.region.value) == ("VT02", 16.0)
    assert release.explain("A2", "VT02", "2023").region is None


@pytest.mark.parametrize(
    ("asked", "nl", "en"),
    [
        (("Z9", "NL01", "2023"), "B1 (Beoordeelde meldingen", "B1 ("),
        (("A1", "Gronningen", "2023"), "Groningen (GM0014)", "Groningen (GM0014)"),
        (("A1", "qqqq", "2023"), "Geef een code", "Give a code"),
        (("A1", "NL01", "1999"), "2023JJ00", "2023JJ00"),
        (("A1", "CR23", "2023"), "Soorten", "Kinds"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    release: Release, asked: tuple[str, str, str], nl: str, en: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        release.explain(*asked)
    assert nl in caught.value.text.nl
    assert en in caught.value.text.en


@pytest.mark.parametrize("period", ["2023", "2023JJ00", "2023jj00"])
@pytest.mark.parametrize("area", ["GM0014", "gm0014", "Groningen", "groningen"])
def test_areas_and_periods_are_found_as_people_write_them(
    release: Release, area: str, period: str
) -> None:
    value = release.explain("C1", area, period).value
    assert (value.area_code, value.period_code, value.value) == ("GM0014", "2023JJ00", 51.3)


@pytest.fixture(scope="module")
def with_children(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of two fictitious tables: reports, and inhabitants by year of age."""
    data = tmp_path_factory.mktemp("children")
    tables = [demonstration_table(name) for name in ("84851NED", "03759ned")]
    with ReplayServer(tables) as server:
        sources = [read_sources()[table.identifier] for table in tables]
        summary = update(data, Hosts.at(server.url), sources)
    assert summary.outcome == "published", summary.message
    release = ReleaseStore(data).newest()
    assert release is not None
    return release


@pytest.mark.slow
def test_children_are_eighteen_published_ages(with_children: Release) -> None:
    explanation = with_children.explain("V1", "GM0363", "2023-H1")
    reports, children = explanation.cells
    assert reports.period_code == "2023HJ01"
    assert (children.period_code, children.published_text, children.bounds) == (
        "2023JJ00",
        None,
        "sum",
    )
    assert [part.categories[-1] for part in children.parts] == [f"{age} jaar" for age in range(18)]
    assert sum(int(str(part.published_text)) for part in children.parts) == children.value
    assert rounded(explanation)[0] == explanation.value.value


@pytest.mark.slow
def test_children_of_a_region_are_those_of_its_municipalities(with_children: Release) -> None:
    (children,) = (c for c in with_children.explain("V1", "VT06", "2023").cells if c.parts)
    members = {a.code for a in with_children.areas("municipality") if a.veilig_thuis_code == "VT06"}
    assert {part.area_code for part in children.parts} == members
    assert children.is_own_sum
    assert children.value == sum(
        int(str(age.published_text)) for part in children.parts for age in part.parts
    )


@pytest.mark.slow
def test_without_the_snapshot_a_sum_is_not_taken_apart(
    with_children: Release, tmp_path: Path
) -> None:
    data = tmp_path / "elsewhere"
    shutil.copytree(with_children.directory, data / "releases" / with_children.id)
    (data / "releases" / "newest").write_text(with_children.id)
    release = ReleaseStore(data).newest()
    assert release is not None
    (_, children) = release.explain("V1", "GM0363", "2023").cells
    assert (children.bounds, children.parts) == ("sum", ())


def test_a_figure_that_the_cells_do_not_give_is_not_explained(
    figures_data: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(figures_data, data)
    (warehouse,) = data.glob("releases/*/warehouse.duckdb")
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "UPDATE mart.indicator_value SET numerator = 48560 "
            "WHERE indicator_id = 'C1' AND area_code = 'NL01' AND period_code = '2023JJ00'"
        )
    release = ReleaseStore(data).newest()
    assert release is not None
    with pytest.raises(NotFollowedError, match=r"48555.*expected.*48560"):
        release.explain("C1", "NL01", "2023")
