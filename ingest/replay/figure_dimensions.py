"""The key columns of a file of figures: categories in file order, then regions, then periods."""

from collections.abc import Iterable, Mapping

from ingest.replay.derived_codes import (
    category_codes,
    period_code,
    period_order,
    period_title,
    region_code,
)
from ingest.replay.tidy import Figure, FiguresError, TidyFile
from ingest.replay.wire import Code, Dimension, pascal_case

REGIONS, PERIODS = "RegioS", "Perioden"
_REGION_WIDTH, _PERIOD_WIDTH = 6, 8
# CBS lists the country first, then its parts and provinces; what follows differs per table.
_LEVELS_IN_ORDER = ("NL", "LD", "PV")
_STATUS = {"": "Definitief", "*": "Voorlopig", "**": "NaderVoorlopig", "unknown": None}


def period_of(figure: Figure) -> str:
    """The code of a figure's period: as collected, else derived from its label."""
    return figure.period_code or period_code(figure.period_label)


def region_of(figure: Figure) -> str:
    """The code of a figure's region: as collected, else derived from its label and level."""
    return figure.region_code or region_code(figure.region_label, figure.region_level)


def dimensions(file: TidyFile, statuses: Mapping[str, str]) -> tuple[Dimension, ...]:
    """The dimensions of a table; `statuses` holds the published status of each period code.

    Raises FiguresError when two labels would share a key or a code.
    """
    categories = [
        _category_dimension(title, [figure.categories[place] for figure in file.figures])
        for place, title in enumerate(file.dimensions)
    ]
    found = (*categories, _region_dimension(file), _period_dimension(file, statuses))
    keys = [dimension.key for dimension in found]
    for dimension in found:
        if not dimension.key or dimension.key == "ID" or keys.count(dimension.key) > 1:
            raise FiguresError(
                f"{file.path.name}, line 1",
                f"column {dimension.title!r}, which gets the key {dimension.key!r}",
                f"a key of its own beside {', '.join(keys)}",
                "Give the column the title that CBS prints.",
            )
    return found


def _category_dimension(title: str, labels: list[str]) -> Dimension:
    codes = tuple(Code(code, label) for label, code in category_codes(labels).items())
    # One more than the longest code: CBS pads, and whoever reads must be made to strip.
    width = max(len(code.key) for code in codes) + 1
    return Dimension(pascal_case(title), title, "Dimension", codes, width)


def _region_dimension(file: TidyFile) -> Dimension:
    levels: dict[str, str] = {}
    derived: dict[str, str] = {}
    for figure in file.figures:
        code = region_of(figure)
        levels.setdefault(code, figure.region_level)
        if not figure.region_code and derived.setdefault(code, figure.region_label) != (
            figure.region_label
        ):
            raise FiguresError(
                file.place(figure),
                f"{figure.region_label!r} without a code, like {derived[code]!r}",
                f"labels that do not both become {code}",
                "Give both regions their code.",
            )
    codes = _titled((region_of(f), f.region_label) for f in file.figures)
    order = {code: place for place, code in enumerate(codes)}

    def place(code: str) -> tuple[int, str, int]:
        if levels[code] in _LEVELS_IN_ORDER:
            return _LEVELS_IN_ORDER.index(levels[code]), code, 0
        return len(_LEVELS_IN_ORDER), "", order[code]

    listed = tuple(codes[code] for code in sorted(codes, key=place))
    width = max(_REGION_WIDTH, *(len(code.key) for code in listed))
    return Dimension(REGIONS, "Regio's", "GeoDimension", listed, width)


def _period_dimension(file: TidyFile, statuses: Mapping[str, str]) -> Dimension:
    codes = _titled((period_of(f), period_title(f.period_label)) for f in file.figures)
    listed = tuple(
        Code(code.key, code.title, code.description, _STATUS[statuses[code.key]])
        for code in sorted(codes.values(), key=lambda code: period_order(code.key))
    )
    width = max(_PERIOD_WIDTH, *(len(code.key) for code in listed))
    return Dimension(PERIODS, "Perioden", "TimeDimension", listed, width)


def _titled(labels: Iterable[tuple[str, str]]) -> dict[str, Code]:
    """A code with each title it was collected under: the first as title, others described."""
    titles: dict[str, dict[str, None]] = {}
    for code, label in labels:
        titles.setdefault(code, {})[label] = None
    return {
        code: Code(code, first, f"Ook gepubliceerd als: {'; '.join(others)}." if others else None)
        for code, (first, *others) in titles.items()
    }
