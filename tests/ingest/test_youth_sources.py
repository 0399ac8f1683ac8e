"""The youth care sources find their columns in whatever form CBS may print them, and only those."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from ingest.columns import TakesOver
from ingest.fetch import fetch
from ingest.hosts import Hosts
from ingest.load import load
from ingest.replay.demonstration import demonstration_table
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.replay.wire import Topic, WireTable
from ingest.resolve import resolve
from ingest.snapshot import SnapshotStore
from ingest.source import figure_sources
from tests.ingest.few_cells import unmeasured

pytestmark = pytest.mark.slow

FIGURES = Path(__file__).parent.parent / "figures"
HALF_YEARLY = ["82975NED", "85097NED", "85098NED", "85099NED", "85100NED"]
COLLECTED = ["71487ned", "82975NED", "85094NED", "85097NED", "85100NED"]

# The path of a published column, and the name that it is found under; None: under none of ours.
# Those in groups stand on CBS's pages, the others are other ways in which CBS may print them.
ALL_HELP, AMBULATORY = "Totaal jeugdhulptrajecten in natura", "Jeugdhulp zonder verblijf"
COLUMNS: dict[str, dict[tuple[str, ...], str | None]] = {
    "85097NED": {
        (ALL_HELP, ALL_HELP): "trajectories",
        (ALL_HELP,): "trajectories",
        (ALL_HELP, "Begonnen trajecten", "Totaal begonnen trajecten"): "trajectories_started",
        ("Totaal begonnen trajecten",): "trajectories_started",
        (ALL_HELP, "Begonnen trajecten", "Soort start", "Nieuw traject"): "started_new",
        (ALL_HELP, "Begonnen trajecten", "Nieuwe trajecten"): "started_new",
        (ALL_HELP, "Begonnen trajecten", "Soort start", "Herhaald beroep"): "started_again",
        ("Begonnen trajecten", "Herhaald beroep"): "started_again",
        (ALL_HELP, "Begonnen trajecten", "Crisis", "Gestart met crisis"): "started_in_crisis",
        (ALL_HELP, "Begonnen trajecten", "Crisis", "Niet gestart met crisis"): (
            "started_without_crisis"
        ),
        (ALL_HELP, "Beëindigde trajecten", "Totaal beëindigde trajecten"): "trajectories_ended",
        (ALL_HELP, "Beëindigde trajecten", "Duur van de beëindigde trajecten", "3 maanden"): None,
        (ALL_HELP, "Beëindigde trajecten", "Reden beëindiging", "Beëindigd volgens plan"): (
            "ended_as_planned"
        ),
        (
            *(ALL_HELP, "Beëindigde trajecten", "Reden beëindiging"),
            *("Voortijdig afgesloten", "Totaal voortijdig afgesloten"),
        ): "ended_prematurely",
        (
            *(ALL_HELP, "Beëindigde trajecten", "Reden beëindiging"),
            *("Voortijdig afgesloten", "Eenzijdig door cliënt"),
        ): None,
        (AMBULATORY, f"Totaal {AMBULATORY.lower()}", "Begonnen trajecten", "Herhaald beroep"): None,
        (AMBULATORY, f"Totaal {AMBULATORY.lower()}", f"Totaal {AMBULATORY.lower()}"): None,
        ("Jeugdhulp met verblijf", "Pleegzorg", "Totaal beëindigde trajecten"): None,
    },
    "85094NED": {
        ("Totaal jeugdzorgtrajecten in natura",): "trajectories",
        ("Jeugdhulptrajecten in natura", ALL_HELP): "youth_help",
        (ALL_HELP,): "youth_help",
        ("Jeugdhulptrajecten in natura", "Jeugdhulp met verblijf", "Pleegzorg"): "foster_care",
        ("Jeugdhulp met verblijf", "Pleegzorg"): "foster_care",
        ("Jeugdhulptrajecten in natura", "Jeugdhulp met verblijf", "Gezinsgericht"): None,
        ("Jeugdbeschermingstrajecten", "Totaal jeugdbeschermingstrajecten"): "youth_protection",
        ("Jeugdbeschermingstrajecten", "Voogdij", "Totaal voogdij"): None,
        ("Jeugdreclasseringstrajecten", "Totaal jeugdreclasseringstrajecten"): "youth_probation",
        ("Jeugdreclasseringstrajecten", "Scholings- en trainingsprogramma"): None,
    },
    "82975NED": {
        ("Ondertoezichtstelling", "Ondertoezichtstelling"): "supervision_orders",
        ("Ondertoezichtstelling", "Begonnen trajecten", "Totaal begonnen trajecten"): (
            "supervision_orders_started"
        ),
        ("Ondertoezichtstelling", "Begonnen trajecten", "Nieuwe trajecten"): None,
        ("Ondertoezichtstelling", "Beëindigde trajecten", "Totaal beëindigde trajecten"): (
            "supervision_orders_ended"
        ),
        (
            *("Ondertoezichtstelling", "Beëindigde trajecten", "Reden beëindigde trajecten"),
            "Beëindigd volgens plan",
        ): "supervision_orders_ended_as_planned",
        ("Ondertoezichtstelling", "Beëindigd volgens plan"): "supervision_orders_ended_as_planned",
        ("Ondertoezichtstelling", "Reden", "Beëindiging volgens plan"): (
            "supervision_orders_ended_as_planned"
        ),
        ("Voorlopige ondertoezichtstelling", "Voorlopige ondertoezichtstelling"): None,
        ("Totaal jeugdbescherming", "Totaal beëindigde trajecten"): None,
        ("Voogdij", "Voogdij"): "guardianships",
        ("Voogdij", "Totaal trajecten"): "guardianships",
        ("Voogdij", "Beëindigde trajecten", "Reden", "Voogdij naar pleegouder"): None,
    },
    "71487ned": {
        ("Totaal huishoudens met kinderen", "Totaal huishoudens met kinderen"): (
            "households_with_children"
        ),
        ("Totaal huishoudens met kinderen",): "households_with_children",
        ("Totaal huishoudens met kinderen", "1 kind"): None,
        ("Niet-gehuwd paar met kinderen", "Totaal niet-gehuwde paren met kinderen"): (
            "unmarried_couples"
        ),
        ("Gehuwd paar met kinderen", "Totaal gehuwde paren met kinderen"): "married_couples",
        ("Gehuwd paar met kinderen", "2 kinderen"): None,
        ("Eenouderhuishouden", "Totaal eenouderhuishoudens met kinderen"): (
            "one_parent_households"
        ),
        ("Eenouderhuishoudens met kinderen", "Totaal"): "one_parent_households",
        ("Eenouder", "1 kind"): None,
    },
    "85099NED": {
        ("Jongeren met jeugdzorg", "Jongeren met jeugdzorg"): "young_people",
        ("Jeugdzorgtrajecten",): "trajectories",
    },
}
PERCENTAGES: dict[str, dict[tuple[str, str], str | None]] = {
    "85099NED": {
        ("Jongeren met jeugdzorg (relatief)", "In % bepaalde leeftijdsklasse"): "young_people_pct",
        ("Jongeren met jeugdzorg, relatief", "In % bepaalde leeftijdsklasse"): "young_people_pct",
    },
    "86132NED": {
        ("Kinderen in armoede, relatief", "%"): "children_in_poverty_pct",
        ("Kinderen in armoede", "%"): "children_in_poverty_pct",
        ("Minderjarige kinderen onder de armoedegrens relatief", "%"): "children_in_poverty_pct",
        ("Kinderen in armoede", "x 1 000"): None,
        ("Kinderen minstens 4 jaar in armoede", "%"): None,
        ("Kinderen langdurig in armoede", "%"): None,
        ("Kinderen niet in armoede", "%"): None,
        ("Kinderen net boven de armoedegrens", "%"): None,
    },
}


def name_of(table: WireTable, topic: Topic) -> str | None:
    """What the source file calls a column that is the table's only one."""
    only = replace(table, topics=(topic,), coordinates=[], cells=[])
    code_lists = {dimension.key: only.code_list(dimension) for dimension in only.dimensions}
    source = figure_sources()[table.identifier]
    (found,) = resolve(source, only.data_properties(), code_lists, is_selection=False).topics
    return found.id if found.is_named else None


