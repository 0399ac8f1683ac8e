"""One table as version 4 serves it: its sets by name, and its zipped CSV."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import IO, Any

from ingest.replay import wire_v4
from ingest.replay.assumptions import Assumptions
from ingest.replay.csv_zip import CsvZips, write_zip
from ingest.replay.entity_set import EntitySet, ListSet
from ingest.replay.filter_grammar import V4_FUNCTIONS
from ingest.replay.observations import VALUE_COLUMNS, Observations
from ingest.replay.odata_query import RefusedError
from ingest.replay.wire import WireTable

OBSERVATIONS, PROPERTIES = "Observations", "Properties"


class ServedV4:
    """A table, prepared for being asked about many times.

    Some tables have metadata only: no observations and no CSV.
    """

    def __init__(
        self, table: WireTable, assumptions: Assumptions, zips: CsvZips, *, metadata_only: bool
    ) -> None:
        self.table, self.assumptions, self.metadata_only = table, assumptions, metadata_only
        self._zips = zips
        clashes = sorted(VALUE_COLUMNS & {dimension.key for dimension in table.dimensions})
        if clashes:
            raise ValueError(
                f"{table.identifier}: saw dimension {', '.join(clashes)}; expected a key that is "
                "not a column of observations"
            )
        self.set_names = (*self._lists(""), OBSERVATIONS, PROPERTIES)

    def _lists(self, table_url: str) -> dict[str, Callable[[], list[wire_v4.Row]]]:
        """The short sets, in the order in which a service document names them."""
        table = self.table
        lists = {"MeasureCodes": partial(wire_v4.measure_codes, table)}
        if any(topic.group for topic in table.topics):
            lists["MeasureGroups"] = partial(wire_v4.measure_groups, table)
        lists["Dimensions"] = partial(wire_v4.dimensions, table, table_url)
        for dimension in table.dimensions:
            if dimension.groups:
                lists[f"{dimension.key}Groups"] = partial(wire_v4.code_groups, dimension)
            lists[f"{dimension.key}Codes"] = partial(wire_v4.code_list, dimension)
        return lists

    @cached_property
    def _observations(self) -> Observations:
        return Observations(self.table, self.assumptions)

    def entity_set(self, name: str, table_url: str) -> EntitySet:
        """One of `set_names` but the singleton; raises RefusedError for any other name."""
        if name == OBSERVATIONS:
            return self._figures()
        make = self._lists(table_url).get(name)
        if make is not None:
            return ListSet(make(), V4_FUNCTIONS)
        raise RefusedError(404, f"No resource was found for the segment '{name}'.")

    def _figures(self) -> Observations:
        if self.metadata_only:
            raise RefusedError(404, f"Table '{self.table.identifier}' has no observations.")
        return self._observations

    def dataset_row(self, base_url: str) -> dict[str, Any]:
        """The row in the list of tables."""
        return wire_v4.dataset_row(self.table, base_url, len(self._observations))

    def properties(self, base_url: str) -> ListSet:
        """The singleton, as a set of one row."""
        row = wire_v4.properties(self.table, base_url, len(self._observations))
        return ListSet([row], V4_FUNCTIONS)

    def csv_zip(self) -> bytes:
        """The whole table; raises RefusedError where there are no observations."""
        figures = self._figures()

        def write(target: IO[bytes]) -> None:
            write_zip(target, self.table, figures, self.assumptions)

        return self._zips.read(self.table.identifier, write)
