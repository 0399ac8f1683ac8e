"""Drawing a funnel: a neutral crowd, limits as lines, chosen areas with a sign and their name."""

from xml.etree.ElementTree import Element

from dashboard.charts.drawing.axes import across, upright
from dashboard.charts.drawing.scales import (
    Linear,
    Logarithmic,
    ticks_from_zero,
    ticks_logarithmic,
)
from dashboard.charts.drawing.svg import (
    Drawing,
    Shapes,
    dot,
    hover,
    line,
    path,
    words,
)
from dashboard.charts.drawing.text import text_width, wrap
from dashboard.charts.funnel import STEPS, FunnelChart, Spot
from dashboard.i18n.text import t

_SIZE, _NOTE, _TOP = 14.0, 13.0, 34.0
_LIMITS = ("lower_998", "lower_95", "upper_95", "upper_998")


def draw_funnel(chart: FunnelChart, width: float) -> Drawing:
    """Size to the right on a logarithmic axis, figures upwards from zero."""
    lang = chart.about.lang
    height = min(max(0.55 * width, 260), 440)
    label_width = 92.0 if chart.limits or chart.benchmark else 12.0
    titles = wrap(chart.unit, width, _NOTE)
    top = _TOP + 16 * (len(titles) - 1)
    left, right, base = 44.0, width - label_width, top + height
    ticks = ticks_from_zero(chart.top, STEPS, chart.highest)
    up = Linear(0, chart.top, base, top)
    sizes = [spot.denominator for spot in chart.spots]
    low, high = min(sizes) / 1.15, max(sizes) * 1.15
    along = Logarithmic(low, high, left, right)
    shapes: Shapes = []
    for number, text in enumerate(titles):
        shapes.append(words(0, 13 + 16 * number, text, "axis-title"))
    shapes += upright(up, ticks, left, right, lang)
    title = t("chart.funnel.size", lang, label=chart.denominator_title)
    axis = across(along, ticks_logarithmic(low, high) or [low, high], base, base, title, lang)
    shapes += axis.shapes
    shapes += _limits(chart, along, up, right)
    for spot in chart.spots:
        if not spot.is_chosen:
            shapes.append(_crowd(spot, chart, along, up))
    shapes += _chosen(chart, along, up, left, right)
    y = axis.bottom + 14
    for note in chart.notes:
        for text in wrap(note, width, _NOTE):
            shapes.append(words(0, y, text, "note"))
            y += 16
        y += 3
    return Drawing(width, y - 10 if chart.notes else axis.bottom, shapes)


def _limits(chart: FunnelChart, along: Logarithmic, up: Linear, right: float) -> Shapes:
    """The four curves and the benchmark, each named where it ends, from top to bottom."""
    lang = chart.about.lang
    shapes: Shapes = []
    names: list[tuple[float, str, str]] = []
    for name in _LIMITS if chart.limits else ():
        level = "998" if name.endswith("998") else "95"
        points = [
            (along(one.denominator), up(getattr(one, name)))
            for one in chart.limits
            # What lies beyond the end of the axis is not drawn along its edge.
            if getattr(one, name) <= up.high
        ]
        if points:
            shapes.append(path(points, f"limit limit-{level}"))
            names.append((points[-1][1], t(f"chart.funnel.limit_{level}", lang), "limit-name"))
    benchmark = chart.benchmark
    if benchmark is not None and benchmark.value is not None:
        y = up(benchmark.value)
        shapes.append(line(along.start, y, right, y, "benchmark"))
        names.append((y, t("chart.funnel.country", lang, value=benchmark.text), ""))
    free = 0.0
    for y, text, look in sorted(names):
        free = max(y + 4.5, free + 15)
        shapes.append(words(right + 6, free, text, f"note {look}".strip()))
    return shapes


def _crowd(spot: Spot, chart: FunnelChart, along: Logarithmic, up: Linear) -> Element:
    x, y = along(spot.denominator), up(spot.value)
    mark = _arrow(x, up(up.high), "crowd") if spot in chart.above else dot(x, y, 3.5, "crowd")
    return hover(mark, f"{spot.label}: {spot.amount.text}")


def _arrow(x: float, y: float, look: str) -> Element:
    """An area beyond the end of the axis: a triangle that points on."""
    return path([(x - 5, y + 5), (x + 5, y + 5), (x, y - 4)], look, is_closed=True)


def _chosen(
    chart: FunnelChart, along: Logarithmic, up: Linear, left: float, right: float
) -> Shapes:
    """Bounds, sign and name of each chosen area; names step aside for each other."""
    shapes: Shapes = []
    taken: list[tuple[float, float, float]] = []
    chosen = [spot for spot in chart.spots if spot.is_chosen]
    for number, spot in enumerate(sorted(chosen, key=lambda one: up(one.value))):
        x, y = along(spot.denominator), up(spot.value)
        amount = spot.amount
        if amount.lower is not None and amount.upper is not None:
            shapes.append(line(x, up(amount.lower), x, up(amount.upper), "bounds own"))
        shapes.append(hover(_sign(number, x, y), f"{spot.label}: {amount.text}"))
        text = f"{spot.label} {amount.text}"
        length = text_width(text, _SIZE, is_bold=True)
        is_left = x + 12 + length > right
        start = x - 12 - length if is_left else x + 12
        start = max(start, left)
        baseline = y + 5
        while any(
            start < end and begin < start + length and abs(baseline - other) < 16
            for begin, end, other in taken
        ):
            baseline += 4
        taken.append((start, start + length, baseline))
        anchor = "end" if is_left else "start"
        shapes.append(
            words(start + length if is_left else start, baseline, text, "value strong", anchor)
        )
    return shapes


def _sign(number: int, x: float, y: float) -> Element:
    """Signs that differ in form, because colour alone would not tell chosen areas apart."""
    corners = {
        1: [(0, -8), (8, 0), (0, 8), (-8, 0)],
        2: [(-6, -6), (6, -6), (6, 6), (-6, 6)],
        3: [(0, -8), (8, 6), (-8, 6)],
        4: [(0, 8), (8, -6), (-8, -6)],
    }.get(number % 5)
    if corners is None:
        return dot(x, y, 7, "own sign")
    return path([(x + dx, y + dy) for dx, dy in corners], "own sign", is_closed=True)
