"""Between which places the figures of one period stand."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from indicators.comparison.rank_intervals import RankInterval, rank_intervals
from indicators.values import AreaLevel

if TYPE_CHECKING:
    from indicators.reading.release import Release

LEVELS: tuple[AreaLevel, ...] = ("municipality", "veilig_thuis_region")


def read_rank_intervals(
    release: "Release", indicator_id: str, period_code: str
) -> Mapping[str, RankInterval]:
    """The places by area code, among the areas of the same level."""
    definition = release.indicator(indicator_id)
    if definition is None:
        return {}

    def region_of(area_code: str) -> str | None:
        area = release.area(area_code)
        return area.veilig_thuis_code if area else None

    found: dict[str, RankInterval] = {}
    for level in LEVELS:
        # A municipality that is shown its region's figure has no place of its own.
        if definition.is_regional and level == "municipality":
            continue
        values = release.values(indicator_id, period_code, level=level)
        found |= rank_intervals(definition, values, region_of)
    return found
