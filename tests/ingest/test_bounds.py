"""Draw true counts, publish them as CBS does, and see that the bounds hold the truth every time."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import numpy as np
import pytest

from ingest.bounds import narrow_by_totals
from ingest.fetch import fetch
from ingest.findings import Finding
from ingest.hosts import Hosts
from ingest.replay.server import ReplayServer
from ingest.replay.wire import Code, Dimension, Topic, WireTable
from ingest.resolve import resolve
from ingest.snapshot import SnapshotStore
from ingest.staging import stage
from tests.ingest.few_cells import unmeasured

pytestmark = pytest.mark.slow

PARTS = (
    "Vervolgstappen beleggen bij Veilig Thuis",
    "Overdracht",
    "Geen vervolgstappen nodig",
    "Inzet regionaal maatwerk Veilig Thuis",
    "Nog niet beoordeeld",
)
SOURCE = unmeasured("84852NED")


def published(count: int) -> str:
    rounded = 5 * int((count + 2.5) // 5)
    return str(rounded) if rounded >= 10 else "."


def wire(rows: list[list[str]]) -> WireTable:
    """One area a row: five parts and their total."""
    assessments = tuple(Code(f"A{n}", title) for n, title in enumerate((*PARTS, "Totaal")))
    areas = tuple(Code(f"GM{n:04}", f"Gemeente {n}") for n in range(len(rows)))
    return WireTable(
        "84852NED",
        "Proef",
        (
            Dimension("Veiligheidstaxatie", "Veiligheidstaxatie", "Dimension",
                      (Code("T1", "Totaal"),), 3),
            Dimension("Veiligheidsbeoordeling", "Veiligheidsbeoordeling", "Dimension",
                      assessments, 3),
            Dimension("RegioS", "Regio's", "GeoDimension", areas, 7),
            Dimension("Perioden", "Perioden", "TimeDimension",
                      (Code("2023JJ00", "2023", status="Voorlopig"),), 8),
        ),
        (Topic("Ontvangen meldingen", "aantal"),),
        [(0, part, area, 0) for area in range(len(rows)) for part in range(6)],
        [(text,) for row in rows for text in row],
        datetime(2024, 4, 30, 2),
    )  # fmt: skip


def bounds(table: WireTable, data: Path) -> tuple[dict[tuple[int, int], tuple], list[Finding]]:
    with ReplayServer([table]) as server:
        (outcome,) = fetch([SOURCE], Hosts.at(server.url), SnapshotStore(data))
    assert outcome.outcome == "fetched", outcome.message
    snapshot = SnapshotStore(data).current(SOURCE.id)
    assert snapshot is not None
    resolved = resolve(SOURCE, snapshot.properties, snapshot.code_lists, is_selection=False)
    with duckdb.connect() as connection:
        stage(connection, resolved, snapshot.rows)
        warnings = narrow_by_totals(connection, resolved)
        rows = connection.execute("SELECT area_code, category_2, lower, upper FROM cell").fetchall()
    return {(int(a[2:]), int(c[1:])): (low, high) for a, c, low, high in rows}, warnings


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_bounds_hold_the_truth_in_every_draw(tmp_path: Path, seed: int) -> None:
    draw = np.random.default_rng(seed)
    truth, rows = [], []
    for _ in range(400):
        counts = draw.poisson(draw.choice([1, 4, 9, 30, 300], size=5)).tolist()
        texts = [published(count) for count in counts]
        total = published(sum(counts))
        if texts.count(".") == 1 and draw.random() < 0.5:
            # Secondary suppression: a second cell, of whatever size, hides the first.
            texts[int(draw.choice([n for n in range(5) if texts[n] != "."]))] = "."
        truth.append([*counts, sum(counts)])
        rows.append([*texts, total])
    found, _ = bounds(wire(rows), tmp_path)
    for area, counts in enumerate(truth):
        for part, count in enumerate(counts):
            low, high = found[area, part]
            assert low is None or low <= count <= high, (rows[area], counts, part, low, high)


def test_a_lone_dot_is_narrowed_from_both_sides(tmp_path: Path) -> None:
    # 2,810 minus 2,805, each cell to within two and a half: between 0 and 9 all the same.
    found, warnings = bounds(wire([["2000", "685", "15", "105", ".", "2810"]]), tmp_path)
    assert found[0, 4] == (0, 9)
    # 135 minus 100: at least 17, which a dot below ten contradicts.
    found, warnings = bounds(wire([["40", "30", "20", "10", ".", "135"]]), tmp_path / "b")
    assert found[0, 4] == (0, 137.5)
    assert len(warnings) == 1
    assert "GM0000" in warnings[0].en


def test_several_dots_share_what_the_total_leaves(tmp_path: Path) -> None:
    found, warnings = bounds(wire([["40", "30", "20", ".", ".", "125"]]), tmp_path)
    assert found[0, 3] == found[0, 4] == (0, 127.5 - 37.5 - 27.5 - 17.5)
    assert warnings == []


def test_without_a_declared_bound_a_dot_has_none(tmp_path: Path) -> None:
    table = wire([["40", "30", "20", "10", ".", "."]])
    source = SOURCE.model_copy(update={"dot_bound": None})
    with ReplayServer([table]) as server:
        fetch([SOURCE], Hosts.at(server.url), SnapshotStore(tmp_path))
    snapshot = SnapshotStore(tmp_path).current(SOURCE.id)
    assert snapshot is not None
    resolved = resolve(source, snapshot.properties, snapshot.code_lists, is_selection=False)
    with duckdb.connect() as connection:
        stage(connection, replace(resolved, source=source), snapshot.rows)
        assert narrow_by_totals(connection, resolved) == []
        row = connection.execute(
            "SELECT lower, upper FROM cell WHERE published_text = '.' GROUP BY ALL"
        ).fetchall()
    assert row == [(None, None)]
