"""Drawing a position: a row an area, dots and ranges on one axis."""

from dashboard.charts.chart import Amount
from dashboard.charts.drawing.axes import across
from dashboard.charts.drawing.scales import Linear, ticks_from_zero
from dashboard.charts.drawing.svg import Drawing, Shapes, bar, dot, hatching, line, words
from dashboard.charts.drawing.text import text_width, wrap
from dashboard.charts.position import Beside, Position

_NARROW = 480  # below this the names stand above the rows
_SIZE, _LINE = 14.0, 18.0
_TOP, _GAP = 8.0, 12.0


def draw_position(chart: Position, width: float) -> Drawing:
    """Names to the left, figures to the right, the own area in bold with a line down its dot."""
    is_narrow = width < _NARROW
    value_width = 16 + max(
        text_width(row.amount.text, _SIZE, is_bold=row.is_own) for row in chart.rows
    )
    left = 8.0 if is_narrow else min(0.36 * width, 240)
    right = width - value_width - 8
    numbers = [
        number for row in chart.rows for number in (*row.amount.numbers, *(row.interval or ()))
    ]
    ticks = ticks_from_zero(max(numbers, default=0), 4 if is_narrow else 5, chart.highest)
    scale = Linear(0, max(ticks[-1], max(numbers, default=0)), left, right)
    shapes: Shapes = []
    y = _TOP
    for row in chart.rows:
        lines = wrap(row.label, width if is_narrow else left - 16, _SIZE, is_bold=row.is_own)
        look = "strong" if row.is_own else "label"
        if is_narrow:
            shapes += [words(0, y + 14 + _LINE * n, one, look) for n, one in enumerate(lines)]
            middle = y + _LINE * len(lines) + 10
            bottom = middle + 10
        else:
            height = max(_LINE * len(lines), 22)
            middle = y + height / 2
            first = middle - _LINE * (len(lines) - 1) / 2 + 5
            shapes += [words(0, first + _LINE * n, one, look) for n, one in enumerate(lines)]
            bottom = y + height
        shapes += _row(row, scale, middle, right)
        y = bottom + _GAP
    axis = across(scale, ticks, _TOP, y, chart.unit, chart.about.lang)
    own = chart.rows[0].amount.value
    guide = [line(scale(own), _TOP, scale(own), y, "guide")] if own is not None else []
    return Drawing(width, axis.bottom, [*axis.shapes, *guide, *shapes])


def _row(row: Beside, scale: Linear, y: float, right: float) -> Shapes:
    kind = "own" if row.is_own else f"other {row.series}"
    shapes = range_and_dot(row.amount, scale, y, kind, row.interval)
    look = "value strong" if row.is_own else "value"
    return [*shapes, words(right + 12, y + 5, row.amount.text, look)]


def range_and_dot(
    amount: Amount,
    scale: Linear,
    y: float,
    kind: str,
    interval: tuple[float, float] | None = None,
) -> Shapes:
    """A figure on a horizontal axis; what is not known is hatched over all that it can be.

    `kind` is own, or other with the name of a colour; the own dot is full and larger, so that it
    needs none.
    """
    shapes: Shapes = []
    if amount.value is None:
        low = amount.lower if amount.lower is not None else scale.low
        high = amount.upper if amount.upper is not None else scale.high
        return [hatching(scale(low), max(scale(high), scale(low) + 2), y - 7, y + 7)]
    if interval is not None:
        shapes.append(line(scale(interval[0]), y, scale(interval[1]), y, "interval"))
    if amount.lower is not None and amount.upper is not None:
        shapes.append(bar(scale(amount.lower), scale(amount.upper), y, 8, f"bounds {kind}"))
    radius = 6.5 if kind == "own" else 5
    return [*shapes, dot(scale(amount.value), y, radius, kind)]
