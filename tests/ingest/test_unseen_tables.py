"""Tables of which no column was seen: what is found by pattern, and what becomes of the rest."""

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from ingest.columns import DimensionSpec
from ingest.fetch import fetch
from ingest.hosts import Hosts
from ingest.load import load
from ingest.replay.server import ReplayServer
from ingest.replay.wire import Code, Dimension, Topic, WireTable
from ingest.resolve import resolve
from ingest.snapshot import SnapshotStore
from ingest.source import FigureSource, Healthy, figure_sources

AREAS = Dimension(
    "RegioS",
    "Regio's",
    "GeoDimension",
    (Code("NL01", "Nederland"), Code("VT02", "Drenthe (VT)"), Code("GM0106", "Assen")),
    6,
)
PERIODS = Dimension(
    "Perioden", "Perioden", "TimeDimension", (Code("2023JJ00", "2023*", status="Voorlopig"),), 8
)


def wire(
    identifier: str, topics: list[Topic], categories: dict[str, list[str]] | None = None
) -> WireTable:
    """Three areas, one period; every cell of row n is 10 more than that of the row before."""
    dimensions = tuple(
        Dimension(f"Kenmerk{number}", title, "Dimension",
                  tuple(Code(f"A{number}{n:05}", text) for n, text in enumerate(titles)), 7)
        for number, (title, titles) in enumerate((categories or {}).items())
    )  # fmt: skip
    rows: list[tuple[int, ...]] = [()]
    for dimension in (*dimensions, AREAS, PERIODS):
        rows = [(*row, n) for row in rows for n in range(len(dimension.codes))]
    cells = [[str(10 * n + 10)] * len(topics) for n in range(len(rows))]
    return WireTable(
        identifier, "Proef", (*dimensions, AREAS, PERIODS), tuple(topics), rows, cells,
        datetime(2025, 10, 24, 2),
    )  # fmt: skip


def unseen(source_id: str) -> FigureSource:
    """The source without what a good edition has: the tables here are tiny."""
    return figure_sources()[source_id].model_copy(update={"healthy": Healthy()})


def loaded(table: WireTable, data: Path) -> duckdb.DuckDBPyConnection:
    source, store = unseen(table.identifier), SnapshotStore(data)
    with ReplayServer([table]) as server:
        (outcome,) = fetch([source], Hosts.at(server.url), store)
    assert outcome.outcome == "fetched", outcome.message
    snapshot = store.current(source.id)
    assert snapshot is not None
    connection = duckdb.connect()
    load(connection, [source], {source.id: snapshot}, "2026-01-01.1")
    return connection


def found_topics(titles: list[tuple[str, ...]]) -> dict[str, str]:
    """Which column of 84847NED stands for which of our names; each title after its groups."""
    table = wire("84847NED", [Topic(path[-1], "aantal", path[:-1]) for path in titles])
    lists = {dimension.key: table.code_list(dimension) for dimension in table.dimensions}
    resolved = resolve(unseen("84847NED"), table.data_properties(), lists, is_selection=False)
    return {topic.id: topic.title for topic in resolved.topics if topic.is_named}


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (("Gestarte adviezen",), "advices_started"),
        (("Adviezen", "Gestart"), "advices_started"),
        (("Adviezen, meldingen en diensten", "Gestarte adviezen"), "advices_started"),
        (("Ontvangen meldingen",), "reports_received"),
        (("Adviezen, meldingen en diensten", "Ontvangen meldingen"), "reports_received"),
        (("Casussen met ontvangen melding(en)",), "cases_with_report"),
        (("Gestarte casussen",), "cases_started"),
        (("Casussen", "Actief einde periode"), "cases_active"),
        (("Beëindigde casussen",), "cases_closed"),
        (("Gestarte diensten", "Gestarte diensten onderzoek"), "investigations_started"),
        (("Diensten", "Onderzoek: gestart"), "investigations_started"),
        (("Actieve diensten onderzoek",), "investigations_active"),
        (("Afgeronde diensten", "Afgeronde diensten onderzoek"), "investigations_completed"),
        (("Gestarte diensten voorwaarden en verv..",), "conditions_and_follow_up_started"),
        (("Diensten voorwaarden en vervolg", "Actief"), "conditions_and_follow_up_active"),
        (("Afgeronde diensten V&V",), "conditions_and_follow_up_completed"),
        (("Overdrachten", "Totaal overdrachten"), "transfers"),
        (("Overgedragen meldingen",), "transfers"),
    ],
)
def test_plausible_titles_are_found(path: tuple[str, ...], name: str) -> None:
    assert found_topics([("Wachtlijst",), path]) == {name: path[-1]}


def test_a_pattern_that_fits_two_columns_stands_for_neither() -> None:
    titles = [("Overdrachten",), ("Overdrachten naar lokaal team",), ("Gestarte adviezen",)]
    assert found_topics(titles) == {"advices_started": "Gestarte adviezen"}


