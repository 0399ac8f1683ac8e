"""The only door for the dashboard: typed, read-only functions over the published releases."""

import json
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from indicators.boundary_years.reading import read_recast_series, recast_values
from indicators.boundary_years.values import RecastValue
from indicators.chain.reading import chain_periods, read_chain
from indicators.chain.records import Chain
from indicators.comparison.comparators import BenchmarkKind
from indicators.comparison.funnel import Funnel, read_funnel
from indicators.comparison.rank_intervals import RankInterval, rank_intervals
from indicators.comparison.records import (
    AreaClass,
    Comparison,
    Peers,
    read_area_class,
    read_comparisons,
    read_comparisons_with,
    read_peers,
)
from indicators.definition import (
    Definition,
    Recommendation,
    read_definitions,
    read_recommendations,
)
from indicators.explain.explanation import Explanation, explain
from indicators.files import csv_chunks, file_name
from indicators.narrative.comparing import comparison_statement
from indicators.narrative.facts import Facts, gather
from indicators.narrative.narrative import Narrative, tell
from indicators.narrative.statement import Statement
from indicators.narrative.trending import half_years_statement, years_statement
from indicators.place_names import (
    Found,
    alike,
    find_by_name,
    loose,
    municipalities_of_today,
    search_by_name,
)
from indicators.release import RELEASE_ID, newest_id, release_ids
from indicators.revisions import compare
from indicators.revisions.compare import Revision
from indicators.revisions.published_release import PublishedRelease
from indicators.run_log import RunLog, RunSummary, read_runs
from indicators.status import InUse, Overview, overview
from indicators.tables import REVISIONS, TABLES, PublicTable
from indicators.trend.records import Trend, read_trend
from indicators.values import (
    Area,
    AreaLevel,
    IndicatorValue,
    Issue,
    Period,
    PeriodKind,
    ShownValue,
    SourceState,
)
from ingest.files import read_json
from ingest.source import read_sources
from ingest.warehouse import read_warehouse

Record = TypeVar("Record")

RUNS_READ = 100  # weeks of runs: enough to find the last attempt for every source


class UnknownFilterError(ValueError):
    """A download asks for a filter or a value that the table does not have."""


@dataclass(frozen=True)
class ReleaseFile:
    """One stored file of a release; `encoding` is `gzip` where it is stored compressed."""

    path: Path
    encoding: str | None
    sha256: str


