"""One published release, as everybody reads it."""

from collections.abc import Iterator, Mapping, Sequence

from indicators.boundary_years.reading import read_recast_series, recast_values
from indicators.boundary_years.values import RecastValue
from indicators.chain.reading import chain_periods, read_chain
from indicators.chain.records import Chain
from indicators.comparison.comparators import BenchmarkKind
from indicators.comparison.funnel import Funnel, read_funnel
from indicators.comparison.rank_intervals import RankInterval
from indicators.comparison.records import (
    AreaClass,
    Comparison,
    Peers,
    read_area_class,
    read_comparisons,
    read_comparisons_with,
    read_peers,
)
from indicators.definition import Definition, read_definitions
from indicators.explain.explanation import Explanation, explain
from indicators.files import file_name
from indicators.narrative.narrative import Narrative, narrative
from indicators.narrative.statement import Statement
from indicators.reading.downloads import ReleaseFile, filtered_csv, has_rows
from indicators.reading.figures import (
    read_newest_period,
    read_periods,
    read_series,
    read_shown_value,
    read_value,
    read_values,
)
from indicators.reading.opened import OpenedRelease
from indicators.reading.ranks import read_rank_intervals
from indicators.reading.sources import read_issues, read_source_states
from indicators.reading.statements import changed_statement, compared_statement
from indicators.revisions import compare
from indicators.revisions.compare import Revision
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


class Release(OpenedRelease):
    """One published release, attached read-only; safe for threads (one cursor each)."""

    # Figures

    def periods(self, indicator_id: str, kind: PeriodKind | None = None) -> list[Period]:
        """Periods for which the indicator has rows, oldest first."""
        return read_periods(self._query, indicator_id, kind)

    def newest_period(self, indicator_id: str, kind: PeriodKind = "year") -> Period | None:
        """The newest period in which at least one area has a value or bounds."""
        return read_newest_period(self._query, indicator_id, kind)

    def value(self, indicator_id: str, area_code: str, period_code: str) -> IndicatorValue | None:
        """One figure, or None where the indicator has no row for this area and period."""
        return read_value(self._query, indicator_id, area_code, period_code)

    def shown_value(self, indicator_id: str, area_code: str, period_code: str) -> ShownValue | None:
        """The figure to show for an area: its own, or its region's where that is all there is.

        None where the indicator has no row for this area and period.
        """
        shown = read_shown_value(self._query, indicator_id, area_code, period_code)
        return ShownValue(shown, self._areas[shown.area_code]) if shown else None

    def values(
        self,
        indicator_id: str,
        period_code: str,
        *,
        level: AreaLevel | None = None,
        area_codes: Sequence[str] | None = None,
    ) -> list[IndicatorValue]:
        """The figures of one period by area name, optionally of one level or some areas."""
        return read_values(self._query, indicator_id, period_code, level, area_codes)

    def series(
        self, indicator_id: str, area_code: str, kind: PeriodKind = "year"
    ) -> list[IndicatorValue]:
        """One area's figures over the periods of one kind, oldest first."""
        return read_series(self._query, indicator_id, area_code, kind)

    def recast(self, indicator_id: str, boundary_year: int) -> list[RecastValue]:
        """Figures of all periods for the municipalities of a boundary year that came from others.

        Raises BoundaryYearError where the municipalities of that year are not known.
        """
        definition = read_definitions().get(indicator_id)
        if definition is None:
            return []
        # A cursor of its own: it makes temporary tables.
        cursor = self._connection.new_cursor()
        try:
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
        return compared_statement(self, comparison)

    def changed(
        self, indicator_id: str, area_code: str, kind: PeriodKind = "year"
    ) -> Statement | None:
        """How a figure goes over years or half-years, in sentences; None where it has none such."""
        return changed_statement(self, indicator_id, area_code, kind)

    def rank_intervals(self, indicator_id: str, period_code: str) -> Mapping[str, RankInterval]:
        """Between which places figures stand, by area code; see `comparison.rank_intervals`."""
        return read_rank_intervals(self, indicator_id, period_code)

    def area_class(self, area_code: str) -> AreaClass | None:
        """The class of a municipality by size and urbanity."""
        return read_area_class(self._query, area_code)

    def peers(self, area_code: str) -> Peers:
        """The municipalities that are most like one, and how firm that list is."""
        return read_peers(self._query, area_code)

    def trend(self, indicator_id: str, area_code: str, kind: PeriodKind = "year") -> Trend | None:
        """How one figure goes over the periods of one kind, or None where it has none such."""
        return read_trend(self._query, indicator_id, area_code, kind)

    def narrative(self, area: Area) -> Narrative:
        """What stands out in an area, how sure that is, and what its council can ask."""
        return narrative(self._query, self._areas, area, self.indicators())

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
        return read_source_states(self._query)

    def issues(self) -> list[Issue]:
        """What stood out while the sources were loaded."""
        return read_issues(self._query)

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
        return has_rows(self._connection, table, filter_name, value)

    def csv(self, table: PublicTable, filters: Mapping[str, Sequence[str]]) -> Iterator[bytes]:
        """The rows of a table that meet the filters, as CSV in the same form as its file.

        Raises UnknownFilterError, naming what was seen and what the table has.
        """
        return filtered_csv(self._connection, table, filters)
