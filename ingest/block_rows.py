"""The blocks of a table in SQL: from cells to one row a block, and from there to its dots.

A row has the cells' own columns that are the same for the whole block, and for its cell number i
the bounds `l`i and `u`i and `kind`i: 0 of a number, the place in the list of marks, from 1, of a
dot, and -1 of anything else.
"""

from collections.abc import Iterable

from ingest.adding_up import Block
from ingest.warehouse import sql_literal

CELL = ("topic", "category_1", "category_2", "category_3", "area_code", "period_code")
IS_DOT = "missing_reason = 'unknown_or_secret'"

Mark = tuple[str | None, str | None]  # how a dot is published: its text and its attribute


def _keys(block: Block) -> str:
    return ", ".join(column for column in CELL if column not in block.columns)


def selection(block: Block, counts: list[str]) -> str:
    """Which cells of the table the blocks of this form are made of."""
    own = [
        f"{column} IN {_values(dict.fromkeys(values[position] for values in block.cells))}"
        for position, column in enumerate(block.columns)
    ]
    other = [
        f"({column} IS NULL OR {column} NOT IN {_values(values)})"
        for column, values in block.elsewhere.items()
    ]
    return " AND ".join([f"topic IN {_values(counts)}", *own, *other])


def pivoted(block: Block, counts: list[str], marks: list[Mark], cells: str) -> str:
    """One row a block of `cells` with a dot.

    Texts in place of kinds would double the time that it takes.
    """
    place = " ".join(
        "WHEN "
        + " AND ".join(
            f"{column} = {sql_literal(value)}"
            for column, value in zip(block.columns, values, strict=True)
        )
        + f" THEN {number}"
        for number, values in enumerate(block.cells)
    )
    kind = " ".join(
        f"WHEN {IS_DOT} AND published_text IS NOT DISTINCT FROM {_literal(text)} "
        f"AND value_attribute IS NOT DISTINCT FROM {_literal(attribute)} THEN {number}"
        for number, (text, attribute) in enumerate(marks, start=1)
    )
    columns = [
        f"max(lower) FILTER (place = {number}) AS l{number}, "
        f"max(upper) FILTER (place = {number}) AS u{number}, "
        f"coalesce(max(kind) FILTER (place = {number}), -1) AS kind{number}"
        for number in range(len(block.cells))
    ]
    return f"""
        WITH placed AS (
            SELECT {_keys(block)}, lower, upper, (CASE {place} END)::SMALLINT AS place,
                   (CASE WHEN value IS NOT NULL THEN 0 {kind} END)::SMALLINT AS kind
            FROM {cells} WHERE {selection(block, counts)}
        )
        SELECT {_keys(block)}, {", ".join(columns)} FROM placed GROUP BY ALL HAVING max(kind) > 0
        """


def believed(block: Block) -> str:
    """The rows of `block` as propagation starts with them; `at_most` of a total is its number."""
    columns = []
    for number in range(len(block.cells)):
        doubt = " OR ".join(_doubts(block, number))
        columns.append(f"CASE WHEN {doubt} THEN 0 ELSE coalesce(l{number}, 0) END AS l{number}")
        columns.append(
            f"CASE WHEN {doubt} THEN 'inf'::DOUBLE ELSE coalesce(u{number}, 'inf') END AS u{number}"
        )
    totals = {equation.total for equation in block.equations}
    most = [
        f"CASE WHEN kind{total} = 0 THEN coalesce(u{total}, 'inf') ELSE 'inf'::DOUBLE END "
        f"AS at_most{total}"
        for total in sorted(totals)
    ]
    return f"SELECT * REPLACE ({', '.join(columns)}), {', '.join(most)} FROM block"


def _doubts(block: Block, cell: int) -> list[str]:
    """When the declared bound of a dot is not believed."""
    doubts = []
    for total, parts in block.equations:
        if cell in parts:
            others = [total, *(part for part in parts if part != cell)]
            beside = " OR ".join(f"kind{other} > 0" for other in others)
            doubts.append(f"kind{cell} > 0 AND ({beside})")
        if cell == total:
            printed = " OR ".join(f"kind{part} = 0" for part in parts)
            doubts.append(f"kind{cell} > 0 AND ({printed})")
    return doubts


def dots(block: Block, marks: list[Mark]) -> str:
    """The dots of `bounded`, one row each, in whole numbers; `fits` where no bounds cross."""
    texts = [_literal(text) for text, _ in marks]
    attributes = [_literal(attribute) for _, attribute in marks]
    numbers = range(len(block.cells))
    fits = " AND ".join(
        f"CASE WHEN kind{n} > 0 THEN ceil(l{n}) <= floor(u{n}) ELSE l{n} <= u{n} END"
        for n in numbers
    )
    cells = []
    for number, values in enumerate(block.cells):
        own = dict(zip(block.columns, values, strict=True))
        cell = ", ".join(
            f"{sql_literal(own[column])} AS {column}" if column in own else column
            for column in CELL
        )
        above = [f"at_most{total}" for total in sorted(block.above(number))]
        most = f"least({', '.join(above)})" if above else "'inf'::DOUBLE"
        cells.append(
            f"SELECT {cell}, {_chosen(texts, number)} AS published_text, "
            f"{_chosen(attributes, number)} AS value_attribute, fits, "
            f"CASE WHEN fits THEN ceil(l{number}) ELSE 0 END AS low, "
            f"floor(CASE WHEN fits THEN u{number} ELSE {most} END) AS high "
            f"FROM checked WHERE kind{number} > 0"
        )
    return f"""
        WITH checked AS MATERIALIZED (SELECT *, {fits} AS fits FROM bounded),
        dot AS ({" UNION ALL ".join(cells)})
        SELECT {", ".join(CELL)}, published_text, value_attribute, fits,
               CASE WHEN isfinite(high) THEN low END AS lower,
               CASE WHEN isfinite(high) THEN high END AS upper
        FROM dot
        """


def _chosen(literals: list[str], cell: int) -> str:
    marks = " ".join(f"WHEN {n} THEN {literal}" for n, literal in enumerate(literals, start=1))
    return f"(CASE kind{cell} {marks} END)::VARCHAR" if marks else "NULL::VARCHAR"


def _literal(text: str | None) -> str:
    return "NULL" if text is None else sql_literal(text)


def _values(values: Iterable[str]) -> str:
    return f"({', '.join(sql_literal(value) for value in values)})"
