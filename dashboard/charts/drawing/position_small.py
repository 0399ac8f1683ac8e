"""Drawing a position as small as paper asks for: close rows, and an axis of its two ends."""

from dashboard.charts.drawing.forms import PAPER_SIZE
from dashboard.charts.drawing.position import range_and_dot
from dashboard.charts.drawing.scales import Linear, ticks_from_zero
from dashboard.charts.drawing.svg import Drawing, Shapes, line, words
from dashboard.charts.drawing.text import text_width, wrap
from dashboard.charts.position import Position
from indicators.wording import format_count

_LINE = 16.5  # from one line of text to the next
_NAMES = 0.42  # of the width, at most
_GAP = 12.0
# Our own face is all that paper has, and narrower than the wide one that texts are measured in.
_OWN_FACE = 0.82


def draw_small_position(chart: Position, width: float) -> Drawing:
    """The same rows, dots and ranges as the large drawing, names to the left, figures to the right.

    The unit of the axis is left to the text beside it.
    """
    size = PAPER_SIZE * _OWN_FACE
    value_width = max(text_width(row.amount.text, size, is_bold=row.is_own) for row in chart.rows)
    left, right = _NAMES * width + _GAP, width - value_width - _GAP
    numbers = [
        number for row in chart.rows for number in (*row.amount.numbers, *(row.interval or ()))
    ]
    ticks = ticks_from_zero(max(numbers, default=0), 5, chart.highest)
    scale = Linear(0, max(ticks[-1], max(numbers, default=0)), left, right)
    shapes: Shapes = []
    y = 0.0
    for row in chart.rows:
        lines = wrap(row.label, left - _GAP, size, is_bold=row.is_own)
        look = "strong" if row.is_own else "label"
        shapes += [words(0, y + 12.5 + _LINE * n, one, look) for n, one in enumerate(lines)]
        bottom = y + _LINE * len(lines)
        middle = (y + bottom) / 2
        kind = "own" if row.is_own else f"other {row.series}"
        shapes += range_and_dot(row.amount, scale, middle, kind, row.interval)
        look = "value strong" if row.is_own else "value"
        shapes.append(words(width, middle + 4.5, row.amount.text, look, "end"))
        y = bottom + 1
    lang = chart.about.lang
    back = [line(scale(tick), 0, scale(tick), y, "zero" if tick == 0 else "grid") for tick in ticks]
    own = chart.rows[0].amount.value
    if own is not None:
        back.append(line(scale(own), 0, scale(own), y, "guide"))
    ends = [
        words(scale(tick), y + 13, format_count(tick, lang), "tick", "middle")
        for tick in (ticks[0], ticks[-1])
    ]
    return Drawing(width, y + 17, [*back, *shapes, *ends])