class ReleaseStore:
    """All releases of one data directory; real ones hide demonstration ones for good.

    Safe for threads. A release that is opened stays open: its file never changes.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._open: dict[Path, Release] = {}
        self._lock = threading.Lock()

    def newest(self) -> "Release | None":
        """The release that is shown now; the pointer is read anew on every call."""
        folder = self._folder()
        name = newest_id(folder)
        return self._get(folder / name) if name else None

    def get(self, release_id: str) -> "Release | None":
        """A release by its id, or None if there is none of that name."""
        if not RELEASE_ID.match(release_id):
            return None
        directory = self._folder() / release_id
        return self._get(directory) if (directory / "manifest.json").exists() else None

    def releases(self) -> list[dict[str, Any]]:
        """The manifests of all releases, newest first."""
        folder = self._folder()
        return [read_json(folder / name / "manifest.json") for name in release_ids(folder)[::-1]]

    def changes(self, from_id: str, to_id: str) -> list[Revision]:
        """Every figure that differs between two releases, with its cause; KeyError on no such one.

        Worked out now, which takes seconds at full size; `Release.revisions` has what differs from
        the release before it.
        """
        sides = []
        for release_id in (from_id, to_id):
            release = self.get(release_id)
            if release is None:
                raise KeyError(f"saw no release {release_id!r}; expected one of `releases`")
            sides.append(PublishedRelease(release.directory, release.manifest))
        with tempfile.TemporaryDirectory() as folder:
            return compare.changes(*sides, folder=Path(folder))

    def last_run(self) -> RunSummary | None:
        """What the last run came to that was not skipped, or None before the first."""
        return self._log().last_run

    def overview(self, now: datetime) -> Overview:
        """How every source stands at a moment, with the last runs."""
        release = self.newest()
        if release is None:
            in_use = InUse(self._data, {}, (), {})
        else:
            states = {state.id: state for state in release.sources()}
            data = release.directory.parents[1]
            in_use = InUse(data, states, release.issues(), release.manifest["snapshots"])
        return overview(read_sources().values(), in_use, self._log(), now)

    def _log(self) -> RunLog:
        log = read_runs(self._data, RUNS_READ)
        # Where only invented figures were ever asked for, their log is the one there is.
        return log if log.runs else read_runs(self._data / "demonstration", RUNS_READ)

    def _folder(self) -> Path:
        real = self._data / "releases"
        return real if newest_id(real) else self._data / "demonstration" / "releases"

    def _get(self, directory: Path) -> "Release":
        with self._lock:
            if directory not in self._open:
                self._open[directory] = Release(directory)
            return self._open[directory]


class Release:
    """One published release, attached read-only; safe for threads (one cursor each)."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.manifest: dict[str, Any] = read_json(directory / "manifest.json")
        self._connection = read_warehouse(directory / "warehouse.duckdb")
        self._cursors = threading.local()
        self._open_cursor = threading.Lock()

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
        rows = self._query(
            "SELECT area_code, area_level, area_name, coalesce(published_name, area_name), "
            "province_code, veilig_thuis_code, is_current, boundary_year FROM core.area"
        )
        areas = [Area(*row) for row in rows]
        return {area.code: area for area in sorted(areas, key=lambda a: (loose(a.name), a.code))}

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
        return self._query("SELECT max(boundary_year) FROM core.boundary")[0][0]

    def boundaries(self) -> dict[str, dict[str, Any]]:
        """The newest municipal boundaries, as GeoJSON geometries by code; none if not delivered.

        Longitude and latitude in WGS 84. They are fewer or other municipalities than those of today
        where the publisher's newest year is an earlier one.
        """
        rows = self._query(
            "SELECT area_code, geometry FROM core.boundary WHERE boundary_year = $year "
            "ORDER BY area_code",
            {"year": self._boundary_year},
        )
        return {code: json.loads(geometry) for code, geometry in rows}

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

    # Figures

    def periods(self, indicator_id: str, kind: PeriodKind | None = None) -> list[Period]:
        """Periods for which the indicator has rows, oldest first."""
        rows = self._query(
            "SELECT DISTINCT period_code, period_kind, boundary_year FROM mart.indicator_value "
            "WHERE indicator_id = $id AND ($kind IS NULL OR period_kind = $kind) "
            "ORDER BY boundary_year, period_code",
            {"id": indicator_id, "kind": kind},
        )
        return [Period(*row) for row in rows]

    def newest_period(self, indicator_id: str, kind: PeriodKind = "year") -> Period | None:
        """The newest period in which at least one area has a value or bounds."""
        rows = self._query(
            "SELECT DISTINCT period_code, period_kind, boundary_year FROM mart.indicator_value "
            "WHERE indicator_id = $id AND period_kind = $kind "
            "AND (value IS NOT NULL OR lower IS NOT NULL) "
            "ORDER BY boundary_year DESC, period_code DESC LIMIT 1",
            {"id": indicator_id, "kind": kind},
        )
        return Period(*rows[0]) if rows else None

    def value(self, indicator_id: str, area_code: str, period_code: str) -> IndicatorValue | None:
        """One figure, or None where the indicator has no row for this area and period."""
        rows = self._values(
            "indicator_id = $id AND area_code = $area AND period_code = $period",
            {"id": indicator_id, "area": area_code, "period": period_code},
        )
        return rows[0] if rows else None

    def shown_value(self, indicator_id: str, area_code: str, period_code: str) -> ShownValue | None:
        """The figure to show for an area: its own, or its region's where that is all there is.

        None where the indicator has no row for this area and period.
        """
        rows = self._values(
            "indicator_id = $id AND period_code = $period AND area_code = ("
            "SELECT shown_area_code FROM mart.indicator_value WHERE indicator_id = $id "
            "AND area_code = $area AND period_code = $period)",
            {"id": indicator_id, "area": area_code, "period": period_code},
        )
        return ShownValue(rows[0], self._areas[rows[0].area_code]) if rows else None

    def values(
        self,
        indicator_id: str,
        period_code: str,
        *,
        level: AreaLevel | None = None,
        area_codes: Sequence[str] | None = None,
    ) -> list[IndicatorValue]:
        """The figures of one period by area name, optionally of one level or some areas."""
        rows = self._values(
            "indicator_id = $id AND period_code = $period "
            "AND ($level IS NULL OR area_level = $level) "
            "AND ($codes IS NULL OR list_contains($codes::VARCHAR[], area_code))",
            {
                "id": indicator_id,
                "period": period_code,
                "level": level,
                "codes": list(area_codes) if area_codes is not None else None,
            },
        )
        return sorted(rows, key=lambda row: (loose(row.area_name), row.area_code))

    def series(
        self, indicator_id: str, area_code: str, kind: PeriodKind = "year"
    ) -> list[IndicatorValue]:
        """One area's figures over the periods of one kind, oldest first."""
        rows = self._values(
            "indicator_id = $id AND area_code = $area AND period_kind = $kind",
            {"id": indicator_id, "area": area_code, "kind": kind},
        )
        return sorted(rows, key=lambda row: (row.boundary_year or 0, row.period_code))

    def area_values(self, area_codes: Sequence[str], kind: PeriodKind) -> list[IndicatorValue]:
        """All figures of some areas over the periods of one kind, oldest first."""
        rows = self._values(
            "period_kind = $kind AND list_contains($codes::VARCHAR[], area_code)",
            {"kind": kind, "codes": list(area_codes)},
        )
        return sorted(rows, key=lambda row: (row.boundary_year or 0, row.period_code))

    def recast(self, indicator_id: str, boundary_year: int) -> list[RecastValue]:
        """Figures of all periods for the municipalities of a boundary year that came from others.

        Raises BoundaryYearError where the municipalities of that year are not known.
        """
        definition = read_definitions().get(indicator_id)
        if definition is None:
            return []
        # A cursor of its own: it makes temporary tables.
        with self._open_cursor:
            cursor = self._connection.cursor()
        try:
            cursor.execute("USE warehouse")
            return recast_values(cursor, definition, boundary_year, self.id)
        finally:
            cursor.close()

    def recast_series(
        self, indicator_id: str, area_code: str, kind: PeriodKind = "year"
    ) -> list[RecastValue]:
        """One municipality of today in the periods in which its own figures are of a smaller place.

        Oldest first; what the publisher itself prints for it is left out.
        """
        return read_recast_series(self._query, indicator_id, area_code, kind)

    def shown_area(self, definition: Definition, area: Area) -> Area:
        """Whose figures are shown for an area: its own, or those of its Veilig Thuis region."""
        if definition.is_regional and area.level == "municipality":
            return self._areas.get(area.veilig_thuis_code or "", area)
        return area

    # From report to help

    def chain(self, area_code: str, period_code: str) -> Chain | None:
        """The steps from report to help, or None where there are none for this area and period."""
        return read_chain(self._query, self._areas, area_code, period_code)

    def chain_periods(self, kind: PeriodKind | None = None) -> list[Period]:
        """The periods that the chain has figures for, oldest first."""
        return chain_periods(self._query, kind)

    def _values(self, condition: str, parameters: dict[str, Any]) -> list[IndicatorValue]:
        columns = ", ".join(IndicatorValue.__dataclass_fields__)
        rows = self._query(
            f"SELECT {columns} FROM mart.indicator_value WHERE {condition}", parameters
        )
        return [IndicatorValue(*row) for row in rows]

    # Comparisons

    def comparisons(self, indicator_id: str, area_code: str, period_code: str) -> list[Comparison]:
        """One figure beside each of its benchmarks; without any where it is not compared."""
        return read_comparisons(self._query, indicator_id, area_code, period_code)

    def funnel(self, indicator_id: str, level: AreaLevel, period_code: str) -> Funnel | None:
        """All areas of a level around the country's figure; None where they are not compared."""
        definition = read_definitions().get(indicator_id)
        return read_funnel(self._query, definition, level, period_code) if definition else None

    def comparisons_with(
        self, indicator_id: str, period_code: str, kind: BenchmarkKind
    ) -> dict[str, Comparison]:
        """Every figure of one period that is held against one kind of benchmark, by area code."""
        return read_comparisons_with(self._query, indicator_id, period_code, kind)

    def compared(self, comparison: Comparison) -> Statement | None:
        """One comparison in sentences; None where the release has no such figure or area."""
        facts = self._facts(
            comparison.indicator_id, comparison.area_code, period_code=comparison.period_code
        )
        return comparison_statement(facts, comparison, self._areas) if facts else None

    def changed(
        self, indicator_id: str, area_code: str, kind: PeriodKind = "year"
    ) -> Statement | None:
        """How a figure goes over years or half-years, in sentences; None where it has none such."""
        facts = self._facts(indicator_id, area_code)
        if facts is None:
            return None
        return years_statement(facts) if kind == "year" else half_years_statement(facts)

    def rank_intervals(self, indicator_id: str, period_code: str) -> Mapping[str, RankInterval]:
        """Between which places figures stand, by area code; see `comparison.rank_intervals`."""
        definition = self.indicator(indicator_id)
        if definition is None:
            return {}
        found: dict[str, RankInterval] = {}
        levels: tuple[AreaLevel, ...] = ("municipality", "veilig_thuis_region")
        for level in levels:
            values = self.values(indicator_id, period_code, level=level)
            # A municipality that is shown its region's figure has no place of its own.
            own = [one for one in values if not (definition.is_regional and level == levels[0])]
            found |= rank_intervals(definition, own, self._region_of)
        return found

    def _region_of(self, area_code: str) -> str | None:
        area = self._areas.get(area_code)
        return area.veilig_thuis_code if area else None

    def _facts(
        self, indicator_id: str, area_code: str, *, period_code: str | None = None
    ) -> Facts | None:
        """What sentences about one figure need; of the newest period where none is named."""
        definition, area = self.indicator(indicator_id), self._areas.get(area_code)
        if definition is None or area is None:
            return None
        if period_code is None:
            newest = self.newest_period(indicator_id) or self.newest_period(
                indicator_id, "half_year"
            )
            period_code = newest.code if newest else ""
        value = self.value(indicator_id, area_code, period_code)
        if value is None:
            return None
        years, half_years = (
            self.trend(indicator_id, area_code, kind) for kind in ("year", "half_year")
        )
        return Facts(definition, area, area, value, (), years, half_years)

    def area_class(self, area_code: str) -> AreaClass | None:
        """The class of a municipality by size and urbanity."""
        return read_area_class(self._query, area_code)

    def peers(self, area_code: str) -> Peers:
        """The municipalities that are most like one, and how firm that list is."""
        return read_peers(self._query, area_code)

    def trend(self, indicator_id: str, area_code: str, kind: PeriodKind = "year") -> Trend | None:
        """How one figure goes over the periods of one kind, or None where it has none such."""
        return read_trend(self._query, indicator_id, area_code, kind)

    def narrative(self, area: Area, facts: list[Facts] | None = None) -> Narrative:
        """What stands out in an area, how sure that is, and what its council can ask.

        `facts`: those of the area, where they are at hand.
        """
        return tell(area, self.facts(area) if facts is None else facts, self._areas)

    def facts(self, area: Area) -> list[Facts]:
        """What the narrative rests on: per shown indicator its newest year, compared, with trends.

        Without the indicators that have no yearly row for the area or its region.
        """
        return gather(self._query, self._areas, area, self.indicators())

    def revisions(
        self, indicator_id: str | None = None, area_code: str | None = None
    ) -> list[Revision]:
        """The figures that differ from the release before, optionally of one indicator or area.

        Empty in a first release, and in one that was made before revisions were kept.
        """
        if not self._has(REVISIONS):
            return []
        rows = self._query(
            f"SELECT {compare.COLUMNS} FROM mart.revision "
            "WHERE ($id IS NULL OR indicator_id = $id) AND ($area IS NULL OR area_code = $area) "
            f"ORDER BY {compare.ORDER_BY}",
            {"id": indicator_id, "area": area_code},
        )
        return [Revision(*row) for row in rows]

    def explain(self, indicator_id: str, area: str, period: str) -> Explanation:
        """A figure followed down to its published cells; see `indicators.explain.explanation`."""
        return explain(self, indicator_id, area, period)

    # Sources

    def sources(self) -> list[SourceState]:
        """Every source table as it stands in this release."""
        rows = self._query(
            "SELECT source_id, title_nl, title_en, published_title, publisher, licence, "
            "attribution, url, is_delivered, is_selection, is_fictitious, modified, change_key, "
            "retrieved_at, row_count, newest_period, kind, protocol, protocol_reason "
            "FROM core.source ORDER BY source_id"
        )
        return [SourceState(*row) for row in rows]

    def issues(self) -> list[Issue]:
        """What stood out while the sources were loaded."""
        return [
            Issue(*row)
            for row in self._query(
                "SELECT severity, source_id, subject, message_nl, message_en FROM core.issue "
                "ORDER BY ALL"
            )
        ]

    # Files

    def tables(self) -> tuple[PublicTable, ...]:
        """The public tables that this release has; an early one may lack what came later."""
        return tuple(table for table in TABLES if self._has(table))

    def table(self, name: str) -> PublicTable | None:
        """A public table by its name."""
        return next((table for table in self.tables() if table.name == name), None)

    def _has(self, table: PublicTable) -> bool:
        return table.name in self.manifest["files"]

    def file(self, table: PublicTable) -> ReleaseFile:
        """The stored file of a public table."""
        return ReleaseFile(
            self.directory / "files" / file_name(table),
            "gzip" if table.is_large else None,
            self.manifest["files"][table.name]["sha256"],
        )

    def has_rows(self, table: PublicTable, filter_name: str, value: str) -> bool:
        """Whether a download with this filter has rows; `csv` refuses a value that never occurs."""
        column = table.filters[filter_name]
        query = f"SELECT 1 FROM {table.relation} WHERE {column} = $value LIMIT 1"
        return bool(self._query(query, {"value": value}))

    def csv(self, table: PublicTable, filters: Mapping[str, Sequence[str]]) -> Iterator[bytes]:
        """The rows of a table that meet the filters, as CSV in the same form as its file.

        Raises UnknownFilterError, naming what was seen and what the table has.
        """
        conditions, parameters = ["true"], {}
        for name, wanted in filters.items():
            column = table.filters.get(name)
            if column is None:
                raise UnknownFilterError(
                    f"saw filter {name!r}; expected one of {sorted(table.filters)}"
                )
            known = {
                value for (value,) in self._query(f"SELECT DISTINCT {column} FROM {table.relation}")
            }
            unknown = sorted(set(wanted) - known)
            if unknown:
                raise UnknownFilterError(
                    f"saw {name} {unknown}; expected values that occur in table {table.name}"
                )
            conditions.append(f"list_contains(${column}::VARCHAR[], {column})")
            parameters[column] = list(wanted)
        # A cursor of its own: the reader takes its time, and other queries must not end it.
        with self._open_cursor:
            cursor = self._connection.cursor()
        cursor.execute("USE warehouse")
        chunks = csv_chunks(cursor, table, " AND ".join(conditions), parameters)
        return (chunk for chunk, _ in chunks)

    def _query(self, query: str, parameters: dict[str, Any] | None = None) -> list[Any]:
        return self._cursor().execute(query, parameters or {}).fetchall()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = getattr(self._cursors, "cursor", None)
        if cursor is None:
            with self._open_cursor:
                cursor = self._connection.cursor()
            cursor.execute("USE warehouse")
            self._cursors.cursor = cursor
        return cursor
