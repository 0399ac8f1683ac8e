"""The filter grammar, against a slow and obvious twin that looks at one row at a time."""

import re
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.replay.filter_grammar import V4_FUNCTIONS, FilterError
from ingest.replay.odata_filter import Column, as_values, select_rows

ROWS: list[dict[str, Any]] = [
    {"RegioS": region, "Perioden": period, "Titel": title, "Aantal": count}
    for region, period, title, count in [
        ("NL01  ", "2022HJ01", "Nederland", 3),
        ("GM0363", "2022JJ00", "'s-Gravenhage", 10),
        ("GM0014", "2023JJ00", None, 5),
        ("PV25  ", "2023KW01", "Gelderland", None),
    ]
]


def columns_of(rows: list[dict[str, Any]]) -> dict[str, Column]:
    """Columns of distinct values and positions, as the server makes them of code lists."""
    columns = {}
    for name in rows[0]:
        values = list(dict.fromkeys(row[name] for row in rows))
        positions = np.array([values.index(row[name]) for row in rows])
        columns[name] = Column(as_values(values), positions)
    return columns


def found(text: str) -> list[int]:
    bits = select_rows(text, columns_of(ROWS), ignored={"Totaal_1"}, row_count=len(ROWS))
    return [int(number) for number in np.flatnonzero(bits)]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("RegioS eq 'NL01  '", [0]),
        ("RegioS eq 'NL01'", []),  # without its padding it is another text
        ("RegioS ne 'NL01  '", [1, 2, 3]),
        ("RegioS eq 'GM9999'", []),
        ("Perioden ge '2023JJ00'", [2, 3]),
        ("Perioden gt '2023JJ00'", [3]),
        ("Perioden lt '2022JJ00'", [0]),
        ("Perioden le '2022JJ00'", [0, 1]),
        ("substringof('JJ',Perioden)", [1, 2]),
        ("substringof('JJ', Perioden) eq true", [1, 2]),
        ("substringof('JJ',Perioden) eq false", [0, 3]),
        ("startswith(RegioS,'GM')", [1, 2]),
        ("substring(RegioS,0,2) eq 'GM'", [1, 2]),
        ("substring(RegioS,2) eq '0363'", [1]),
        ("substring(Perioden,4,2) ne 'JJ'", [0, 3]),
        ("Titel eq '''s-Gravenhage'", [1]),
        ("Titel eq null", [2]),
        ("Titel ne null", [0, 1, 3]),
        ("Titel gt 'A'", [0, 3]),
        ("Aantal ge 5", [1, 2]),
        ("Aantal eq 10L", [1]),
        ("Aantal gt 4.5", [1, 2]),
        ("((RegioS eq 'NL01  ')) and ((Perioden eq '2022HJ01'))", [0]),
        ("RegioS eq 'NL01  ' or RegioS eq 'PV25  ' and Perioden eq '2023KW01'", [0, 3]),
        ("(RegioS eq 'NL01  ' or RegioS eq 'PV25  ') and Perioden eq '2023KW01'", [3]),
        ("not (RegioS eq 'NL01  ')", [1, 2, 3]),
        ("not startswith(RegioS,'GM') and substringof('HJ',Perioden)", [0]),
        ("Totaal_1 gt 100", [0, 1, 2, 3]),  # a condition on a value column has no effect
        ("RegioS eq 'GM0363' and Totaal_1 gt 100", [1]),
        ("  RegioS   eq\t'GM0363'  ", [1]),
    ],
)
def test_filters_as_clients_of_cbs_write_them(text: str, rows: list[int]) -> None:
    assert found(text) == rows


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "saw the end at word 1"),
        ("RegioS", "expected a comparison"),
        ("RegioS eq", "expected a quoted text or a number"),
        ("RegioS = 'NL01  '", "saw"),
        ("RegioS eq 'NL01", "saw  'NL01 in"),
        ("RegioS eq 'a' 'b'", "saw 'b' at word 4"),
        ("RegioS eq 'a')", "saw ) at word 4"),
        ("(RegioS eq 'a'", "expected ')'"),
        ("RegioS like 'a'", "saw like at word 2"),
        ("Gemeente eq 'a'", "saw column Gemeente; expected one of RegioS, Perioden"),
        ("RegioS eq 5", "expected the same type"),
        ("Aantal eq 'vijf'", "expected the same type"),
        ("substringof(Perioden,'JJ')", "expected a quoted text"),
        ("startswith('GM',RegioS)", "expected a column"),
        ("substring(RegioS,'a') eq 'b'", "expected a whole number"),
        ("substring(RegioS,-1) eq 'b'", "expected a whole number"),
        ("not", "expected a column or a function"),
        ("and RegioS eq 'a'", "saw and at word 1"),
        ("(" * 5000 + "RegioS eq 'a'" + ")" * 5000, "nested more than 100 deep"),
    ],
)
def test_bad_syntax_says_what_was_seen_and_expected(text: str, message: str) -> None:
    with pytest.raises(FilterError, match=re.escape(message)):
        found(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("contains(Perioden,'JJ')", [1, 2]),
        ("contains(Titel,'d') eq false", [1]),
        ("endswith(RegioS,'63') or endswith(RegioS,'  ')", [0, 1, 3]),
        ("endswith(Titel,'land')", [0, 3]),
        ("RegioS in ('GM0363','GM0014')", [1, 2]),
        ("not (RegioS in ('GM0363', 'NL01')) and Aantal eq 3", [0]),
        ("Aantal in (3, 5)", [0, 2]),
        ("Aantal in (null,10)", [1, 3]),
        ("Titel in ('''s-Gravenhage')", [1]),
        ("startswith(RegioS,'GM') and substring(Perioden,0,4) eq '2023'", [2]),
    ],
)
def test_filters_of_version_4(text: str, rows: list[int]) -> None:
    bits = select_rows(text, columns_of(ROWS), row_count=len(ROWS), functions=V4_FUNCTIONS)
    assert np.flatnonzero(bits).tolist() == rows


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RegioS in 'GM0363'", "expected '('"),
        ("RegioS in ()", "expected a quoted text or a number"),
        ("RegioS in ('GM0363'", "expected ')'"),
        ("RegioS in ('GM0363',)", "expected a quoted text or a number"),
        ("Aantal in ('vijf')", "expected the same type"),
        ("in ('a')", "expected a column or a function"),
        ("contains('JJ',Perioden)", "expected a column"),
        ("substringof('JJ',Perioden)", "expected a comparison"),
    ],
)
def test_bad_syntax_in_version_4(text: str, message: str) -> None:
    with pytest.raises(FilterError, match=re.escape(message)):
        select_rows(text, columns_of(ROWS), row_count=len(ROWS), functions=V4_FUNCTIONS)


