"""Published figures from a folder of tidy CSV files, as tables in wire form.

A folder holds a selection: some regions, some periods, some cells. What is not in it is neither a
dot nor a blank: a combination of category, region and period without figures has no row, and a
figure that is missing within a row is left out of that row. The tables say of themselves that they
are a selection, so that whoever reads them can tell "not delivered" from "secret".

Figures of one period under two statuses (2023* and 2023) are two versions of the table: the most
settled one is published, and earlier ones on request.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zlib import crc32

from ingest.replay.derived_codes import period_end, period_order
from ingest.replay.figure_dimensions import dimensions, period_of, region_of
from ingest.replay.measures import decimals_of, published_table, topics_by_label
from ingest.replay.tidy import STATUSES, Figure, FiguresError, TidyFile, read_tidy_file
from ingest.replay.wire import Dimension, Topic, WireTable

_DESCRIPTION = (
    "Selectie van gepubliceerde cijfers: alleen de regio's, perioden en cellen die zijn verzameld. "
    "Wat er niet in staat, is niet geleverd; het is geen nul en geen geheim cijfer."
)
_FREQUENCIES = {"MM": "Permaand", "KW": "Perkwartaal", "HJ": "Perhalfjaar", "JJ": "Perjaar"}

Row = dict[Topic, Figure]


def read_figures(folder: Path, *, edition: int = 0) -> list[WireTable]:
    """Every CSV file of a folder as a table, by file name; other files are passed over.

    `edition` 0 is the newest version of each table. Each further step back shows a period as it was
    published one status earlier, where that was collected. Raises FiguresError with file, line,
    what was seen and what was expected.
    """
    if edition < 0:
        raise ValueError(f"saw edition {edition}; expected 0 (the newest) or steps back from it")
    if not folder.is_dir():
        raise FiguresError(str(folder), "no folder", "a folder of CSV files", "Check its name.")
    paths = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() == ".csv" and not path.name.startswith(".")
    )
    if not paths:
        raise FiguresError(str(folder), "no CSV file", "one file a table", "Check its name.")
    return [_wire_table(read_tidy_file(path), edition) for path in paths]


def _wire_table(file: TidyFile, edition: int) -> WireTable:
    versions = _versions(file.figures)
    steps = {period: min(edition, len(found) - 1) for period, found in versions.items()}
    status_of = {period: found[steps[period]] for period, found in versions.items()}
    keys = dimensions(file, status_of)
    columns, topic_of = topics_by_label(file.table_id, (f.measure for f in file.figures))
    rows = _rows(file, keys, topic_of, status_of)
    coordinates = sorted(rows)
    cells = [[_text(rows[place].get(topic)) for topic in columns] for place in coordinates]
    topics = _with_decimals(columns, topic_of, file.figures)
    newer = max(len(found) - 1 for found in versions.values()) - max(steps.values())
    periods = [code.title for code in keys[-1].codes]
    return WireTable(
        identifier=file.table_id,
        title=published_table(file.table_id).title,
        dimensions=keys,
        topics=topics,
        coordinates=coordinates,
        cells=cells,
        modified=_modified(versions, newer, repr((keys, topics, coordinates, cells))),
        summary="\n".join(dict.fromkeys(figure.source_url for figure in file.figures)),
        description=_DESCRIPTION,
        period=" - ".join(dict.fromkeys((periods[0], periods[-1]))),
        frequency=_frequency(versions),
        is_selection=True,
    )


def _versions(figures: Iterable[Figure]) -> dict[str, list[str]]:
    """The statuses under which each period was collected, the most settled first."""
    found: dict[str, set[str]] = {}
    for figure in figures:
        found.setdefault(period_of(figure), set()).add(figure.status)
    return {period: sorted(each, key=STATUSES.index)[::-1] for period, each in found.items()}


def _rows(
    file: TidyFile,
    keys: Sequence[Dimension],
    topic_of: Mapping[str, Topic],
    status_of: Mapping[str, str],
) -> dict[tuple[int, ...], Row]:
    """The figures of the chosen version by row and topic.

    A cell that was collected more than once has to agree, in versions that are not chosen too.
    """
    places = [
        {code.title if key.kind == "Dimension" else code.key: n for n, code in enumerate(key.codes)}
        for key in keys
    ]
    rows: dict[str, dict[tuple[int, ...], Row]] = {}
    chosen: dict[tuple[int, ...], Row] = {}
    for figure in file.figures:
        period = period_of(figure)
        labels = (*figure.categories, region_of(figure), period)
        coordinates = tuple(place[label] for place, label in zip(places, labels, strict=True))
        row = rows.setdefault(figure.status, {}).setdefault(coordinates, {})
        earlier = row.setdefault(topic_of[figure.measure], figure)
        if earlier.text != figure.text:
            raise FiguresError(
                file.place(figure),
                f"{figure.text!r} for {figure.measure}, {figure.region_label}, "
                f"{figure.period_label}",
                f"{earlier.text!r}, as on line {earlier.line}",
                "Give figures of another version their own status, or remove one.",
            )
        if figure.status == status_of[period]:
            chosen[coordinates] = row
    return chosen


def _text(figure: Figure | None) -> str | None:
    return None if figure is None else figure.text


def _with_decimals(
    columns: Sequence[Topic], topic_of: Mapping[str, Topic], figures: Iterable[Figure]
) -> tuple[Topic, ...]:
    """Topics with as many decimals as their values have, in all versions together.

    A column that no number was collected of takes after the others of its unit.
    """
    texts: dict[Topic, list[str]] = {topic: [] for topic in columns}
    for figure in figures:
        if figure.text.strip("."):
            texts[topic_of[figure.measure]].append(figure.text)
    of_unit: dict[str, int] = {}
    for topic, seen in texts.items():
        of_unit[topic.unit] = max(of_unit.get(topic.unit, 0), decimals_of(seen))
    return tuple(
        replace(topic, decimals=decimals_of(seen) if seen else of_unit[topic.unit])
        for topic, seen in texts.items()
    )


def _modified(periods: Iterable[str], newer: int, content: str) -> datetime:
    """When the table was last changed, from its content alone.

    Every clone of a repository gives files a date of its own, so those do not tell. The date is
    that of the day after the newest period, and a day later for each version that came after the
    earliest; the time of day is a checksum, so that correcting a single figure moves it.
    """
    ends = [period_end(period) or _end_of_year(period) for period in periods]
    day = max(ends) + timedelta(days=1 + newer)
    seconds = crc32(content.encode()) % (24 * 60 * 60)
    return datetime.combine(day, datetime.min.time()) + timedelta(seconds=seconds)


def _end_of_year(period: str) -> date:
    """The end of the year that an unusual period names, or a fixed day where it names none."""
    year, _ = period_order(period)
    return date(int(year or "1999"), 12, 31)


def _frequency(periods: Iterable[str]) -> str:
    """How often the table is renewed, as far as its shortest period tells."""
    kinds = {period[4:6] for period in periods}
    return next((name for kind, name in _FREQUENCIES.items() if kind in kinds), "Eenmalig")
