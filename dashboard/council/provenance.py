"""How a figure was made: everything that a number carries, as names and texts."""

from dashboard.council.amounts import per_what
from dashboard.council.content import Link, Provenance
from dashboard.council.rows import calculation_link
from dashboard.i18n.numbers import format_date, period_name
from dashboard.i18n.text import t
from dashboard.marks import MISSING, mark, marks_of
from dashboard.sentences import bounds_text, calculation, place, value_text
from dashboard.urls import download_url
from indicators.api import Release
from indicators.narrative.facts import Facts
from indicators.wording import Lang, translated


def provenance(release: Release, facts: Facts, lang: Lang) -> Provenance:
    """Of one figure: its calculation, what it is about, its status, versions and sources."""
    value, definition = facts.value, facts.definition
    number = value_text(value, definition, lang) or t("figure.none", lang)
    marks = marks_of(value, lang)
    if value.status == "definitive":
        status = t("status.definitive", lang)
    else:
        status = mark(value.status, lang).word
    texts = {
        "value": f"{number} {per_what(definition, lang)}",
        "bounds": bounds_text(value, definition, lang),
        "calculation": calculation(value, definition, lang),
        "population": t(f"population_short.{definition.population}", lang),
        "period": f"{period_name(value.period_code, lang)}, {status}",
        "missing": "; ".join(f"{one.word} ({one.code})" for one in marks if one.code in MISSING),
        "area": f"{place(value.area_name, value.area_level, lang)} ({value.area_code})",
        "boundary_year": str(value.boundary_year) if value.boundary_year else None,
        "judgement": translated(definition.polarity_reason, lang),
        "indicator": t(
            "council.indicator_version", lang, id=definition.id, version=value.indicator_version
        ),
        "change_key": value.source_change_keys or None,
        "retrieved": format_date(value.retrieved_at, lang) if value.retrieved_at else None,
        "release": value.release_id,
    }
    address = download_url(
        release.id,
        "indicatoren",
        {"gebieden": [value.area_code], "indicator": [definition.id]},
    )
    return Provenance(
        tuple((t(f"provenance.{name}", lang), text) for name, text in texts.items() if text),
        value,
        tuple(one for one in release.sources() if one.id in definition.sources),
        calculation_link(
            definition, facts.area, facts, t("council.calculated_in_full", lang), lang
        ),
        Link(t("figure.csv", lang), address),
    )
