"""The public tables: one definition drives the page, the file and (later) the API.

A `PublicTable` names its columns once, with type and labels; its query reads the release's
warehouse. Column names are stable ids: a rename is a new major version of the release.
"""

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


def _column(
    name: str, kind: ColumnType, nl: str, en: str, about: tuple[str, str] | None = None
) -> Column:
    description = Translated(nl=about[0], en=about[1]) if about else None
    return Column(name, kind, Translated(nl=nl, en=en), description)


_BOUND = (
    "Grens die overblijft door afronden en afschermen; leeg als er geen grens is",
    "Bound left by rounding and suppression; empty where there is no bound",
)
_AREA = (
    _column("area_code", "text", "Gebiedscode", "Area code"),
    _column("area_name", "text", "Gebied", "Area"),
    _column("area_level", "text", "Soort gebied", "Kind of area"),
)
_ORIGIN = (
    _column("source_tables", "text", "Brontabellen", "Source tables"),
    _column("source_change_keys", "text", "Versies van de brontabellen", "Source change keys"),
    _column("retrieved_at", "timestamp", "Opgehaald op (UTC)", "Retrieved at (UTC)"),
    _column("release_id", "text", "Uitgave", "Release"),
    _column("licence", "text", "Licentie", "Licence"),
    _column(
        "is_fictitious",
        "boolean",
        "Verzonnen voorbeeldcijfer",
        "Fictitious demonstration figure",
    ),
    _column(
        "is_selection",
        "boolean",
        "Uit een selectie van de tabel",
        "From a selection of the table",
    ),
)

INDICATOR_VALUES = PublicTable(
    name="indicatoren",
    title=Translated(nl="Alle indicatoren", en="All indicators"),
    description=Translated(
        nl="Elke indicator voor elk gebied en elke periode, met teller, noemer en grenzen.",
        en="Every indicator for every area and period, with numerator, denominator and bounds.",
    ),
    relation="mart.indicator_value",
    columns=(
        _column("indicator_id", "text", "Indicator", "Indicator"),
        *_AREA,
        _column("period_code", "text", "Periode", "Period"),
        _column("period_kind", "text", "Soort periode", "Kind of period"),
        _column("value", "number", "Waarde", "Value"),
        _column("lower", "number", "Ondergrens", "Lower bound", _BOUND),
        _column("upper", "number", "Bovengrens", "Upper bound", _BOUND),
        _column("numerator", "number", "Teller", "Numerator"),
        _column("numerator_lower", "number", "Teller, ondergrens", "Numerator, lower bound"),
        _column("numerator_upper", "number", "Teller, bovengrens", "Numerator, upper bound"),
        _column("denominator", "number", "Noemer", "Denominator"),
        _column("denominator_lower", "number", "Noemer, ondergrens", "Denominator, lower bound"),
        _column("denominator_upper", "number", "Noemer, bovengrens", "Denominator, upper bound"),
        _column("unit", "text", "Eenheid", "Unit"),
        _column("population", "text", "Over wie", "Population"),
        _column("status", "text", "Status van het cijfer", "Status of the figure"),
        _column("missing_reason", "text", "Reden van ontbreken", "Reason for missing"),
        _column("reliability", "text", "Betrouwbaarheid", "Reliability"),
        _column(
            "is_own_sum", "boolean", "Eigen optelling in de noemer", "Own sum in the denominator"
        ),
        _column("boundary_year", "integer", "Jaar van de gemeentegrenzen", "Boundary year"),
        _column("indicator_version", "text", "Versie van de indicator", "Indicator version"),
        *_ORIGIN,
    ),
    order_by=("indicator_order", "period_code", "area_code"),
    filters={"indicator": "indicator_id", "gebieden": "area_code", "periode": "period_code"},
)