@pytest.mark.parametrize("source_id", COLUMNS)
def test_columns_are_found_by_groups_and_title(source_id: str) -> None:
    table = demonstration_table(source_id)
    for path, name in COLUMNS[source_id].items():
        assert name_of(table, Topic(path[-1], "aantal", path[:-1])) == name, path


@pytest.mark.parametrize("source_id", PERCENTAGES)
def test_percentages_are_found_by_their_unit_too(source_id: str) -> None:
    table = demonstration_table(source_id)
    for (title, unit), name in PERCENTAGES[source_id].items():
        assert name_of(table, Topic(title, unit, decimals=1)) == name, (title, unit)


@pytest.mark.parametrize("source_id", HALF_YEARLY)
def test_half_years_and_the_year_are_expected_in_october_and_april(source_id: str) -> None:
    expected = [
        (one.period, one.month, one.day, one.years_later)
        for one in figure_sources()[source_id].publication
    ]
    assert expected == [("HJ01", 10, 31, 0), ("HJ02", 4, 30, 1), ("JJ00", 4, 30, 1)]


@pytest.mark.parametrize("source_id", ["85094NED", "85097NED", "85099NED", "85100NED", "86132NED"])
def test_a_dot_that_need_not_be_small_has_no_bounds(source_id: str) -> None:
    source = figure_sources()[source_id]
    assert source.dot_bound is None
    assert source.assumed is not None


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """The collected cells of the youth tables, fetched and loaded."""
    tables = [table for table in read_figures(FIGURES) if table.identifier in COLLECTED]
    store = SnapshotStore(tmp_path_factory.mktemp("collected"))
    sources = [figure_sources()[source_id] for source_id in COLLECTED]
    with ReplayServer(tables) as server:
        outcomes = fetch(sources, Hosts.at(server.url), store)
    assert [(one.id, one.outcome, one.message) for one in outcomes] == [
        (source_id, "fetched", "") for source_id in COLLECTED
    ]
    connection = duckdb.connect()
    snapshots = {source_id: store.current(source_id) for source_id in COLLECTED}
    load(connection, sources, {k: v for k, v in snapshots.items() if v}, "2026-01-01.1")
    return connection


