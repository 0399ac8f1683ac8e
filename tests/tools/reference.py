"""docs/reference.md, made from what it describes: `python -m tests.tools.reference [--check]`."""

import sys
from calendar import month_name
from collections.abc import Iterable
from pathlib import Path

from indicators.definition import Definition, read_definitions, read_recommendations
from indicators.tables import TABLES, PublicTable
from ingest.source import Publication, Source, read_sources

REFERENCE = Path(__file__).parents[2] / "docs" / "reference.md"

HEAD = """\
# Reference

Made by `make fix` from the files that it describes; `make check` sees to it that it is up to date.
"""


def reference() -> str:
    """The whole text of docs/reference.md."""
    sections = [
        HEAD,
        _sources(read_sources().values()),
        _indicators(read_definitions().values()),
        _recommendations(),
        "## Files\n\nEvery release has these tables as CSV: UTF-8, comma, decimal point, missing "
        "values empty.\n",
        *(_file(table) for table in TABLES),
    ]
    return "\n".join(sections)


def _sources(sources: Iterable[Source]) -> str:
    rows = [
        [
            f"[{source.id}]({source.url})",
            source.title.en,
            source.title.nl,
            source.frequency.replace("_", "-"),
            "; ".join(_expected(rule) for rule in source.publication) or "no rules",
            f"`{source.schedule}`",
            f"{source.publisher.name}, {source.licence}",
            source.assumed.en if source.assumed else "",
        ]
        for source in sources
    ]
    heads = [
        "table", "title", "published title", "published", "expected at the latest", "looked at",
        "publisher, licence", "not known but assumed",
    ]  # fmt: skip
    return f"## Sources\n\n{table(heads, rows)}"


def _expected(rule: Publication) -> str:
    later = {0: "of that year", 1: "of the next year"}
    year = later.get(rule.years_later, f"{rule.years_later} years later")
    return f"{rule.period}: {rule.day} {month_name[rule.month]} {year}"


def _indicators(definitions: Iterable[Definition]) -> str:
    parts = ["## Indicators\n"]
    for one in definitions:
        levels = _levels(one.area_levels)
        judged = one.polarity.replace("_", " ")
        if one.judged_at:
            judged += f" ({_levels(one.judged_at)})"
        caveats = " ".join(caveat.en for caveat in one.caveats)
        breaks = " ".join(f"{each.period}: {each.reason.en}" for each in one.breaks)
        rows = [
            ["in Dutch", one.title.nl],
            ["numerator", one.numerator_label.en],
            ["denominator", one.denominator_label.en if one.denominator_label else "none"],
            ["unit", f"{one.unit.replace('_', ' ')}; decimals: {one.decimals}"],
            ["kind", one.kind.replace("_", " ")],
            ["about", one.population.replace("_", " ")],
            ["direction", f"{judged}: {one.polarity_reason.en}"],
            ["why it matters", one.why_it_matters.en],
            ["does not show", one.does_not_show.en],
            ["caveats", caveats],
            ["breaks", breaks or "none known"],
            ["for", levels],
            ["shown", _shown(one)],
            ["recommendations", ", ".join(one.recommendations) or "none"],
            ["sources", ", ".join(one.sources) or f"our own list of {one.reference}"],
            ["needs", _needs(one)],
            ["responsible", one.responsible_role.en],
            ["checked by", one.checked_by or "nobody yet"],
            ["version", f"{one.version}, next review {one.next_review}"],
        ]
        parts.append(
            f"### {one.id} {one.title.en}\n\n{one.description_short.en} "
            f"{one.description_long.en}\n\n{table(['', ''], rows)}"
        )
    return "\n".join(parts)


def _levels(levels: Iterable[str]) -> str:
    return ", ".join(level.replace("_", " ") for level in levels)


def _shown(one: Definition) -> str:
    if one.complement_of:
        return f"in files only, as the complement of {one.complement_of}"
    if one.is_regional:
        return "for a municipality, the figure of its Veilig Thuis region"
    return f"as a part of {one.part_of}" if one.part_of else "everywhere"


def _needs(one: Definition) -> str:
    return "; ".join(f"{table}: {', '.join(names)}" for table, names in one.needs.items()) or "-"


def _recommendations() -> str:
    rows = [
        [
            one.id,
            one.title.en,
            ", ".join(who.replace("_", " ") for who in one.addressees),
            one.measurable.replace("_", " "),
            ", ".join(one.indicators) or "none",
            one.note.en if one.note else "",
        ]
        for one in read_recommendations().values()
    ]
    heads = ["", "recommendation", "addressee", "measurable", "indicators", "note"]
    return (
        "## Recommendations\n\nIn our words and our numbering, after the report *Niemand hielp "
        f"mij* (Kinderombudsman, November 2025).\n\n{table(heads, rows)}"
    )


def _file(one: PublicTable) -> str:
    rows = [
        [f"`{column.name}`", column.type, column.label.en, column.label.nl]
        for column in one.columns
    ]
    columns = table(["column", "type", "meaning", "in Dutch"], rows)
    return f"### {one.name}\n\n{one.description.en}\n\n{columns}"


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown; line ends and bars in cells are made harmless."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Write the file, or with --check say whether it is up to date."""
    if arguments == ["--check"]:
        if REFERENCE.exists() and REFERENCE.read_text(encoding="utf-8") == reference():
            return 0
        print("docs/reference.md is out of date; run `make fix`", file=sys.stderr)
        return 1
    REFERENCE.write_text(reference(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
