"""One plain sentence for every step, made by rules from its figure, in both languages.

Counts stand as published; a count of our own is "roughly", because its parts are rounded. A share
stands as the whole numbers per 100 that its bounds leave.
"""

import math
from collections.abc import Iterator
from pathlib import Path

from indicators.bilingual import Texts
from indicators.chain.records import StepFigure
from indicators.chain.steps import Step
from indicators.wording import LANGS, Lang, format_number, translated
from ingest.source import Translated
from ingest.wording import period_words

SENTENCES = Texts.read(Path(__file__).parent / "sentences.yaml")


def step_sentences(step: Step, parent: Step | None, figure: StepFigure) -> list[Translated]:
    """The sentence that says the figure, and after it how sure that is."""
    texts = {lang: list(_sentences(step, parent, figure, lang)) for lang in LANGS}
    return [Translated(nl=nl, en=en) for nl, en in zip(texts["nl"], texts["en"], strict=True)]


def instead_sentence(step: Step, parent: Step | None, figure: StepFigure) -> Translated:
    """The first sentence of a larger area, with its name in front."""
    found = step_sentences(step, parent, figure)[0]
    return Translated(
        nl=SENTENCES.get("instead", "nl", place=_place(figure, "nl"), sentence=_lowered(found.nl)),
        en=SENTENCES.get("instead", "en", place=_place(figure, "en"), sentence=_lowered(found.en)),
    )


def _sentences(step: Step, parent: Step | None, figure: StepFigure, lang: Lang) -> Iterator[str]:
    amount = _count(figure.value, figure.lower, figure.upper, lang, about=figure.is_derived)
    if amount is None:
        reason = SENTENCES.get(figure.missing_reason or "not_delivered", lang)
        yield SENTENCES.get("nothing", lang, title=translated(step.title, lang), reason=reason)
        return
    if step.when_zero and figure.value == 0:
        yield translated(step.when_zero, lang)
        return
    clause = translated(step.clause, lang).format(count=amount)
    if parent is None or not step.has_share:
        period = translated(period_words(figure.period_code), lang)
        if parent is None:
            place, status = _place(figure, lang), SENTENCES.get(figure.status, lang)
            yield SENTENCES.get(
                "first", lang, period=period, clause=clause, place=place, status=status
            )
        else:
            yield SENTENCES.get("recount", lang, period=period, clause=clause)
    else:
        yield _with_parent(step, parent, figure, clause, lang)
        if figure.reliability == "indicative":
            yield SENTENCES.get("indicative", lang, noun=translated(parent.noun, lang))
        if figure.share_missing_reason == "withheld_by_us":
            yield SENTENCES.get("small_parent", lang, noun=translated(parent.noun, lang))
    if figure.value is None:
        yield SENTENCES.get("only_bounds", lang)


def _with_parent(step: Step, parent: Step, figure: StepFigure, clause: str, lang: Lang) -> str:
    """ "Of the 8,565 reports, ...: 96 to 97 out of 100", or "...: 5 to 7 per 100 cases"."""
    noun = translated(parent.noun, lang)
    whole = _range(figure.parent_value, figure.parent_lower, figure.parent_upper, lang)
    if whole and figure.parent_value is not None and parent.is_derived:
        whole = SENTENCES.get("about", lang, count=whole)
    per_100 = None
    if figure.share_lower is not None and figure.share_upper is not None:
        per_100 = _from_to(math.floor(figure.share_lower), math.ceil(figure.share_upper), lang)
    share = ""
    if step.relation == "follows":
        if per_100:
            share = SENTENCES.get("follows_share", lang, share=per_100, noun=noun)
        return SENTENCES.get("follows", lang, clause=clause, share=share)
    if per_100:
        share = SENTENCES.get("part_share", lang, share=per_100)
    parts = f"{whole} {noun}" if whole else noun
    return SENTENCES.get("part", lang, parent=parts, clause=clause, share=share)


def _count(
    value: float | None, lower: float | None, upper: float | None, lang: Lang, *, about: bool
) -> str | None:
    """ "8.565", "ongeveer 8.280", "ten hoogste 9", "tussen 80 en 97", or None."""
    if value is not None:
        return (
            SENTENCES.get("about", lang, count=format_number(value, lang))
            if about
            else format_number(value, lang)
        )
    if lower is None or upper is None:
        return None
    # Counts are whole: a bound of 2,798.5 leaves nothing below 2,799.
    least, most = math.ceil(lower), math.floor(upper)
    if least <= 0:
        return SENTENCES.get("at_most", lang, upper=format_number(most, lang))
    return SENTENCES.get(
        "between", lang, lower=format_number(least, lang), upper=format_number(most, lang)
    )


def _range(value: float | None, lower: float | None, upper: float | None, lang: Lang) -> str | None:
    """ "8.565", "96 tot 97", or None."""
    if value is not None:
        return format_number(value, lang)
    if lower is None or upper is None:
        return None
    return _from_to(math.ceil(lower), math.floor(upper), lang)


def _from_to(least: int, most: int, lang: Lang) -> str:
    if least == most:
        return format_number(least, lang)
    return SENTENCES.get(
        "range", lang, lower=format_number(least, lang), upper=format_number(most, lang)
    )


def _place(figure: StepFigure, lang: Lang) -> str:
    if figure.area_level == "country":
        return SENTENCES.get("country", lang)
    return SENTENCES.get(figure.area_level, lang, name=figure.area_name)


def _lowered(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
