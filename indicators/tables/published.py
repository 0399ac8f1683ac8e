"""What the publishers print, and the sources, areas and remarks that go with it."""

from indicators.tables.form import AREA, BOUND, ORIGIN, PublicTable, column
from ingest.source import Translated

OBSERVATIONS = PublicTable(
    name="broncijfers",
    title=Translated(nl="Alle broncijfers", en="All source figures"),
    description=Translated(
        nl="Elke cel uit de brontabellen zoals gepubliceerd, of de reden waarom die leeg is.",
        en="Every cell of the source tables as published, or the reason why it is empty.",
    ),
    relation="core.published_cell",
    columns=(
        column("source_id", "text", "Brontabel", "Source table"),
        column("topic", "text", "Onderwerp", "Topic"),
        column("topic_title", "text", "Onderwerp zoals gepubliceerd", "Topic as published"),
        column("category_1_code", "text", "Kenmerk 1, code", "Category 1, code"),
        column("category_1", "text", "Kenmerk 1", "Category 1"),
        column("category_2_code", "text", "Kenmerk 2, code", "Category 2, code"),
        column("category_2", "text", "Kenmerk 2", "Category 2"),
        column("category_3_code", "text", "Kenmerk 3, code", "Category 3, code"),
        column("category_3", "text", "Kenmerk 3", "Category 3"),
        *AREA,
        column("period_code", "text", "Periode", "Period"),
        column("published_text", "text", "Zoals gepubliceerd", "As published"),
        column("value", "number", "Waarde", "Value"),
        column("lower", "number", "Ondergrens", "Lower bound", BOUND),
        column("upper", "number", "Bovengrens", "Upper bound", BOUND),
        column("unit", "text", "Eenheid", "Unit"),
        column("status", "text", "Status van het cijfer", "Status of the figure"),
        column("missing_reason", "text", "Reden van ontbreken", "Reason for missing"),
        column(
            "value_attribute",
            "text",
            "Kenmerk van het cijfer bij CBS",
            "Value attribute",
            (
                "Het kenmerk dat CBS een cijfer meegeeft; alleen bij het nieuwe protocol",
                "The mark that CBS gives a figure; with the newer protocol only",
            ),
        ),
        *ORIGIN[1:],
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
        *AREA,
        column("published_name", "text", "Naam bij CBS", "Name as published"),
        column("province_code", "text", "Provinciecode", "Province code"),
        column("veilig_thuis_code", "text", "Code Veilig Thuis-regio", "Veilig Thuis region code"),
        column("is_current", "boolean", "Bestaat nu", "Exists now"),
        column("boundary_year", "integer", "Jaar van de indeling", "Boundary year"),
        column("source", "text", "Bron", "Source"),
        *ORIGIN[3:],
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
        column("source_id", "text", "Brontabel", "Source table"),
        column("title_nl", "text", "Titel", "Title (Dutch)"),
        column("title_en", "text", "Titel (Engels)", "Title (English)"),
        column("published_title", "text", "Titel bij de uitgever", "Title as published"),
        column("publisher", "text", "Uitgever", "Publisher"),
        column("attribution", "text", "Bronvermelding", "Attribution"),
        column("url", "text", "Adres", "Address"),
        column("is_delivered", "boolean", "Geleverd", "Delivered"),
        column("modified", "text", "Gewijzigd door de uitgever", "Modified by the publisher"),
        column("change_key", "text", "Versie", "Change key"),
        column("kind", "text", "Soort bron", "Kind of source"),
        column("protocol", "text", "Opgehaald via", "Fetched through"),
        column("protocol_reason", "text", "Reden van uitwijken", "Reason for falling back"),
        column("row_count", "integer", "Aantal rijen", "Number of rows"),
        column("newest_period", "text", "Nieuwste periode", "Newest period"),
        *ORIGIN[2:],
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
        column("severity", "text", "Ernst", "Severity"),
        column("source_id", "text", "Brontabel", "Source table"),
        column("subject", "text", "Onderwerp", "Subject"),
        column("message_nl", "text", "Bericht", "Message (Dutch)"),
        column("message_en", "text", "Bericht (Engels)", "Message (English)"),
        *ORIGIN[3:],
    ),
    order_by=("severity", "source_id", "subject", "message_nl"),
    filters={},
)
