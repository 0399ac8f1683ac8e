"""What a release is of: its manifest, its areas, and what is defined for all releases."""

from functools import cached_property
from pathlib import Path
from typing import Any

from indicators.definition import (
    Definition,
    Recommendation,
    read_definitions,
    read_recommendations,
)
from indicators.place_names import (
    Found,
    alike,
    find_by_name,
    municipalities_of_today,
    search_by_name,
)
from indicators.reading.areas import read_areas, read_boundaries, read_boundary_year
from indicators.reading.connection import ReleaseConnection
from indicators.values import Area, AreaLevel
from ingest.files import read_json


class OpenedRelease:
    """A release by its name, its areas and the definitions of its figures."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.manifest: dict[str, Any] = read_json(directory / "manifest.json")
        self._connection = ReleaseConnection(directory / "warehouse.duckdb")
        self._query = self._connection.query

    @property
    def id(self) -> str:
        """The release id: `YYYY-MM-DD.n`, with `demo-` before it where the figures are invented."""
        return self.manifest["id"]

    @property
    def is_fictitious(self) -> bool:
        """Whether every figure in it is invented for demonstration."""
        return self.manifest["is_fictitious"]

    @property
    def is_selection(self) -> bool:
        """Whether it was made from a selection of regions and cells."""
        return self.manifest["is_selection"]

    @property
    def older(self) -> dict[str, str]:
        """Tables whose newer version could not be taken when this was built, and why."""
        return self.manifest.get("older", {})

    # Areas

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return read_areas(self._query)

    def areas(self, level: AreaLevel | None = None, *, current_only: bool = True) -> list[Area]:
        """Areas by name, optionally of one level; dissolved ones only on request."""
        return [
            area
            for area in self._areas.values()
            if (level is None or area.level == level) and (area.is_current or not current_only)
        ]

    def area(self, code: str) -> Area | None:
        """One area by its code."""
        return self._areas.get(code)

    def find_areas(self, text: str) -> list[Area]:
        """Municipalities whose code, name or other or earlier name is like the text, best first."""
        return find_by_name(self.areas("municipality"), text)

    def search_areas(self, text: str) -> list[Found]:
        """The same, with how each was met: by its own name, an everyday or an earlier one."""
        return search_by_name(self.areas("municipality"), text)

    def areas_alike(self, text: str) -> list[Area]:
        """Municipalities with a name that is spelled much like the text, best first."""
        return alike(self.areas("municipality"), text)

    @cached_property
    def _boundary_year(self) -> int | None:
        return read_boundary_year(self._query)

    def boundaries(self) -> dict[str, dict[str, Any]]:
        """The newest municipal boundaries, as GeoJSON geometries by code; none if not delivered.

        Longitude and latitude in WGS 84. They are fewer or other municipalities than those of today
        where the publisher's newest year is an earlier one.
        """
        return read_boundaries(self._query, self._boundary_year)

    def has_boundaries(self) -> bool:
        """Whether the publisher's boundaries are in this release."""
        return self._boundary_year is not None

    def former_municipalities(self) -> dict[str, tuple[str, ...]]:
        """By the code of a municipality that is gone: those of today that its area lies in."""
        return {
            code: today
            for code, today in municipalities_of_today().items()
            if all(one in self._areas for one in today)
        }

    # Definitions

    def indicators(self) -> list[Definition]:
        """All indicators in their fixed order."""
        return list(read_definitions().values())

    def indicator(self, indicator_id: str) -> Definition | None:
        """One indicator by its id."""
        return read_definitions().get(indicator_id)

    def recommendations(self) -> list[Recommendation]:
        """R1 to R9."""
        return list(read_recommendations().values())

    def recommendation(self, recommendation_id: str) -> Recommendation | None:
        """One recommendation by its id."""
        return read_recommendations().get(recommendation_id)