@pytest.mark.parametrize(
    ("source_id", "topic", "area", "period", "value"),
    [
        ("71487ned", "one_parent_households", "GM0502", "2025JJ00", 3_565),
        ("71487ned", "households_with_children", "NL01", "2023JJ00", 2_645_269),
        ("82975NED", "supervision_orders_ended_as_planned", "NL01", "2023JJ00", 6_215),
        ("82975NED", "guardianships", "NL01", "2022HJ01", 10_375),
        ("85094NED", "youth_help", "NL01", "20230630", 398_060),
        ("85094NED", "foster_care", "NL01", "20230630", 16_735),
    ],
)
def test_collected_cells_are_loaded_under_our_names(
    collected: duckdb.DuckDBPyConnection,
    source_id: str,
    topic: str,
    area: str,
    period: str,
    value: float,
) -> None:
    found = collected.execute(
        f'SELECT cell.value FROM core."{source_id}" '
        "WHERE topic = ? AND area_code = ? AND period_code = ?",
        [topic, area, period],
    ).fetchall()
    assert found == [(value,)]


def test_collected_referrers_and_forms_have_our_names(
    collected: duckdb.DuckDBPyConnection,
) -> None:
    started = collected.execute(
        "SELECT referrer, cell.value FROM core.\"85097NED\" WHERE topic = 'trajectories_started' "
        "AND referrer IN ('municipal_access', 'certified_institution', 'youth_doctor', 'court')"
    ).fetchall()
    assert dict(started) == {
        "municipal_access": 48_625,
        "certified_institution": 11_135,
        "youth_doctor": 5_795,
        "court": 600,
    }
    (help_in_cuijk,) = collected.execute(
        "SELECT cell.value FROM core.\"85100NED\" WHERE characteristic = 'total' "
        "AND form = 'youth_help' AND area_code = 'GM1982'"
    ).fetchall()
    assert help_in_cuijk == (1_755,)


def test_an_average_is_not_narrowed_by_a_total(tmp_path: Path) -> None:
    """Referrers add up to all of them, but their average durations do not."""
    whole = demonstration_table("85097NED")
    duration = next(n for n, topic in enumerate(whole.topics) if topic.unit == "dagen")
    table = _of_one_place(whole)
    cells = [list(row) for row in table.cells]
    for row in cells[1:3]:
        row[0] = row[duration] = "."
    store = SnapshotStore(tmp_path)
    # Durations that are known to be whole days, so that they have bounds.
    whole_days = TakesOver(rounding={"aantal": 5, "dagen": 1}, evidence="Made up.")
    source = unmeasured("85097NED").model_copy(update={"takes_over": whole_days})
    with ReplayServer([replace(table, cells=cells)]) as server:
        (outcome,) = fetch([source], Hosts.at(server.url), store)
    assert outcome.outcome == "fetched", outcome.message
    snapshot = store.current("85097NED")
    assert snapshot is not None
    connection = duckdb.connect()
    load(connection, [source], {"85097NED": snapshot}, "2026-01-01.1")
    dots = connection.execute(
        "SELECT t.unit, count(*) > 1, count(o.upper) FROM core.observation o "
        "JOIN core.topic t USING (source_id, topic) "
        "WHERE o.published_text = '.' AND (t.unit = 'dagen' OR t.topic = 'trajectories') "
        "GROUP BY t.unit ORDER BY t.unit"
    ).fetchall()
    assert dots == [("aantal", True, 2), ("dagen", True, 0)]
    assert not connection.execute("SELECT * FROM core.issue WHERE subject = 'bounds'").fetchall()


def _of_one_place(table: WireTable) -> WireTable:
    """The Netherlands in the newest period."""
    referrers, areas, periods = table.dimensions
    rows = [(n, 0, 0) for n in range(len(referrers.codes))]
    last = len(periods.codes) - 1
    count = len(areas.codes) * len(periods.codes)
    return replace(
        table,
        dimensions=(
            referrers,
            replace(areas, codes=areas.codes[:1]),
            replace(periods, codes=periods.codes[-1:]),
        ),
        coordinates=rows,
        cells=[list(table.cells[n * count + last]) for n, _, _ in rows],
    )