@pytest.mark.parametrize(
    "text", ["contains(RegioS,'G')", "endswith(RegioS,'3')", "RegioS in ('GM0363')"]
)
def test_version_3_does_not_know_the_functions_of_version_4(text: str) -> None:
    with pytest.raises(FilterError, match="expected a comparison"):
        found(text)


CODES = {"A": ["NL01  ", "GM0363", "x'y ", "  05"], "B": ["2022JJ00", "2022HJ01", "2023JJ00"]}
SIGNS: dict[str, Callable[[str, str], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
}
Tree = tuple[Any, ...]

literals = st.sampled_from([*CODES["A"], *CODES["B"], "", "'", "JJ", "GM", " ", "NL01"])
names = st.sampled_from(["A", "B", "Topic_1"])
predicates = st.one_of(
    st.tuples(st.sampled_from(list(SIGNS)), names, literals),
    st.tuples(st.sampled_from(["substringof", "startswith"]), names, literals),
    st.tuples(
        st.just("substring"),
        names,
        st.integers(0, 9),
        st.integers(0, 9),
        st.sampled_from([*SIGNS]),
        literals,
    ),
)
trees = st.recursive(
    predicates,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), inner, inner, inner),
    ),
    max_leaves=12,
)
tables = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), max_size=30)


def written(tree: Tree) -> str:
    match tree:
        case ("not", inner):
            return f"not ({written(inner)})"
        case (("and" | "or") as word, *parts):
            return f" {word} ".join(f"({written(part)})" for part in parts)
        case ("substringof", name, needle):
            return f"substringof({quoted(needle)},{name})"
        case ("startswith", name, needle):
            return f"startswith({name}, {quoted(needle)})"
        case ("substring", name, start, length, sign, literal):
            return f"substring({name},{start},{length}) {sign} {quoted(literal)}"
        case (sign, name, literal):
            return f"{name} {sign} {quoted(literal)}"
    raise AssertionError(tree)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def holds(tree: Tree, row: dict[str, str]) -> bool:
    """The obvious meaning for one row."""
    match tree:
        case ("not", inner):
            return not holds(inner, row)
        case ("and", *parts):
            return all(holds(part, row) for part in parts)
        case ("or", *parts):
            return any(holds(part, row) for part in parts)
        case (_, "Topic_1", *_):
            return True
        case ("substringof", name, needle):
            return needle in row[name]
        case ("startswith", name, needle):
            return row[name][: len(needle)] == needle
        case ("substring", name, start, length, sign, literal):
            return SIGNS[sign](row[name][start : start + length], literal)
        case (sign, name, literal):
            return SIGNS[sign](row[name], literal)
    raise AssertionError(tree)


@given(trees, tables)
def test_every_filter_finds_what_its_twin_finds(tree: Tree, places: list[tuple[int, int]]) -> None:
    rows = [{"A": CODES["A"][a], "B": CODES["B"][b]} for a, b in places]
    positions = np.array(places, dtype=np.int32).reshape(len(places), 2)
    columns = {
        name: Column(as_values(codes), positions[:, n])
        for n, (name, codes) in enumerate(CODES.items())
    }
    bits = select_rows(written(tree), columns, ignored={"Topic_1"}, row_count=len(rows))
    assert bits.dtype == np.bool_
    assert bits.tolist() == [holds(tree, row) for row in rows]


@given(st.text(alphabet="AB(),' 0159eqandornotsubstringof", max_size=40))
def test_any_text_is_either_a_filter_or_refused(text: str) -> None:
    try:
        bits = select_rows(text, columns_of([{"A": "x", "B": "y"}]), row_count=1)
    except FilterError:
        return
    assert bits.shape == (1,)


def test_a_filter_of_342_municipalities_costs_a_large_table_little() -> None:
    random = np.random.default_rng(1)
    codes = [f"GM{number:04}" for number in range(700)]
    columns = {"RegioS": Column(as_values(codes), random.integers(0, 700, 200_000))}
    text = " or ".join(f"RegioS eq '{code}'" for code in codes[:342])
    started = time.perf_counter()
    bits = select_rows(text, columns, row_count=200_000)
    # About 10 ms here; row by row it would be tens of seconds.
    assert time.perf_counter() - started < 1
    assert bits.sum() == (columns["RegioS"].positions < 342).sum()
