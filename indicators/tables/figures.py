"""Our own figures, and how they go."""

from indicators.tables.form import AREA, BOUND, ORIGIN, PublicTable, column
from ingest.source import Translated

INDICATOR_VALUES = PublicTable(
    name="indicatoren",
    title=Translated(nl="Alle indicatoren", en="All indicators"),
    description=Translated(
        nl="Elke indicator voor elk gebied en elke periode, met teller, noemer en grenzen.",
        en="Every indicator for every area and period, with numerator, denominator and bounds.",
    ),
    relation="mart.indicator_value",
    columns=(
        column("indicator_id", "text", "Indicator", "Indicator"),
        column(
            "complement_of",
            "text",
            "Rest van indicator",
            "Complement of",
            (
                "De indicator waarvan dit de rest is; op de pagina's staat alleen die",
                "The indicator of which this is the rest; pages show that one only",
            ),
        ),
        *AREA,
        column(
            "shown_area_code",
            "text",
            "Getoond gebied",
            "Area shown",
            (
                "Wiens cijfer bij dit gebied hoort; van een gemeente soms dat van haar Veilig "
                "Thuis-regio",
                "Whose figure belongs to this area; of a municipality sometimes that of its Veilig "
                "Thuis region",
            ),
        ),
        column("period_code", "text", "Periode", "Period"),
        column("period_kind", "text", "Soort periode", "Kind of period"),
        column("value", "number", "Waarde", "Value"),
        column("lower", "number", "Ondergrens", "Lower bound", BOUND),
        column("upper", "number", "Bovengrens", "Upper bound", BOUND),
        column("numerator", "number", "Teller", "Numerator"),
        column("numerator_lower", "number", "Teller, ondergrens", "Numerator, lower bound"),
        column("numerator_upper", "number", "Teller, bovengrens", "Numerator, upper bound"),
        column("denominator", "number", "Noemer", "Denominator"),
        column("denominator_lower", "number", "Noemer, ondergrens", "Denominator, lower bound"),
        column("denominator_upper", "number", "Noemer, bovengrens", "Denominator, upper bound"),
        column("unit", "text", "Eenheid", "Unit"),
        column("population", "text", "Over wie", "Population"),
        column("status", "text", "Status van het cijfer", "Status of the figure"),
        column("missing_reason", "text", "Reden van ontbreken", "Reason for missing"),
        column("reliability", "text", "Betrouwbaarheid", "Reliability"),
        column(
            "is_own_sum", "boolean", "Eigen optelling in de noemer", "Own sum in the denominator"
        ),
        column("boundary_year", "integer", "Jaar van de gemeentegrenzen", "Boundary year"),
        column("indicator_version", "text", "Versie van de indicator", "Indicator version"),
        *ORIGIN,
    ),
    order_by=("indicator_order", "period_code", "area_code"),
    filters={"indicator": "indicator_id", "gebieden": "area_code", "periode": "period_code"},
)

TRENDS = PublicTable(
    name="ontwikkeling",
    title=Translated(nl="Ontwikkeling", en="Trend"),
    description=Translated(
        nl="Hoe elk cijfer zich ontwikkelt over vijf jaar of over halve jaren, of waarom dat niet "
        "te zeggen is.",
        en="How every figure goes over five years or over half-years, or why that cannot be said.",
    ),
    relation="mart.marked_trend",
    columns=(
        column("indicator_id", "text", "Indicator", "Indicator"),
        *AREA,
        column("period_kind", "text", "Soort periode", "Kind of period"),
        column("first_period", "text", "Eerste periode", "First period"),
        column("last_period", "text", "Laatste periode", "Last period"),
        column("points", "integer", "Aantal punten", "Number of points"),
        column("code", "text", "Uitkomst", "Outcome"),
        column("reason", "text", "Reden", "Reason"),
        column("is_recast", "boolean", "Eerdere cijfers herrekend", "Earlier figures recast"),
        column("slope", "number", "Verandering per jaar", "Change a year"),
        column("chi_squared", "number", "Chi-kwadraat", "Chi-squared"),
        column(
            "detectable_80",
            "number",
            "Kleinste zichtbare verandering per jaar",
            "Smallest change a year that can be seen",
            (
                "Deze verandering zou de toets vier van de vijf keer vinden",
                "The test would find this change four times out of five",
            ),
        ),
        column(
            "detectable_50",
            "number",
            "Verandering die de helft van de keren te zien is",
            "Change that is seen half of the times",
        ),
        column("mean", "number", "Gemiddelde van de reeks", "Mean of the series"),
        column("lower_limit", "number", "Ondergrens van de reeks", "Lower process limit"),
        column("upper_limit", "number", "Bovengrens van de reeks", "Upper process limit"),
        column("is_trial", "boolean", "Proefgrenzen", "Trial limits"),
        column("unit", "text", "Eenheid", "Unit"),
        column("population", "text", "Over wie", "Population"),
        column("status", "text", "Status van het laatste cijfer", "Status of the last figure"),
        column("indicator_version", "text", "Versie van de indicator", "Indicator version"),
        *ORIGIN,
    ),
    order_by=("indicator_order", "period_kind", "area_code"),
    filters={"indicator": "indicator_id", "gebieden": "area_code"},
)
