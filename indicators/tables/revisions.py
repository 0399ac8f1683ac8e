"""What differs from the release before."""

from indicators.tables.figures import INDICATOR_VALUES
from indicators.tables.form import AREA, ORIGIN, Column, PublicTable, column
from ingest.source import Translated

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
        column("indicator_id", "text", "Indicator", "Indicator"),
        *AREA,
        column("period_code", "text", "Periode", "Period"),
        column("period_kind", "text", "Soort periode", "Kind of period"),
        column("unit", "text", "Eenheid", "Unit"),
        column(
            "cause",
            "text",
            "Oorzaak",
            "Cause",
            (
                "Waardoor het cijfer anders is; 'unexplained' als wij dat niet weten",
                "Why the figure differs; 'unexplained' where we do not know",
            ),
        ),
        column(
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
        column("difference", "number", "Verschil", "Difference"),
        column(
            "difference_lower",
            "number",
            "Verschil, ondergrens",
            "Difference, lower bound",
            (
                "Het kleinste verschil dat de grenzen van beide cijfers toelaten",
                "The least difference that the bounds of both figures allow",
            ),
        ),
        column(
            "difference_upper",
            "number",
            "Verschil, bovengrens",
            "Difference, upper bound",
            (
                "Het grootste verschil dat de grenzen van beide cijfers toelaten",
                "The largest difference that the bounds of both figures allow",
            ),
        ),
        column("from_release_id", "text", "Vorige uitgave", "Release before"),
        *ORIGIN,
    ),
    order_by=("indicator_order", "period_code", "area_code"),
    filters={"indicator": "indicator_id", "gebieden": "area_code", "periode": "period_code"},
)
