"""Drawing a trend: lines over periods, each named at its end."""

from itertools import pairwise

from dashboard.charts.drawing.axes import upright
from dashboard.charts.drawing.scales import Linear, ticks_from_zero
from dashboard.charts.drawing.svg import (
    Drawing,
    Shapes,
    dot,
    hatching,
    line,
    path,
    words,
)
from dashboard.charts.drawing.text import text_width, wrap
from dashboard.charts.trend import Line, Point, TrendChart
from dashboard.i18n.text import t

_SIZE, _LINE = 14.0, 17.0
_TOP, _NOTE = 44.0, 13.0
_MOST_VALUES = 12  # more numbers than this above a line stand in each other's way


def draw_trend(chart: TrendChart, width: float) -> Drawing:
    """Periods from left to right, values from zero up, names to the right of where lines end."""
    lang = chart.about.lang
    height = min(max(0.42 * width, 200), 320)
    label_width = min(
        max(text_width(one.label, _SIZE, is_bold=True) for one in chart.lines), 0.3 * width
    )
    left, right = 44.0, width - label_width - 20
    titles = wrap(chart.unit, width, _NOTE)
    top = _TOP + 16 * (len(titles) - 1)
    base = top + height
    numbers = [
        number for one in chart.lines for point in one.points for number in point.amount.numbers
    ]
    ticks = ticks_from_zero(max(numbers), 5, chart.highest)
    up = Linear(0, max(ticks[-1], *numbers), base, top)
    inset = min(24.0, (right - left) / 8)
    last = max(len(chart.periods) - 1, 1)
    along = Linear(0, last, left + inset, right - inset)
    shapes: Shapes = []
    for number, text in enumerate(titles):
        shapes.append(words(0, 13 + 16 * number, text, "axis-title"))
    shapes += upright(up, ticks, left, right, lang)
    shapes += _periods(chart, along, base)
    shapes += _cuts(chart, along, up)
    for one in reversed(chart.lines):
        shapes += _line(one, along, up, base)
    own = chart.lines[0]
    if len(own.points) <= _MOST_VALUES:
        shapes += _values(own, chart.lines[1:], along, up)
    shapes += _labels(chart, up, right, label_width)
    y = base + 44
    for note in chart.notes:
        for text in wrap(note, width, _NOTE):
            shapes.append(words(0, y, text, "note"))
            y += 16
        y += 3
    return Drawing(width, y - 6, shapes)


def _periods(chart: TrendChart, along: Linear, base: float) -> Shapes:
    """Names of periods, as many as fit, the newest always."""
    names = [_short_name(period) for period in chart.periods]
    step = along(1) - along(0)
    every = next(
        n
        for n in (1, 2, 3, 4, 5, 8, 10, 20, 50)
        if n * step >= max(text_width(name, 13) for name in names) + 6 or n >= len(names)
    )
    newest = len(names) - 1
    shapes: Shapes = []
    for place, name in enumerate(names):
        x = along(place)
        shapes.append(line(x, base, x, base + 5, "zero"))
        if (newest - place) % every == 0:
            shapes.append(words(x, base + 20, name, "tick", "middle"))
    return shapes


def _short_name(period: str) -> str:
    """2024, or 2025-1 for a first half-year."""
    return f"{period[:4]}-{int(period[-2:])}" if "HJ" in period else period[:4]


def _cuts(chart: TrendChart, along: Linear, up: Linear) -> Shapes:
    shapes: Shapes = []
    for place in sorted({cut.place for cut in chart.cuts}):
        x = (along(place - 1) + along(place)) / 2
        shapes += [
            line(x, up.end - 6, x, up.start, "cut"),
            words(x, up.end - 10, t("chart.trend.cut_mark", chart.about.lang), "note", "middle"),
        ]
    return shapes


def _line(one: Line, along: Linear, up: Linear, base: float) -> Shapes:
    shapes: Shapes = []
    for point in one.points:
        shapes += _range(point, one, along, up)
    for run in one.runs:
        for before, point in pairwise(run):
            look = f"course {one.role} {one.series}" + (
                " provisional" if point.is_provisional else ""
            )
            shapes.append(path([_at(before, along, up), _at(point, along, up)], look))
        for point in run:
            look = f"{one.role} {one.series}" + (" provisional" if point.is_provisional else "")
            radius = 2.5 if one.role == "beside" else 5
            shapes.append(dot(*_at(point, along, up), radius, look))
    return shapes


def _range(point: Point, one: Line, along: Linear, up: Linear) -> Shapes:
    """Bounds as an upright bar; a figure that is not known is hatched over all that it can be."""
    if one.role == "beside":
        return []
    amount, x = point.amount, along(point.place)
    low = amount.lower if amount.lower is not None else up.low
    high = amount.upper if amount.upper is not None else up.high
    if amount.value is None:
        return (
            [hatching(x - 6, x + 6, min(up(high), up(low) - 2), up(low))]
            if one.role == "own"
            else []
        )
    if amount.has_range:
        return [line(x, up(low), x, up(high), f"bounds {one.role}")]
    return []


def _at(point: Point, along: Linear, up: Linear) -> tuple[float, float]:
    return along(point.place), up(point.amount.value or 0.0)


def _values(own: Line, others: tuple[Line, ...], along: Linear, up: Linear) -> Shapes:
    """The own figures in numbers, above or below their dots: wherever fewer lines run."""
    shapes: Shapes = []
    known = [point for point in own.points if point.amount.value is not None]
    widest = max((text_width(point.amount.text, _SIZE) for point in known), default=0)
    every = 1 if along(1) - along(0) > widest else 2
    for point in known:
        if (len(own.points) - 1 - point.place) % every:
            continue
        x, y = _at(point, along, up)
        near = [
            up(other.points[point.place].amount.value or 0.0)
            for other in others
            if other.points[point.place].amount.value is not None
        ]
        above = sum(y - 26 < other <= y for other in near)
        below = sum(y < other < y + 26 for other in near)
        under = above > below and y + 26 < up(0)
        shapes.append(words(x, y + 21 if under else y - 11, point.amount.text, "value", "middle"))
    return shapes


def _labels(chart: TrendChart, up: Linear, right: float, width: float) -> Shapes:
    """The name of each line at the height where it ends, moved apart where they would touch."""
    wanted: list[tuple[float, Line, list[str]]] = []
    for one in chart.lines:
        known = [point for point in one.points if point.amount.value is not None]
        if not known and one.role == "beside":
            continue
        label = one.label if known else f"{one.label}: {t('chart.unknown', chart.about.lang)}"
        text = wrap(label, width, _SIZE, is_bold=one.role != "beside")
        # A name without a line stands above the others.
        wanted.append((up(known[-1].amount.value or 0.0) if known else up.end, one, text))
    shapes: Shapes = []
    free = up.end - 20
    total = sum(_LINE * len(text) + 4 for _, _, text in wanted)
    for y, one, text in sorted(wanted, key=lambda label: (label[0], label[1].label)):
        first = max(y + 5 - _LINE * (len(text) - 1) / 2, free + _LINE)
        first = min(first, up(0) - total + _LINE)
        look = "label beside" if one.role == "beside" else f"strong {one.role}-name"
        shapes += [
            words(right + 8, first + _LINE * number, part, look) for number, part in enumerate(text)
        ]
        free = first + _LINE * (len(text) - 1) + 4
        total -= _LINE * len(text) + 4
    return shapes