def test_a_percentage_is_not_taken_for_the_count_of_the_same_title() -> None:
    topics = [
        Topic("Overdrachten", "aantal", ("Aantallen",)),
        Topic("Overdrachten", "%", ("Relatief",), decimals=1),
    ]
    table = wire("84847NED", topics)
    lists = {dimension.key: table.code_list(dimension) for dimension in table.dimensions}
    resolved = resolve(unseen("84847NED"), table.data_properties(), lists, is_selection=False)
    named = {topic.id: topic for topic in resolved.topics}
    assert named["transfers"].unit == "aantal"
    assert named["relatief_overdrachten"].spec.rounding is None


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Totaal", "total"),
        ("Totaal overdrachten", "total"),
        ("Gemeente: lokaal team", "local_team"),
        ("Wijkteam", "local_team"),
        ("Jeugdhulpaanbieder", "youth_help"),
        ("Jeugdzorg: totaal", "youth_help"),
        ("Gecertificeerde instelling (GI)", "certified_institution"),
        ("GGZ", "mental_health_care"),
        ("Geestelijke gezondheidszorg: totaal", "mental_health_care"),
        ("Gezondheidszorg: totaal", None),
    ],
)
@pytest.mark.parametrize("source_id", ["84854NED", "84855NED"])
def test_plausible_organisations_are_found(source_id: str, title: str, term: str | None) -> None:
    spec: DimensionSpec = unseen(source_id).categories[0]
    assert spec.term_of(title) == term
    for dimension in ("Organisatie van overdracht", "Kenmerken overdrachten"):
        assert spec.is_titled(dimension)


def test_other_titles_are_taken_over_and_the_load_goes_on(tmp_path: Path) -> None:
    table = wire(
        "84854NED",
        [Topic("Doorverwijzingen", "aantal"), Topic("Aandeel", "%", decimals=1)],
        {"Ontvanger": ["Alles samen", "Buurtteam", "Jeugdzorg"], "Soort steun": ["Steun"]},
    )
    connection = loaded(table, tmp_path)
    assert connection.execute("SELECT count(*) FROM core.observation").fetchall() == [(18,)]
    assert connection.execute(
        "SELECT topic, title, unit, is_named FROM core.topic ORDER BY ALL"
    ).fetchall() == [
        ("aandeel", "Aandeel", "%", False),
        ("doorverwijzingen", "Doorverwijzingen", "aantal", False),
    ]
    # The rounding was assumed of counts; of a percentage nothing is known.
    assert connection.execute(
        "SELECT topic, min(upper - lower) FROM core.observation GROUP BY topic ORDER BY topic"
    ).fetchall() == [("aandeel", None), ("doorverwijzingen", 5.0)]
    assert connection.execute(
        "SELECT DISTINCT dimension FROM core.category ORDER BY ALL"
    ).fetchall() == [("ontvanger",), ("soort_steun",)]
    terms = connection.execute("SELECT dimension, term, is_found FROM core.term").fetchall()
    assert not any(is_found for _, _, is_found in terms)
    assert {(None, "transfers"), ("organisation", "total"), ("type_of_help", "total")} <= {
        (dimension, term) for dimension, term, _ in terms
    }
    issues = connection.execute("SELECT subject, message_nl, message_en FROM core.issue").fetchall()
    taken_over = " ".join(en for subject, _, en in issues if subject == "taken_over")
    for title in ("Doorverwijzingen", "Aandeel", "Ontvanger", "Soort steun"):
        assert title in taken_over
    lacking = [nl for subject, nl, _ in issues if subject == "not_found"]
    assert len(lacking) == 3  # both dimensions and the topic
    # What cannot be told by our names is none of them.
    assert connection.execute(
        'SELECT DISTINCT organisation, type_of_help FROM core."84854NED"'
    ).fetchall() == [(None, None)]


def test_a_dimension_is_found_wherever_it_stands(tmp_path: Path) -> None:
    table = wire(
        "84854NED", [Topic("Overdrachten", "aantal")], {"Type hulp": ["Totaal", "Ambulant"]}
    )
    connection = loaded(table, tmp_path)
    rows = connection.execute(
        "SELECT topic, organisation, type_of_help, cell.value FROM "
        "core.\"84854NED\" WHERE area_code = 'NL01' ORDER BY type_of_help"
    ).fetchall()
    assert rows == [
        ("transfers", None, "A000001", 40.0),
        ("transfers", None, "total", 10.0),
    ]


def test_two_dimensions_that_may_be_meant_are_both_taken_over(tmp_path: Path) -> None:
    table = wire(
        "84855NED",
        [Topic("Overdrachten", "aantal")],
        {"Organisatie van herkomst": ["Totaal"], "Organisatie van overdracht": ["Totaal"]},
    )
    connection = loaded(table, tmp_path)
    assert connection.execute(
        "SELECT bool_or(is_found) FROM core.term WHERE dimension = 'organisation'"
    ).fetchall() == [(False,)]
    assert connection.execute("SELECT count(*) FROM core.observation").fetchall() == [(3,)]


def test_a_term_that_fits_two_categories_is_not_found(tmp_path: Path) -> None:
    titles = ["Totaal", "Jeugdhulp", "Jeugdzorg: totaal", "Wijkteam"]
    table = wire(
        "84855NED", [Topic("Overdrachten", "aantal")], {"Organisatie van overdracht": titles}
    )
    terms = loaded(table, tmp_path).execute(
        "SELECT term, is_found FROM core.term WHERE dimension = 'organisation'"
    )
    assert dict(terms.fetchall()) == {
        "total": True,
        "local_team": True,
        "youth_help": False,
        "certified_institution": False,
        "mental_health_care": False,
    }
