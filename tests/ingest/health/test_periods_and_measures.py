import pytest

from ingest import health
from ingest.health.measures import healthy_measures, measure
from ingest.health.periods import statuses_in_order
from tests.ingest.health.small_core import Table, core, figure_source, reports

CELLS = reports({"GM0001": "100", "GM0002": ".", "PV01": "200", "VT01": "200"}) | reports(
    {"GM0001": "100", "GM0002": "100"}, "2024JJ00"
)
TWO_YEARS = {"2024JJ00": "definitive", "2025JJ00": "provisional"}


def test_measures_are_of_the_newest_period_and_of_all_cells() -> None:
    assert measure(core(Table(CELLS, statuses=TWO_YEARS)), "85361NED") == {
        "municipalities": 1,
        "provinces": 1,
        "veilig_thuis_regions": 1,
        "periods": 2,
        "figures": 5,
        "missing_share": pytest.approx(1 / 6),
    }


@pytest.mark.parametrize(
    "name", ["municipalities", "veilig_thuis_regions", "provinces", "periods", "figures"]
)
def test_below_a_minimum_is_a_fault(name: str) -> None:
    seen = measure(core(Table(CELLS, statuses=TWO_YEARS)), "85361NED")[name]
    for least, expected in ((seen, []), (seen + 1, [("error", "healthy_minimum")])):
        source = figure_source("85361NED", healthy={"minimum": {name: least}})
        found = healthy_measures(core(Table(CELLS, source, TWO_YEARS)), source)
        assert [(f.severity, f.subject) for f in found] == expected


@pytest.mark.parametrize(("name", "most"), [("municipalities", 0), ("missing_share", 0.1)])
def test_above_a_maximum_is_a_warning(name: str, most: float) -> None:
    source = figure_source("85361NED", healthy={"maximum": {name: most}})
    (finding,) = healthy_measures(core(Table(CELLS, source, TWO_YEARS)), source)
    assert (finding.severity, finding.subject) == ("warning", "healthy_maximum")
    source = figure_source("85361NED", healthy={"maximum": {name: 1}})
    assert healthy_measures(core(Table(CELLS, source, TWO_YEARS)), source) == []


def test_a_selection_is_exempt() -> None:
    source = figure_source("85361NED", healthy={"minimum": {"municipalities": 300}})
    whole = Table(CELLS, source, TWO_YEARS)
    selection = Table(CELLS, source, TWO_YEARS, is_selection=True)
    assert [f.subject for f in health.check(core(whole), source)] == ["healthy_minimum"]
    assert health.check(core(selection), source) == []


def test_a_measure_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="minimum"):
        figure_source("85361NED", healthy={"minimum": {"municipalites": 300}})


@pytest.mark.parametrize(
    ("older", "newer", "is_odd"),
    [
        ("definitive", "provisional", False),
        ("definitive", "definitive", False),
        ("provisional", "definitive", True),
        ("revised_provisional", "definitive", True),
        ("provisional", "revised_provisional", True),
        ("not_stated", "definitive", False),
        ("provisional", "not_stated", False),
    ],
)
def test_no_period_is_less_settled_than_a_later_one(older: str, newer: str, is_odd: bool) -> None:
    table = Table(CELLS, statuses={"2024JJ00": older, "2025JJ00": newer})
    found = statuses_in_order(core(table), table.source)
    assert [(f.severity, f.subject) for f in found] == [("warning", "status_order")] * is_odd


def test_a_year_and_a_half_year_are_different_kinds() -> None:
    table = Table(CELLS, statuses={"2024JJ00": "provisional", "2025HJ01": "definitive"})
    assert statuses_in_order(core(table), table.source) == []
