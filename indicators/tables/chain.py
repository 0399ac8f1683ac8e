"""From report to help, step by step."""

from indicators.tables.form import AREA, BOUND, ORIGIN, PublicTable, column
from ingest.source import Translated

CHAIN = PublicTable(
    name="keten",
    title=Translated(nl="Van melding tot hulp", en="From report to help"),
    description=Translated(
        nl="Elke stap van melding tot hulp voor elk gebied en elke periode, met grenzen.",
        en="Every step from report to help for every area and period, with bounds.",
    ),
    relation="mart.chain_step",
    columns=(
        column("step_id", "text", "Stap", "Step"),
        column("parent_id", "text", "Hangt aan stap", "Parent step"),
        column(
            "relation",
            "text",
            "Verband met die stap",
            "Relation to it",
            (
                "part: een deel ervan; follows: een ander soort aantal, niet van die; "
                "recount: dezelfde meldingen in een andere tabel",
                "part: a part of it; follows: another kind of count, not of those; "
                "recount: the same reports in another table",
            ),
        ),
        *AREA,
        column("period_code", "text", "Periode", "Period"),
        column("period_kind", "text", "Soort periode", "Kind of period"),
        column("value", "number", "Aantal", "Count"),
        column("lower", "number", "Aantal, ondergrens", "Count, lower bound", BOUND),
        column("upper", "number", "Aantal, bovengrens", "Count, upper bound", BOUND),
        column("unit", "text", "Wat is geteld", "What is counted"),
        column("population", "text", "Over wie", "Population"),
        column("missing_reason", "text", "Reden van ontbreken", "Reason for missing"),
        column("share", "number", "Per 100 van die stap", "Per 100 of the parent"),
        column("share_lower", "number", "Per 100, ondergrens", "Per 100, lower bound", BOUND),
        column("share_upper", "number", "Per 100, bovengrens", "Per 100, upper bound", BOUND),
        column(
            "share_missing_reason",
            "text",
            "Reden van ontbreken, per 100",
            "Reason for missing, per 100",
        ),
        column("parent_value", "number", "Aantal van die stap", "Count of the parent"),
        column(
            "parent_lower",
            "number",
            "Aantal van die stap, ondergrens",
            "Count of the parent, lower bound",
        ),
        column(
            "parent_upper",
            "number",
            "Aantal van die stap, bovengrens",
            "Count of the parent, upper bound",
        ),
        column("reliability", "text", "Betrouwbaarheid", "Reliability"),
        column("is_derived", "boolean", "Door ons afgeleid", "Derived by us"),
        column(
            "is_remainder",
            "boolean",
            "Wat de andere delen overlaten",
            "What the other parts leave",
            (
                "Telt de delen zonder getal nog eens; niet bij de andere delen optellen",
                "Counts the parts without a number once more; not to be added to the others",
            ),
        ),
        column("is_own_sum", "boolean", "Eigen optelling", "Own sum"),
        column("status", "text", "Status van het cijfer", "Status of the figure"),
        column("boundary_year", "integer", "Jaar van de gemeentegrenzen", "Boundary year"),
        column("chain_version", "text", "Versie van de keten", "Version of the chain"),
        *ORIGIN,
    ),
    order_by=("period_code", "area_code", "step_order"),
    filters={"stap": "step_id", "gebieden": "area_code", "periode": "period_code"},
    is_large=True,
)
