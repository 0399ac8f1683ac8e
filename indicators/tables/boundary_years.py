"""Figures put onto the municipalities of another year, and what became of municipalities."""

from indicators.tables.figures import INDICATOR_VALUES
from indicators.tables.form import AREA, ORIGIN, PublicTable, column
from ingest.source import Translated

_FIGURE = (
    *(f"{of}{bound}" for of in ("numerator", "denominator") for bound in ("", "_lower", "_upper")),
    *("value", "lower", "upper", "unit", "population", "status"),
)

RECAST_VALUES = PublicTable(
    name="herrekend",
    title=Translated(nl="Herrekende cijfers", en="Recast figures"),
    description=Translated(
        nl="Cijfers van vroegere jaren voor gemeenten van nu die uit andere zijn ontstaan: onze "
        "optelling van wat CBS voor die andere publiceerde, of de reden waarom die er niet is.",
        en="Figures of earlier years for municipalities of today that came from others: our sum of "
        "what CBS published for those, or the reason why there is none.",
    ),
    relation="mart.recast_value",
    columns=(
        column("indicator_id", "text", "Indicator", "Indicator"),
        *AREA[:2],
        column("target_boundary_year", "integer", "Herrekend naar", "Recast to"),
        column("boundary_year", "integer", "Jaar van de gemeentegrenzen", "Boundary year"),
        column("period_code", "text", "Periode", "Period"),
        column("period_kind", "text", "Soort periode", "Kind of period"),
        *(column for column in INDICATOR_VALUES.columns if column.name in _FIGURE),
        column("missing_reason", "text", "Reden van ontbreken", "Reason for missing"),
        column("refusal", "text", "Reden van niet herrekenen", "Reason for not recasting"),
        column("reliability", "text", "Betrouwbaarheid", "Reliability"),
        column(
            "recast_kind",
            "text",
            "Soort herrekening",
            "Kind of recast",
            (
                "whole: hele gemeenten opgeteld; split: een gemeente werd verdeeld, de waarde is "
                "een schatting naar inwoners; renamed: zelfde gebied met een andere code",
                "whole: whole municipalities added up; split: a municipality was divided, the "
                "value is an estimate by inhabitants; renamed: same area with another code",
            ),
        ),
        column("members", "text", "Opgetelde gemeenten", "Municipalities added up"),
        column("is_exact", "boolean", "Zonder afronding", "Without rounding"),
        column("indicator_version", "text", "Versie van de indicator", "Indicator version"),
        *ORIGIN,
    ),
    order_by=("indicator_order", "period_code", "area_code"),
    filters={"indicator": "indicator_id", "gebieden": "area_code", "periode": "period_code"},
)

RECLASSIFICATIONS = PublicTable(
    name="herindelingen",
    title=Translated(nl="Herindelingen", en="Reclassifications"),
    description=Translated(
        nl="Welke gemeente sinds 2015 op welke dag in welke andere opging, voor welk deel, en wat "
        "wij ermee doen.",
        en="Which municipality went over into which other one since 2015, on what day, for what "
        "part, and what we do with it.",
    ),
    relation="mart.marked_reclassification",
    columns=(
        column("day", "text", "Dag", "Day"),
        column("kind", "text", "Soort", "Kind"),
        column("old_code", "text", "Oude code", "Old code"),
        column("old_name", "text", "Oude gemeente", "Old municipality"),
        column("new_code", "text", "Nieuwe code", "New code"),
        column("new_name", "text", "Nieuwe gemeente", "New municipality"),
        column(
            "share",
            "number",
            "Aandeel",
            "Share",
            (
                "Deel van de inwoners van de oude gemeente dat overging, van 0 tot 1",
                "Part of the inhabitants of the old municipality that went over, from 0 to 1",
            ),
        ),
        column("share_basis", "text", "Grondslag van het aandeel", "Basis of the share"),
        column("inhabitants_moved", "integer", "Inwoners overgegaan", "Inhabitants moved"),
        column("inhabitants_old", "integer", "Inwoners oude gemeente", "Inhabitants of the old"),
        column(
            "treatment",
            "text",
            "Wat wij ermee doen",
            "What we do with it",
            (
                "whole: opgeteld; split: verdeeld naar inwoners; ignored: zo klein dat wij het "
                "weglaten; unknown: aandeel onbekend, wij herrekenen niet; planned: nog niet "
                "gebeurd",
                "whole: added up; split: divided by inhabitants; ignored: so small that we leave "
                "it out; unknown: share not known, nothing is recast; planned: has not happened",
            ),
        ),
        column("source", "text", "Bron", "Source"),
        column("verified", "text", "Nagekeken", "Verified"),
        *ORIGIN[3:],
    ),
    order_by=("day", "old_code", "new_code"),
    filters={"oud": "old_code", "nieuw": "new_code"},
)
