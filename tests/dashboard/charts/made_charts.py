"""One chart of every kind that has all that can be in it: gaps, breaks, bounds, provisional."""

from typing import Any, cast

from dashboard.charts.funnel import FunnelChart, funnel
from dashboard.charts.position import Position, position
from dashboard.charts.trend import TrendChart, trend
from indicators.comparison.funnel import Funnel, FunnelLimit, FunnelPoint
from indicators.wording import Lang
from tests.dashboard.charts.made_release import ASSEN, GRONINGEN, figure, made_release
from tests.dashboard.records import definition

YEAR = "2023JJ00"


def made_position(lang: Lang, *, is_fictitious: bool) -> Position:
    """A value, bounds only, and nothing."""
    rows = {
        "GM0014": [figure(YEAR, 51.3)],
        "VT08": [figure(YEAR, None, lower=20.0, upper=46.1)],
        "NL01": [figure(YEAR, None)],
    }
    release = made_release(rows, is_fictitious=is_fictitious)
    chart = position(release, definition("C1"), GRONINGEN, lang)
    assert chart is not None
    return chart


def made_trend(lang: Lang, *, is_fictitious: bool) -> TrendChart:
    """Six years with a gap, a break at 2022 and a provisional end, beside two others."""
    own = [
        figure("2018JJ00", 110.0),
        figure("2019JJ00", None, lower=20.0, upper=46.1),
        figure("2020JJ00", 90.5),
        figure("2021JJ00", 95.0),
        figure("2022JJ00", 60.0),
        figure("2023JJ00", 66.0, status="provisional"),
    ]
    country = [figure(f"{year}JJ00", 80.0 + year - 2018) for year in range(2018, 2024)]
    rows = {"GM0014": own, "GM0106": own[2:4], "NL01": country}
    release = made_release(rows, is_fictitious=is_fictitious)
    chart = trend(release, definition("D2"), [GRONINGEN, ASSEN], lang)
    assert chart is not None
    return chart


def made_funnel(lang: Lang, *, is_fictitious: bool) -> FunnelChart:
    """A crowd with one area far above it, one that is chosen, and one chosen without a figure."""
    points = [_point(number, 80.0 + 2 * number) for number in range(25)]
    points += [
        _point(40, 612.0),
        _point(60, 100.0, area_code="GM0014", area_name="Groningen", code="possibly_higher"),
    ]
    limits = tuple(FunnelLimit(n, 20.0, 40.0, 150.0, 180.0) for n in (50.0, 200.0, 650.0))
    found = Funnel(
        "R9a", YEAR, "municipality", True, 95.0, 94.9, 95.1, tuple(points), limits, 27, 0.054, 2
    )
    release = made_release(is_fictitious=is_fictitious, funnel=found)
    chart = funnel(release, definition("R9a"), [GRONINGEN, ASSEN], lang, YEAR)
    assert chart is not None
    return chart


def _point(number: int, value: float, **changes: Any) -> FunnelPoint:
    row = {
        "area_code": f"GM9{number:03}", "area_name": f"Plaats {number}",
        "denominator": 50.0 + 10 * number, "value": value, "lower": value - 1,
        "upper": value + 1, "code": "not_distinguishable", "reason": None,
    }  # fmt: skip
    return cast(FunnelPoint, FunnelPoint(**(row | changes)))
