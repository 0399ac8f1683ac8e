"""What a chart is made of when it is asked for by its address."""

from dataclasses import dataclass

from dashboard.map.kind import MapKind
from indicators.api import Release
from indicators.definition import Definition
from indicators.values import Area, PeriodKind
from indicators.wording import Lang


@dataclass(frozen=True)
class ChartRequest:
    """A checked request; what a kind of chart does not take is None or empty.

    `period`: None for the newest. `series`: the kind of periods of a trend. `map_kind`: what the
    areas of a map look like.
    """

    release: Release
    indicator: Definition | None
    areas: tuple[Area, ...]
    period: str | None
    series: PeriodKind
    lang: Lang
    map_kind: MapKind = "tegels"

    @property
    def definition(self) -> Definition:
        """The indicator, for a kind that takes one; TypeError where the kind does not."""
        if self.indicator is None:
            raise TypeError("this kind of chart takes no indicator")
        return self.indicator
