"""What a person typed for an indicator, a place and a period, found in a release.

What is not found is told with what there is and what comes near, in both languages.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from indicators.definition import Definition
from indicators.place_names import loose
from indicators.values import Area, IndicatorValue, Period
from ingest.source import Translated

if TYPE_CHECKING:
    from indicators.api import Release

_PERIOD = re.compile(r"(\d{4})(?:-?H([12]))?", re.IGNORECASE)
_SHOWN = 8


class NotFoundError(LookupError):
    """There is no such indicator, area or period in the release; the text says what there is."""

    def __init__(self, text: Translated) -> None:
        super().__init__(text.en)
        self.text = text


def find_figure(
    release: "Release", indicator: str, area: str, period: str
) -> tuple[Definition, Area, IndicatorValue]:
    """The figure for an indicator id, an area's code or name, and a period as people write it."""
    definition = _find_indicator(release, indicator)
    place = _find_area(release, area)
    found = _find_period(release, definition, period)
    value = release.value(definition.id, place.code, found.code)
    if value is None:
        raise NotFoundError(
            Translated(
                nl=f"{definition.id} heeft geen rij voor {place.name} ({place.code}) in "
                f"{found.code}: dit soort gebied hoort niet bij deze indicator, of het gebied "
                f"bestond toen niet. Soorten: {', '.join(definition.area_levels)}.",
                en=f"{definition.id} has no row for {place.name} ({place.code}) in {found.code}: "
                "this kind of area is not among those of the indicator, or the area did not exist "
                f"then. Kinds: {', '.join(definition.area_levels)}.",
            )
        )
    return definition, place, value


def _find_indicator(release: "Release", text: str) -> Definition:
    known = {definition.id.casefold(): definition for definition in release.indicators()}
    if definition := known.get(text.strip().casefold()):
        return definition
    listed = [f"{one.id} ({one.title.nl})" for one in known.values()]
    listed_en = [f"{one.id} ({one.title.en})" for one in known.values()]
    raise NotFoundError(
        Translated(
            nl=f"Er is geen indicator {text!r}. Er zijn: {'; '.join(listed)}.",
            en=f"There is no indicator {text!r}. There are: {'; '.join(listed_en)}.",
        )
    )


def _find_area(release: "Release", text: str) -> Area:
    if area := release.area(text.strip().upper()):
        return area
    every = release.areas(current_only=False)
    # A code says it all; a name can be that of a municipality and of a region or province.
    named = [area for area in every if loose(area.name) == loose(text)]
    found = [area for area in named if area.level == "municipality"] or named
    if len(found) == 1:
        return found[0]
    near = found or release.find_areas(text) or _near(text, every)
    if len(near) == 1 and loose(near[0].name).startswith(loose(text)):
        return near[0]
    names = _listed(f"{area.name} ({area.code})" for area in near)
    raise NotFoundError(
        Translated(
            nl=f"Er is niet precies één gebied {text!r}. "
            + (f"Bedoelt u: {names}?" if names else "Geef een code, zoals GM0363, of een naam."),
            en=f"There is not exactly one area {text!r}. "
            + (f"Do you mean: {names}?" if names else "Give a code, such as GM0363, or a name."),
        )
    )


def _near(text: str, areas: Sequence[Area]) -> list[Area]:
    names = {loose(area.name) for area in areas}
    near = get_close_matches(loose(text), sorted(names), n=_SHOWN)
    found = [area for area in areas if loose(area.name) in near]
    return sorted(found, key=lambda area: (near.index(loose(area.name)), area.code))


def _find_period(release: "Release", definition: Definition, text: str) -> Period:
    periods = {period.code: period for period in release.periods(definition.id)}
    code = text.strip().upper()
    if match := _PERIOD.fullmatch(code):
        code = f"{match[1]}HJ0{match[2]}" if match[2] else f"{match[1]}JJ00"
    if period := periods.get(code):
        return period
    there_is = ", ".join(periods) or "-"
    raise NotFoundError(
        Translated(
            nl=f"{definition.id} heeft geen periode {text!r}. Er zijn: {there_is}. Een jaar is te "
            "schrijven als 2023 en een halfjaar als 2025-H1.",
            en=f"{definition.id} has no period {text!r}. There are: {there_is}. A year can be "
            "written as 2023 and a half-year as 2025-H1.",
        )
    )


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    return ", ".join(every[:_SHOWN]) + (", ..." if len(every) > _SHOWN else "")
