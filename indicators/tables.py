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

COMPARISONS = PublicTable(
    name="vergelijking",
    title=Translated(nl="Vergelijkingen", en="Comparisons"),
    description=Translated(
        nl="Elk jaarcijfer naast Nederland, de eigen Veilig Thuis-regio, de provincie, gemeenten "
        "van dezelfde klasse en vergelijkbare gemeenten.",
        en="Every yearly figure beside the Netherlands, the own Veilig Thuis region, the province, "
        "municipalities of the same class and similar municipalities.",
    ),
    relation="mart.marked_comparison",
    columns=(
        _column("indicator_id", "text", "Indicator", "Indicator"),
        *_AREA,
        _column("period_code", "text", "Periode", "Period"),
        _column("benchmark_kind", "text", "Soort vergelijking", "Kind of benchmark"),
        _column(
            "benchmark_code",
            "text",
            "Vergeleken met",
            "Benchmark",
            (
                "Gebiedscode of klasse; bij vergelijkbare gemeenten de code van de gemeente zelf",
                "Area code or class; for similar municipalities the municipality's own code",
            ),
        ),
        _column("value", "number", "Waarde", "Value"),
        _column("lower", "number", "Ondergrens", "Lower bound", _BOUND),
        _column("upper", "number", "Bovengrens", "Upper bound", _BOUND),
        _column("code", "text", "Uitkomst", "Outcome"),
        _column("reason", "text", "Reden van te weinig gegevens", "Reason for too few data"),
        _column("benchmark_value", "number", "Vergelijkingscijfer", "Benchmark value"),
        _column(
            "benchmark_lower",
            "number",
            "Vergelijkingscijfer, ondergrens",
            "Benchmark, lower bound",
            _BOUND,
        ),
        _column(
            "benchmark_upper",
            "number",
            "Vergelijkingscijfer, bovengrens",
            "Benchmark, upper bound",
            _BOUND,
        ),
        _column(
            "benchmark_numerator", "number", "Vergelijkingscijfer, teller", "Benchmark, numerator"
        ),
        _column(
            "benchmark_denominator",
            "number",
            "Vergelijkingscijfer, noemer",
            "Benchmark, denominator",
        ),
        _column("is_own_sum", "boolean", "Eigen optelling", "Own sum"),
        _column(
            "is_area_taken_out",
            "boolean",
            "Gebied zelf eruit gelaten",
            "Area itself taken out",
        ),
        _column("members", "integer", "Opgetelde gemeenten", "Municipalities added up"),
        _column("left_out", "integer", "Niet opgetelde gemeenten", "Municipalities left out"),
        _column(
            "is_approximated",
            "boolean",
            "Aantallen benaderd",
            "Counts approximated",
            (
                "Aantallen berekend uit een gepubliceerd percentage",
                "Counts worked out from a published percentage",
            ),
        ),
        _column("lower_95", "number", "95%-interval, onder", "95% interval, lower"),
        _column("upper_95", "number", "95%-interval, boven", "95% interval, upper"),
        _column("lower_998", "number", "99,8%-interval, onder", "99.8% interval, lower"),
        _column("upper_998", "number", "99,8%-interval, boven", "99.8% interval, upper"),
        _column("limit_lower_95", "number", "95%-grens, onder", "95% limit, lower"),
        _column("limit_upper_95", "number", "95%-grens, boven", "95% limit, upper"),
        _column("limit_lower_998", "number", "99,8%-grens, onder", "99.8% limit, lower"),
        _column("limit_upper_998", "number", "99,8%-grens, boven", "99.8% limit, upper"),
        _column("z", "number", "z-score", "z-score"),
        _column("tested", "integer", "Aantal getoetste gebieden", "Number of areas tested"),
        _column("phi", "number", "Spreiding phi", "Dispersion phi"),
        _column("tau_squared", "number", "Variantie tussen gebieden", "Variance between areas"),
        _column(
            "expected_flags_998",
            "number",
            "Verwacht buiten de 99,8%-grens door toeval",
            "Expected outside the 99.8% limits by chance",
        ),
        _column(
            "flags_unadjusted",
            "integer",
            "Buiten de 99,8%-grens, zonder correctie",
            "Outside the 99.8% limits, without correction",
        ),
        _column(
            "flags_adjusted",
            "integer",
            "Buiten de 99,8%-grens, met correctie",
            "Outside the 99.8% limits, with correction",
        ),
        _column("unit", "text", "Eenheid", "Unit"),
        _column("population", "text", "Over wie", "Population"),
        _column("status", "text", "Status van het cijfer", "Status of the figure"),
        _column("reliability", "text", "Betrouwbaarheid", "Reliability"),
        _column("boundary_year", "integer", "Jaar van de gemeentegrenzen", "Boundary year"),
        _column("indicator_version", "text", "Versie van de indicator", "Indicator version"),
        *_ORIGIN,
    ),
    order_by=("indicator_order", "period_code", "area_code", "benchmark_kind"),
    filters={"indicator": "indicator_id", "gebieden": "area_code", "periode": "period_code"},
    is_large=True,
)

PEERS = PublicTable(
    name="vergelijkbare-gemeenten",
    title=Translated(nl="Vergelijkbare gemeenten", en="Similar municipalities"),
    description=Translated(
        nl="De tien gemeenten die het meest op elke gemeente lijken, met hun afstand.",
        en="The ten municipalities that are most like each municipality, with their distance.",
    ),
    relation="mart.marked_peer",
    columns=(
        *_AREA[:2],
        _column("position", "integer", "Plaats", "Position"),
        _column("peer_code", "text", "Code vergelijkbare gemeente", "Similar municipality, code"),
        _column("peer_name", "text", "Vergelijkbare gemeente", "Similar municipality"),
        _column(
            "distance",
            "number",
            "Afstand",
            "Distance",
            (
                "In standaardafwijkingen over alle kenmerken samen; 0 is gelijk",
                "In standard deviations over all variables together; 0 is equal",
            ),
        ),
        *_ORIGIN[3:],
    ),
    order_by=("area_code", "position"),
    filters={"gebieden": "area_code"},
)

CLASSES = PublicTable(
    name="klassen",
    title=Translated(nl="Klassen van gemeenten", en="Classes of municipalities"),
    description=Translated(
        nl="In welke klasse van grootte en stedelijkheid elke gemeente valt.",
        en="In which class of size and urbanity each municipality falls.",
    ),
    relation="mart.marked_area_class",
    columns=(
        *_AREA[:2],
        _column("class_id", "text", "Klasse", "Class"),
        _column("class_nl", "text", "Naam van de klasse", "Name of the class (Dutch)"),
        _column("class_en", "text", "Naam van de klasse (Engels)", "Name of the class"),
        _column("inhabitants", "integer", "Inwoners", "Inhabitants"),
        _column("urbanity", "integer", "Stedelijkheid (1 tot 5)", "Urbanity (1 to 5)"),
        _column("reference_year", "integer", "Jaar", "Year"),
        *_ORIGIN[3:],
    ),
    order_by=("area_code",),
    filters={"gebieden": "area_code", "klasse": "class_id"},
)

TABLES = (
    INDICATOR_VALUES,
    OBSERVATIONS,
    AREAS,
    SOURCES,
    ISSUES,
    COMPARISONS,
    PEERS,
    CLASSES,
)
