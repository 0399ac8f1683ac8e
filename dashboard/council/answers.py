"""The four answers that figures give, in their fixed order."""

from collections.abc import Mapping

from dashboard.charts.position import position
from dashboard.council.amounts import amount_of, per_what
from dashboard.council.comparing import beside, sureness_of, verdict, word_beside
from dashboard.council.content import Answer, LegalTermText
from dashboard.council.figures import FiguresOfArea, of_region
from dashboard.council.headlines import CANDIDATES, headline
from dashboard.council.provenance import provenance
from dashboard.council.rows import absent_text, compare_link, figure_rows
from dashboard.i18n.text import t
from dashboard.sentences import bounds_text, calculation, figure_sentences, value_text
from indicators.api import Release
from indicators.definition import Definition, Question
from indicators.legal_terms import NOT_PUBLISHED, legal_terms_beside
from indicators.narrative.facts import Facts
from indicators.narrative.narrative import Narrative
from indicators.narrative.phrases import place
from indicators.values import Area
from indicators.wording import Lang, translated

# Question on the page -> its name in an address.
FRAGMENTS: Mapping[Question, str] = {
    "reports": "meldingen",
    "investigation": "onderzoek",
    "help": "hulp",
    "in_view": "in-beeld",
}


def answers(
    release: Release, area: Area, figures: FiguresOfArea, said: Narrative, lang: Lang
) -> tuple[Answer, ...]:
    """One answer a question: the headline figure in full, the rest of the question in rows."""
    return tuple(
        _answer(release, area, figures, said, question, number, lang)
        for number, question in enumerate(CANDIDATES, start=1)
    )


def _answer(
    release: Release,
    area: Area,
    figures: FiguresOfArea,
    said: Narrative,
    question: Question,
    number: int,
    lang: Lang,
) -> Answer:
    chosen = headline(question, figures)
    definitions = {one.id: one for one in release.indicators() if one.is_shown}
    definition, facts = definitions[chosen], figures.get(chosen)
    others = [one for one in definitions.values() if one.question == question and one.id != chosen]
    word, against = word_beside(release, facts, lang)
    sentence, certainty = _sentences(release, definition, facts, lang)
    return Answer(
        name=question,
        number=number,
        heading=t(f"council.{question}", lang),
        fragment=FRAGMENTS[question],
        indicator_id=chosen,
        title=translated(definition.title, lang),
        sentence=sentence,
        certainty=certainty,
        amount=amount_of(facts, lang) if facts else None,
        per_what=per_what(definition, lang),
        verdict=verdict(release, facts, lang) if facts else None,
        word=word,
        against=against,
        sureness=sureness_of(facts, lang) if facts else None,
        beside=beside(release, facts, lang) if facts and facts.has_number else (),
        trend=_trend(said, definition, facts, lang),
        chart=position(release, definition, area, lang, facts.value.period_code)
        if facts and facts.has_number
        else None,
        does_not_show=translated(definition.does_not_show, lang),
        legal_terms=_legal_terms(question, lang),
        provenance=provenance(release, facts, lang) if facts else None,
        compare=compare_link(definition, area, lang),
        more=figure_rows(release, area, figures, others, lang),
    )


def _sentences(
    release: Release, definition: Definition, facts: Facts | None, lang: Lang
) -> tuple[str, tuple[str, ...]]:
    if facts is None:
        return absent_text(release, definition, lang), ()
    first, *others = figure_sentences(facts.value, definition, lang)
    if facts.value.value is not None and bounds_text(facts.value, definition, lang):
        del others[0]  # the bounds stand beside the number
    if facts.value.missing_reason == "not_delivered":
        others[0] = absent_text(release, definition, lang)  # names the table
    if facts.is_regional:
        region = place(facts.shown, lang)
        others.insert(0, t("figure.region_only", lang, region=region))
    if region_facts := of_region(release, facts):
        others.append(
            t(
                "figure.of_region",
                lang,
                region=place(region_facts.shown, lang),
                value=f"{value_text(region_facts.value, definition, lang)} "
                f"{t(f'unit.{definition.unit}', lang)}",
                counts=calculation(region_facts.value, definition, lang),
                area=facts.area.name,
            )
        )
    return first, tuple(others)


def _trend(said: Narrative, definition: Definition, facts: Facts | None, lang: Lang) -> str | None:
    """How the figure went over the years, in the stored words; None where that cannot be said."""
    if facts is None or facts.value.period_kind != "year":
        return None
    trends = [
        trend
        for one in said.indicators
        if one.indicator_id == definition.id
        for trend in one.trends
        if trend.about == "trend" and trend.code != "cannot_say"
    ]
    return translated(trends[0].text, lang) if trends else None


def _legal_terms(question: Question, lang: Lang) -> tuple[LegalTermText, ...]:
    """The terms beside the figures of a question; A1 has them."""
    return tuple(
        LegalTermText(
            translated(term.text, lang),
            translated(term.source, lang),
            term.url,
            " ".join(
                translated(text, lang)
                for text in (NOT_PUBLISHED, *([] if term.checked else [term.not_checked]))
            ),
        )
        for term in legal_terms_beside(CANDIDATES[question][0])
    )
