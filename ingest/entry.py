"""One table as a publisher's catalogue has it: what it is, and which version of it."""

from dataclasses import dataclass
from typing import Any, Literal

Rows = list[dict[str, Any]]
Protocol = Literal["v3", "v4", "pdok"]


@dataclass(frozen=True)
class CatalogueEntry:
    """One table's row in the catalogue of CBS OData v3, as published."""

    row: dict[str, Any]

    @property
    def table_id(self) -> str:
        """The identifier, verbatim: upper and lower case differ."""
        return self.row["Identifier"]

    @property
    def title(self) -> str:
        """The published title."""
        return self.row.get("Title") or self.table_id

    @property
    def modified(self) -> str:
        """The publisher's local time of the last change, without offset."""
        return self.row["Modified"]

    @property
    def change_key(self) -> str:
        """Moves whenever data or texts of the table change."""
        parts = ("Modified", "MetaDataModified", "Updated", "RecordCount")
        return " ".join(str(self.row.get(part)) for part in parts)

    @property
    def record_count(self) -> int:
        """Number of rows of the whole data set."""
        return int(self.row["RecordCount"])

    @property
    def is_selection(self) -> bool:
        """Whether the table says of itself that it holds only some regions or cells."""
        return bool(self.row.get("IsSelection"))

    @property
    def is_fictitious(self) -> bool:
        """Whether the table says of itself that its figures are invented for demonstration."""
        return bool(self.row.get("IsFictitious"))


class V4Entry(CatalogueEntry):
    """One table's row in the list of CBS OData v4; a row of its data set is one cell."""

    @property
    def modified(self) -> str:
        """The publisher's local time of the last change; the offset is that of the Netherlands."""
        return self.row["Modified"][:19]

    @property
    def change_key(self) -> str:
        """Moves whenever data or texts of the table change."""
        parts = ("Version", "Modified", "ObservationsModified", "ObservationCount")
        return "v4 " + " ".join(str(self.row.get(part)) for part in parts)

    @property
    def record_count(self) -> int:
        """Number of cells that the data set has, which can be fewer than its cube."""
        return int(self.row["ObservationCount"])


class BoundaryEntry(CatalogueEntry):
    """Boundaries, which come without a catalogue and without a time of change; the row is ours."""

    @property
    def modified(self) -> str:
        """Not told."""
        return ""

    @property
    def change_key(self) -> str:
        """Moves whenever a boundary, a code or a name changes."""
        return self.row["ContentSha256"]


def entry_of(protocol: str, row: dict[str, Any]) -> CatalogueEntry:
    """A kept catalogue row as the entry it was."""
    kinds = {"v4": V4Entry, "pdok": BoundaryEntry}
    return kinds.get(protocol, CatalogueEntry)(row)
