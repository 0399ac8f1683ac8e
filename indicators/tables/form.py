"""The form of a public table, and the columns that many of them share."""

from dataclasses import dataclass
from typing import Literal

from ingest.source import Translated

ColumnType = Literal["text", "integer", "number", "boolean", "timestamp"]


@dataclass(frozen=True)
class Column:
    """One column of a public table; `name` is also the column's name in the warehouse."""

    name: str
    type: ColumnType
    label: Translated
    description: Translated | None = None


@dataclass(frozen=True)
class PublicTable:
    """A table that is published as a page and as a file.

    `relation` is its table or view in the warehouse; `order_by` makes every export of it come out
    in the same order. `filters` maps a public filter name to the column it limits. A large table
    is stored compressed.
    """

    name: str
    title: Translated
    description: Translated
    relation: str
    columns: tuple[Column, ...]
    order_by: tuple[str, ...]
    filters: dict[str, str]
    is_large: bool = False


def column(
    name: str, kind: ColumnType, nl: str, en: str, about: tuple[str, str] | None = None
) -> Column:
    """A column with its labels and, where they do not say enough, what it holds."""
    description = Translated(nl=about[0], en=about[1]) if about else None
    return Column(name, kind, Translated(nl=nl, en=en), description)


BOUND = (
    "Grens die overblijft door afronden en afschermen; leeg als er geen grens is",
    "Bound left by rounding and suppression; empty where there is no bound",
)

AREA = (
    column("area_code", "text", "Gebiedscode", "Area code"),
    column("area_name", "text", "Gebied", "Area"),
    column("area_level", "text", "Soort gebied", "Kind of area"),
)

ORIGIN = (
    column("source_tables", "text", "Brontabellen", "Source tables"),
    column("source_change_keys", "text", "Versies van de brontabellen", "Source change keys"),
    column("retrieved_at", "timestamp", "Opgehaald op (UTC)", "Retrieved at (UTC)"),
    column("release_id", "text", "Uitgave", "Release"),
    column("licence", "text", "Licentie", "Licence"),
    column(
        "is_fictitious",
        "boolean",
        "Verzonnen voorbeeldcijfer",
        "Fictitious demonstration figure",
    ),
    column(
        "is_selection",
        "boolean",
        "Uit een selectie van de tabel",
        "From a selection of the table",
    ),
)
