"""Every figure follows from the cells that are listed for it, by arithmetic done here by hand."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from indicators.api import Release, ReleaseStore
from indicators.definition import DEFINITIONS, read_definitions
from indicators.explain import trace
from indicators.explain.asked import NotFoundError
from indicators.explain.not_followed import NotFollowedError
from indicators.update import update
from ingest.hosts import Hosts
from ingest.reference_areas import read_reference
from ingest.replay.demonstration import demonstration_table
from ingest.replay.server import ReplayServer
from ingest.source import read_sources
from tests.indicators.explain.arithmetic import by_hand, rounded

pytestmark = pytest.mark.slow

CELLS_SQL = Path(trace.__file__).parents[1] / "cells.sql"
MOST_FIGURES = 6  # of one indicator and kind: with a value, with bounds only, and without


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
        if not explanation.definition.has_counts:
            continue
        for part, name in zip(explanation.parts, ("numerator", "denominator"), strict=False):
            seen = by_hand(part.formula, explanation.cells)
            assert getattr(stored, name) == (None if seen.value is None else float(seen.value))
            if seen.value is not None:
                assert getattr(stored, f"{name}_lower") == float(seen.lower or 0)
                assert getattr(stored, f"{name}_upper") == (
                    None if seen.upper is None else float(seen.upper)
                )


def test_every_operation_of_a_definition_is_traced() -> None:
    """A macro of cells.sql that a query uses needs its like in tracing.sql."""

    def macros(path: Path) -> set[str]:
        return set(re.findall(r"CREATE TEMP MACRO (\w+)\(", path.read_text(encoding="utf-8")))

    queries = [path.read_text(encoding="utf-8") for path in DEFINITIONS.glob("*.sql")]
    called = {name for query in queries for name in re.findall(r"\b(\w+)\(", query)}
    used = called & macros(CELLS_SQL)
    assert used >= {"plus", "minus", "exactly"}
    assert (
        used
        <= macros(trace.FOLDER / "tracing.sql")
        <= macros(CELLS_SQL)
        | {
            "trace_of",
            "traced",
        }
    )


def test_follow_up_in_gelderland_is_five_published_cells(release: Release) -> None:
    """84852NED, Gelderland, 2023: (3,595 + 4,335 + 170) / (8,565 - 285), and 180 without."""
    explanation = release.explain("B1", "PV25", "2023")
    assert [cell.published_text for cell in explanation.cells] == [
        "3595", "4335", "170", "8565", "285", "180",
    ]  # fmt: skip
    numerator, denominator, rest = explanation.parts
    assert numerator.formula == ["plus", ["plus", ["cell", 0], ["cell", 1]], ["cell", 2]]
    assert denominator.formula == ["minus", ["cell", 3], ["cell", 4]]
    assert rest.formula == ["cell", 5]
    assert (numerator.quantity.value, denominator.quantity.value) == (8100, 8280)
    # n from 8,092.5, m from 177.5 and d from 8,275: 8,092.5 / min(8,092.5 + 182.5, 8,285)
    result = explanation.result
    assert (result.value, result.lower, result.upper) == (97.8, 97.7, 97.9)
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


def test_a_figure_of_regions_only_names_the_region_that_is_shown(release: Release) -> None:
    explanation = release.explain("A3", "Midden-Drenthe", "2023")
    assert explanation.value.missing_reason == "not_published"
    assert explanation.region is not None
    assert explanation.region.area.code == "VT02"
    assert explanation.region.value == release.value("A3", "VT02", "2023JJ00")
    assert release.explain("A3", "VT02", "2023").region is None
    # Of what is printed for municipalities too, the pages show the municipality's own.
    assert release.explain("A2", "Midden-Drenthe", "2023").region is None


def test_what_no_table_has_is_followed_to_the_row_of_our_own_list(release: Release) -> None:
    explanation = release.explain("K4", "GM0363", "2024")
    rows = {row["code"]: row for row in read_reference("municipalities")}
    assert explanation.listed is not None
    assert (explanation.listed.name, explanation.listed.area_code) == ("municipalities", "GM0363")
    urbanity = int(rows["GM0363"]["urbanity_2024"])
    assert explanation.listed.columns["urbanity_2024"] == urbanity == explanation.value.value
    assert explanation.parts[0].formula == ["exactly", urbanity]
    assert explanation.cells == ()


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
