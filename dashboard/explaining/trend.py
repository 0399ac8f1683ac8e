"""How the figure goes over time in words: its points, the line or the chart, the word."""

import math

from dashboard.explaining.numbers import count, precise
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from indicators.explain.explanation import Explanation
from indicators.explain.trending import Chart, Line, Point, Trending
from indicators.narrative.phrases import MISSING
from indicators.statistics.xmr import LIMIT
from indicators.wording import Lang


def trend(explanation: Explanation, lang: Lang) -> list[str]:
    """The points with what was worked out of them, or the reason why nothing can be said."""
    followed = explanation.trending
    if followed is None:
        return []
    kind = followed.trend.period_kind
    lines = [t(f"explain.trend_{kind}", lang)]
    lines += [f"  {_point(followed, place, lang)}" for place in range(len(followed.points))]
    if followed.line:
        lines += [f"  {line}" for line in _line(followed, followed.line, explanation, lang)]
    if followed.chart:
        lines += [f"  {line}" for line in _chart(followed.chart, lang)]
    said = t(f"explain.trend_{followed.trend.code}", lang)
    if followed.trend.reason:
        said = f"{said} {MISSING.get(followed.trend.reason, lang)}"
    return [*lines, f"  {said}"]


def _point(followed: Trending, place: int, lang: Lang) -> str:
    point: Point = followed.points[place]
    text = f"{period_name(point.period_code, lang)}: {count(point.value, lang)}"
    if point.numerator is not None and point.denominator is not None:
        text = (
            f"{period_name(point.period_code, lang)}: {count(point.numerator, lang)} / "
            f"{count(point.denominator, lang)}"
        )
        if followed.line is None:
            text = f"{text} = {count(point.value, lang)}"
    if followed.line:
        text += "; " + t(
            "explain.weight",
            lang,
            weight=precise(followed.line.weights[place], lang),
            variance=precise(followed.line.variances[place], lang),
        )
    return f"{text} ({t('explain.is_recast', lang)})" if point.is_recast else text


def _line(followed: Trending, line: Line, explanation: Explanation, lang: Lang) -> list[str]:
    per = explanation.definition.multiplier
    found = precise(math.sqrt(followed.critical), lang)
    slope, error = (precise(one * per, lang) for one in (line.slope, line.standard_error))
    changes = [precise(one * per, lang) for one in (line.detectable_80, line.detectable_50)]
    years = [period_name(point.period_code, lang) for point in followed.points]
    without = "; ".join(
        f"{year}: {precise(one * per, lang)}" for year, one in zip(years, line.without, strict=True)
    )
    pooled = [] if line.centre is None else [_pooled(followed, line.centre, lang)]
    return [
        *pooled,
        t("explain.variance_is", lang) if pooled else t("explain.variance_is_interval", lang),
        t("explain.slope", lang, slope=slope, error=error),
        t(
            "explain.chi_squared",
            lang,
            slope=slope,
            error=error,
            chi_squared=precise(line.chi_squared, lang),
            critical=precise(followed.critical, lang),
        ),
        t("explain.without", lang, slopes=without),
        t("explain.detectable_80", lang, found=found, error=error, change=changes[0]),
        t("explain.detectable_50", lang, found=found, error=error, change=changes[1]),
    ]


def _pooled(followed: Trending, centre: float, lang: Lang) -> str:
    x = sum(point.numerator or 0 for point in followed.points)
    n = sum(point.denominator or 0 for point in followed.points)
    return t(
        "explain.pooled",
        lang,
        sum=f"{count(x, lang)} / {count(n, lang)} = {precise(centre, lang)}",
    )


def _chart(chart: Chart, lang: Lang) -> list[str]:
    ranges = [
        f"({precise(one, lang)})" if one >= chart.screen else precise(one, lang)
        for one in chart.ranges
    ]
    return [
        t("explain.mean", lang, mean=precise(chart.mean, lang)),
        t(
            "explain.ranges",
            lang,
            ranges="; ".join(ranges),
            screen=precise(chart.screen, lang),
            mean_range=precise(chart.mean_range, lang),
        ),
        t(
            "explain.process_limits",
            lang,
            mean=precise(chart.mean, lang),
            factor=precise(LIMIT, lang),
            mean_range=precise(chart.mean_range, lang),
            lower=precise(chart.lower, lang),
            upper=precise(chart.upper, lang),
        ),
    ]