OBSERVATIONS = PublicTable(
    name="broncijfers",
    title=Translated(nl="Alle broncijfers", en="All source figures"),
    description=Translated(
        nl="Elke cel uit de brontabellen zoals gepubliceerd, of de reden waarom die leeg is.",
        en="Every cell of the source tables as published, or the reason why it is empty.",
    ),
    relation="core.published_cell",
    columns=(
        _column("source_id", "text", "Brontabel", "Source table"),
        _column("topic", "text", "Onderwerp", "Topic"),
        _column("topic_title", "text", "Onderwerp zoals gepubliceerd", "Topic as published"),
        _column("category_1_code", "text", "Kenmerk 1, code", "Category 1, code"),
        _column("category_1", "text", "Kenmerk 1", "Category 1"),
        _column("category_2_code", "text", "Kenmerk 2, code", "Category 2, code"),
        _column("category_2", "text", "Kenmerk 2", "Category 2"),
        _column("category_3_code", "text", "Kenmerk 3, code", "Category 3, code"),
        _column("category_3", "text", "Kenmerk 3", "Category 3"),
        *_AREA,
        _column("period_code", "text", "Periode", "Period"),
        _column("published_text", "text", "Zoals gepubliceerd", "As published"),
        _column("value", "number", "Waarde", "Value"),
        _column("lower", "number", "Ondergrens", "Lower bound", _BOUND),
        _column("upper", "number", "Bovengrens", "Upper bound", _BOUND),
        _column("unit", "text", "Eenheid", "Unit"),
        _column("status", "text", "Status van het cijfer", "Status of the figure"),
        _column("missing_reason", "text", "Reden van ontbreken", "Reason for missing"),
        _column(
            "value_attribute",
            "text",
            "Kenmerk van het cijfer bij CBS",
            "Value attribute",
            (
                "Het kenmerk dat CBS een cijfer meegeeft; alleen bij het nieuwe protocol",
                "The mark that CBS gives a figure; with the newer protocol only",
            ),
        ),
        *_ORIGIN[1:],
    ),
    order_by=(
        "source_id",
        "topic",
        "category_1_code",
        "category_2_code",
        "category_3_code",
        "period_code",
        "area_code",
    ),
    filters={"bron": "source_id", "gebieden": "area_code", "periode": "period_code"},
    is_large=True,
)

AREAS = PublicTable(
    name="gebieden",
    title=Translated(nl="Gebieden", en="Areas"),
    description=Translated(
        nl="Gemeenten, Veilig Thuis-regio's, provincies en Nederland, met hun codes.",
        en="Municipalities, Veilig Thuis regions, provinces and the Netherlands, with their codes.",
    ),
    relation="core.marked_area",
    columns=(
        *_AREA,
        _column("published_name", "text", "Naam bij CBS", "Name as published"),
        _column("province_code", "text", "Provinciecode", "Province code"),
        _column("veilig_thuis_code", "text", "Code Veilig Thuis-regio", "Veilig Thuis region code"),
        _column("is_current", "boolean", "Bestaat nu", "Exists now"),
        _column("boundary_year", "integer", "Jaar van de indeling", "Boundary year"),
        _column("source", "text", "Bron", "Source"),
        *_ORIGIN[3:],
    ),
    order_by=("area_level", "area_code"),
    filters={"gebieden": "area_code"},
)

SOURCES = PublicTable(
    name="bronnen",
    title=Translated(nl="Brontabellen", en="Source tables"),
    description=Translated(
        nl="Welke tabellen deze uitgave gebruikt, in welke versie en wanneer ze zijn opgehaald.",
        en="Which tables this release uses, in which version and when they were retrieved.",
    ),
    relation="core.source",
    columns=(
        _column("source_id", "text", "Brontabel", "Source table"),
        _column("title_nl", "text", "Titel", "Title (Dutch)"),
        _column("title_en", "text", "Titel (Engels)", "Title (English)"),
        _column("published_title", "text", "Titel bij de uitgever", "Title as published"),
        _column("publisher", "text", "Uitgever", "Publisher"),
        _column("attribution", "text", "Bronvermelding", "Attribution"),
        _column("url", "text", "Adres", "Address"),
        _column("is_delivered", "boolean", "Geleverd", "Delivered"),
        _column("modified", "text", "Gewijzigd door de uitgever", "Modified by the publisher"),
        _column("change_key", "text", "Versie", "Change key"),
        _column("kind", "text", "Soort bron", "Kind of source"),
        _column("protocol", "text", "Opgehaald via", "Fetched through"),
        _column("protocol_reason", "text", "Reden van uitwijken", "Reason for falling back"),
        _column("row_count", "integer", "Aantal rijen", "Number of rows"),
        _column("newest_period", "text", "Nieuwste periode", "Newest period"),
        *_ORIGIN[2:],
    ),
    order_by=("source_id",),
    filters={},
)

