"""Figures beside their benchmarks, and who is compared with whom."""

from indicators.tables.form import AREA, BOUND, ORIGIN, PublicTable, column
from ingest.source import Translated

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
        column("indicator_id", "text", "Indicator", "Indicator"),
        *AREA,
        column("period_code", "text", "Periode", "Period"),
        column("benchmark_kind", "text", "Soort vergelijking", "Kind of benchmark"),
        column(
            "benchmark_code",
            "text",
            "Vergeleken met",
            "Benchmark",
            (
                "Gebiedscode of klasse; bij vergelijkbare gemeenten de code van de gemeente zelf",
                "Area code or class; for similar municipalities the municipality's own code",
            ),
        ),
        column("value", "number", "Waarde", "Value"),
        column("lower", "number", "Ondergrens", "Lower bound", BOUND),
        column("upper", "number", "Bovengrens", "Upper bound", BOUND),
        column("code", "text", "Uitkomst", "Outcome"),
        column("reason", "text", "Reden van te weinig gegevens", "Reason for too few data"),
        column("benchmark_value", "number", "Vergelijkingscijfer", "Benchmark value"),
        column(
            "benchmark_lower",
            "number",
            "Vergelijkingscijfer, ondergrens",
            "Benchmark, lower bound",
            BOUND,
        ),
        column(
            "benchmark_upper",
            "number",
            "Vergelijkingscijfer, bovengrens",
            "Benchmark, upper bound",
            BOUND,
        ),
        column(
            "benchmark_numerator", "number", "Vergelijkingscijfer, teller", "Benchmark, numerator"
        ),
        column(
            "benchmark_denominator",
            "number",
            "Vergelijkingscijfer, noemer",
            "Benchmark, denominator",
        ),
        column("is_own_sum", "boolean", "Eigen optelling", "Own sum"),
        column(
            "is_area_taken_out",
            "boolean",
            "Gebied zelf eruit gelaten",
            "Area itself taken out",
        ),
        column("members", "integer", "Opgetelde gemeenten", "Municipalities added up"),
        column("left_out", "integer", "Niet opgetelde gemeenten", "Municipalities left out"),
        column(
            "is_approximated",
            "boolean",
            "Aantallen benaderd",
            "Counts approximated",
            (
                "Aantallen berekend uit een gepubliceerd percentage",
                "Counts worked out from a published percentage",
            ),
        ),
        column("lower_95", "number", "95%-interval, onder", "95% interval, lower"),
        column("upper_95", "number", "95%-interval, boven", "95% interval, upper"),
        column("lower_998", "number", "99,8%-interval, onder", "99.8% interval, lower"),
        column("upper_998", "number", "99,8%-interval, boven", "99.8% interval, upper"),
        column("limit_lower_95", "number", "95%-grens, onder", "95% limit, lower"),
        column("limit_upper_95", "number", "95%-grens, boven", "95% limit, upper"),
        column("limit_lower_998", "number", "99,8%-grens, onder", "99.8% limit, lower"),
        column("limit_upper_998", "number", "99,8%-grens, boven", "99.8% limit, upper"),
        column("z", "number", "z-score", "z-score"),
        column("tested", "integer", "Aantal getoetste gebieden", "Number of areas tested"),
        column("phi", "number", "Spreiding phi", "Dispersion phi"),
        column("tau_squared", "number", "Variantie tussen gebieden", "Variance between areas"),
        column(
            "expected_flags_998",
            "number",
            "Verwacht buiten de 99,8%-grens door toeval",
            "Expected outside the 99.8% limits by chance",
        ),
        column(
            "flags_unadjusted",
            "integer",
            "Buiten de 99,8%-grens, zonder correctie",
            "Outside the 99.8% limits, without correction",
        ),
        column(
            "flags_adjusted",
            "integer",
            "Buiten de 99,8%-grens, met correctie",
            "Outside the 99.8% limits, with correction",
        ),
        column("unit", "text", "Eenheid", "Unit"),
        column("population", "text", "Over wie", "Population"),
        column("status", "text", "Status van het cijfer", "Status of the figure"),
        column("reliability", "text", "Betrouwbaarheid", "Reliability"),
        column("boundary_year", "integer", "Jaar van de gemeentegrenzen", "Boundary year"),
        column("indicator_version", "text", "Versie van de indicator", "Indicator version"),
        *ORIGIN,
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
        *AREA[:2],
        column("position", "integer", "Plaats", "Position"),
        column("peer_code", "text", "Code vergelijkbare gemeente", "Similar municipality, code"),
        column("peer_name", "text", "Vergelijkbare gemeente", "Similar municipality"),
        column(
            "distance",
            "number",
            "Afstand",
            "Distance",
            (
                "In standaardafwijkingen over alle kenmerken samen; 0 is gelijk",
                "In standard deviations over all variables together; 0 is equal",
            ),
        ),
        *ORIGIN[3:],
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
        *AREA[:2],
        column("class_id", "text", "Klasse", "Class"),
        column("class_nl", "text", "Naam van de klasse", "Name of the class (Dutch)"),
        column("class_en", "text", "Naam van de klasse (Engels)", "Name of the class"),
        column("inhabitants", "integer", "Inwoners", "Inhabitants"),
        column("urbanity", "integer", "Stedelijkheid (1 tot 5)", "Urbanity (1 to 5)"),
        column("reference_year", "integer", "Jaar", "Year"),
        *ORIGIN[3:],
    ),
    order_by=("area_code",),
    filters={"gebieden": "area_code", "klasse": "class_id"},
)
