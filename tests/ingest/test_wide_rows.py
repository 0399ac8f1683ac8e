"""What becomes of one published text, whatever it looks like, and what is refused."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest.columns import DimensionSpec, TopicSpec
from ingest.errors import SourceChangedError
from ingest.resolved import Category, ResolvedDimension, ResolvedTable, ResolvedTopic
from ingest.source import FigureSource, read_sources
from ingest.staging import PublishedRows, drop_staged, stage

AREAS = [f"GM{number:04}".ljust(8) for number in range(20)]


def table(*, decimals: int | None = 1, rounding: float = 5) -> ResolvedTable:
    """Areas only, no periods; one topic of figures and one of words."""
    source = read_sources()["84852NED"]
    assert isinstance(source, FigureSource)
    area = ResolvedDimension(
        DimensionSpec(kind="area", name="area"),
        "RegioS",
        tuple(Category(code, code.strip(), code, None, None) for code in AREAS),
    )
    figure = TopicSpec(title="Cijfer", unit="aantal", rounding=rounding)
    word = TopicSpec(title="Woord", unit="", text=True)
    topics = (
        ResolvedTopic("figure", figure, "Cijfer_1", "Cijfer", (), "aantal", decimals, True),
        ResolvedTopic("word", word, "Woord_2", "Woord", (), "", None, True),
    )
    return ResolvedTable(source, (area,), topics, ("Cijfer_1", "Woord_2"))


def rows(texts: list[str], words: list[str] | None = None) -> list[dict[str, Any]]:
    words = words or ["iets".ljust(25)] * len(texts)
    return [
        {"ID": number, "RegioS": AREAS[number], "Cijfer_1": text, "Woord_2": word}
        for number, (text, word) in enumerate(zip(texts, words, strict=True))
    ]


def staged(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    content: list[dict[str, Any]],
    resolved: ResolvedTable,
) -> None:
    pages = []
    for number in range(0, len(content), 3):
        pages.append(folder / f"{number:05}.json")
        pages[-1].write_text(json.dumps(content[number : number + 3]), encoding="utf-8")
    stage(connection, resolved, PublishedRows("wide", pages, len(content), False))


@pytest.mark.parametrize("decimals", [0, 1, None])
def test_every_text_comes_back_as_it_was_published(tmp_path: Path, decimals: int | None) -> None:
    numbers = [
        "   135.5",
        "       0",
        "     1.0",
        "   -12.5",
        "    1.50",
        "01",
        "1e3",
        ".5",
        "7559",
    ]
    numbers += ["123456789012345678901234", "+3", "-0"]
    with duckdb.connect() as connection:
        content = rows([*numbers, "       .", "", "   "])
        staged(connection, tmp_path, content, table(decimals=decimals))
        found = connection.execute(
            "SELECT published_text, value, missing_reason FROM cell ORDER BY area_code"
        ).fetchall()
    for text, (published, value, reason) in zip(numbers, found, strict=False):
        assert (published, value, reason) == (text.strip(), float(text), None)
    assert found[len(numbers) :] == [
        (".", None, "unknown_or_secret"),
        ("", None, "impossible"),
        ("", None, "impossible"),
    ]


def test_a_number_keeps_its_bounds_and_a_dot_those_of_the_source(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        staged(connection, tmp_path, rows(["    45.0", "     45", "       ."]), table())
        bounds = connection.execute("SELECT lower, upper FROM cell ORDER BY area_code").fetchall()
    assert bounds == [(42.5, 47.5), (42.5, 47.5), (0, 9)]


def test_words_are_no_figures(tmp_path: Path) -> None:
    words = ["CR01 Groningen".ljust(25), " " * 25, "."]
    with duckdb.connect() as connection:
        staged(connection, tmp_path, rows(["       1"] * 3, words), table())
        found = connection.execute(
            "SELECT topic, category_1, area_code, period_code, text FROM text_cell ORDER BY ALL"
        ).fetchall()
        assert connection.execute("SELECT DISTINCT topic FROM cell").fetchall() == [("figure",)]
    assert found == [
        ("word", None, "GM0000", None, "CR01 Groningen"),
        ("word", None, "GM0002", None, "."),
    ]


@pytest.mark.parametrize("text", ["x", "nan", "Infinity", "1,5", "12 3", "..", "-"])
def test_a_text_that_is_no_number_and_no_known_sign_is_refused(tmp_path: Path, text: str) -> None:
    with duckdb.connect() as connection, pytest.raises(SourceChangedError, match="cells that read"):
        staged(connection, tmp_path, rows(["       1", text]), table())


FAULTS: dict[str, tuple[Callable[[list[dict[str, Any]]], object], str]] = {
    "unknown code": (lambda r: r[4].update(RegioS="GM9999  "), r"codes \['GM9999  '\] in column"),
    "other padding": (lambda r: r[4].update(RegioS="GM0004"), r"codes \['GM0004'\] in column"),
    "no code": (lambda r: r[4].update(RegioS=None), r"codes \[None\] in column RegioS"),
    "area twice": (lambda r: r[4].update(RegioS=AREAS[3]), "more than once"),
    "number twice": (lambda r: r[4].update(ID=3), "5 rows with 4 different row numbers"),
    "gap": (lambda r: r[4].update(ID=9), "without gaps"),
    "no figure": (lambda r: r[4].update(Cijfer_1=None), "1 rows with cells that are left out"),
    "no word": (lambda r: r[4].update(Woord_2=None), "1 rows with cells that are left out"),
    "new column": (lambda r: r[3].update(Nieuw_3=""), r"new columns \['Nieuw_3'\]"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_row_is_refused_and_shown(tmp_path: Path, name: str) -> None:
    change, said = FAULTS[name]
    content = rows(["       1"] * 5)
    change(content)
    with duckdb.connect() as connection, pytest.raises(SourceChangedError, match=said):
        staged(connection, tmp_path, content, table())


def test_one_table_makes_way_for_the_next(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        for value in (1, 2):
            staged(connection, tmp_path, rows([f"       {value}"]), table())
            assert connection.execute("SELECT value FROM cell").fetchall() == [(value,)]
            drop_staged(connection)