ISSUES = PublicTable(
    name="bijzonderheden",
    title=Translated(nl="Bijzonderheden bij de bronnen", en="Remarks on the sources"),
    description=Translated(
        nl="Wat er bij het laden van de brontabellen opviel.",
        en="What stood out while the source tables were loaded.",
    ),
    relation="core.marked_issue",
    columns=(
        _column("severity", "text", "Ernst", "Severity"),
        _column("source_id", "text", "Brontabel", "Source table"),
        _column("subject", "text", "Onderwerp", "Subject"),
        _column("message_nl", "text", "Bericht", "Message (Dutch)"),
        _column("message_en", "text", "Bericht (Engels)", "Message (English)"),
        *_ORIGIN[3:],
    ),
    order_by=("severity", "source_id", "subject", "message_nl"),
    filters={},
)

_NO_ROW = (
    "Leeg als de uitgave deze rij niet heeft",
    "Empty where the release does not have this row",
)


def _side(prefix: str, nl: str, en: str) -> tuple[Column, ...]:
    """One side of a comparison: the columns of `indicatoren` that can differ."""
    names = {column.name: column for column in INDICATOR_VALUES.columns}
    numbers = ("", "numerator_", "denominator_")
    compared = [
        name
        for part in numbers
        for name in (part.rstrip("_") or "value", f"{part}lower", f"{part}upper")
    ]
    return tuple(
        Column(
            f"{prefix}_{name}",
            names[name].type,
            Translated(nl=f"{names[name].label.nl}, {nl}", en=f"{names[name].label.en}, {en}"),
            Translated(nl=_NO_ROW[0], en=_NO_ROW[1]) if name == "status" else None,
        )
        for name in (*compared, "status", "missing_reason")
    )


REVISIONS = PublicTable(
    name="wijzigingen",
    title=Translated(nl="Wijzigingen per cijfer", en="Changes by figure"),
    description=Translated(
        nl="Elk cijfer dat anders is dan in de vorige uitgave: van, naar en waardoor. Een nieuwe "
        "indicator staat er niet in.",
        en="Every figure that differs from the release before: from, to and why. An indicator "
        "that is new is not in it.",
    ),
    relation="mart.revision",
    columns=(
        _column("indicator_id", "text", "Indicator", "Indicator"),
        *_AREA,
        _column("period_code", "text", "Periode", "Period"),
        _column("period_kind", "text", "Soort periode", "Kind of period"),
        _column("unit", "text", "Eenheid", "Unit"),
        _column(
            "cause",
            "text",
            "Oorzaak",
            "Cause",
            (
                "Waardoor het cijfer anders is; 'unexplained' als wij dat niet weten",
                "Why the figure differs; 'unexplained' where we do not know",
            ),
        ),
        _column(
            "evidence",
            "text",
            "Waaraan dat te zien is",
            "Evidence",
            (
                "Bijvoorbeeld de brontabel met haar versie voor en na",
                "For instance the source table with its version before and after",
            ),
        ),
        *_side("from", "vorige uitgave", "release before"),
        *_side("to", "deze uitgave", "this release"),
        _column("difference", "number", "Verschil", "Difference"),
        _column(
            "difference_lower",
            "number",
            "Verschil, ondergrens",
            "Difference, lower bound",
            (
                "Het kleinste verschil dat de grenzen van beide cijfers toelaten",
                "The least difference that the bounds of both figures allow",
            ),
        ),
        _column(
            "difference_upper",
            "number",
            "Verschil, bovengrens",
            "Difference, upper bound",
            (
                "Het grootste verschil dat de grenzen van beide cijfers toelaten",
                "The largest difference that the bounds of both figures allow",
            ),
        ),
        _column("from_release_id", "text", "Vorige uitgave", "Release before"),
        *_ORIGIN,
    ),
    order_by=("indicator_order", "period_code", "area_code"),
    filters={"indicator": "indicator_id", "gebieden": "area_code", "periode": "period_code"},
)

TABLES = (INDICATOR_VALUES, OBSERVATIONS, AREAS, SOURCES, ISSUES, REVISIONS)
