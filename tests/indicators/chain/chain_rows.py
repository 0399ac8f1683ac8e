"""The chain computed from cells typed in by hand."""

import duckdb

from indicators.chain.records import StepFigure
from indicators.mart import compute
from indicators.revisions import compare
from tests.indicators.core_tables import Cell, make_core

YEAR = "2023JJ00"
Rows = dict[tuple[str, str, str], StepFigure]

ASSESSMENTS = ("follow_up_by_veilig_thuis", "transfer", "regional_arrangement", "no_follow_up")
HISTORY = ("first_report", "repeat_report", "follow_up_report", "report_not_classified")


def assessment(
    total: str, parts: tuple[str, ...], waiting: str, area: str = "GM0001"
) -> list[Cell]:
    """84852NED for one area: the total, the four next steps and what is not yet assessed."""
    texts = {"total": total, **dict(zip(ASSESSMENTS, parts, strict=True))}
    texts["not_yet_assessed"] = waiting
    return [("reports_received", "total", name, area, YEAR, text) for name, text in texts.items()]


def history(total: str, parts: tuple[str, ...], area: str = "GM0001") -> list[Cell]:
    """85361NED for one area: the total and the four parts."""
    texts = {"reports_received": total, **dict(zip(HISTORY, parts, strict=True))}
    return [(topic, None, None, area, YEAR, text) for topic, text in texts.items()]


def kinds(area: str = "GM0001", **texts: str) -> list[Cell]:
    """84851NED, child abuse, for one area: text by topic."""
    return [(topic, "child_abuse", None, area, YEAR, text) for topic, text in texts.items()]


def core(cells: dict[str, list[Cell]], **levels: str) -> duckdb.DuckDBPyConnection:
    """`core` with these cells in one provisional year; areas are municipalities unless named."""
    connection = make_core(cells, {YEAR: "provisional"})
    connection.execute("UPDATE core.area SET area_name = 'Voorbeeldgemeente'")  # no digits in it
    for area, level in levels.items():
        connection.execute(
            "INSERT INTO core.area (area_code, area_name, area_level, is_current, boundary_year) "
            "VALUES ($area, $area, $level, true, 2025) "
            "ON CONFLICT DO UPDATE SET area_level = excluded.area_level",
            {"area": area, "level": level},
        )
    return connection


def computed(connection: duckdb.DuckDBPyConnection) -> Rows:
    """Every row of the chain by step, area and period."""
    compute(connection, [], "2026-01-01.1")
    compare.fill(connection, None, "2026-01-01.1", "")
    columns = ", ".join(StepFigure.__dataclass_fields__)
    figures = [
        StepFigure(*row)
        for row in connection.execute(f"SELECT {columns} FROM mart.chain_step").fetchall()
    ]
    return {(f.step_id, f.area_code, f.period_code): f for f in figures}


def chain_of(cells: dict[str, list[Cell]]) -> dict[str, StepFigure]:
    """The steps of GM0001 in the one year."""
    rows = computed(core(cells))
    return {step: figure for (step, area, _), figure in rows.items() if area == "GM0001"}
