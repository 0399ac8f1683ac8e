"""How sure the figures of one municipality are, counted over all of them."""

from collections import Counter

from dashboard.council.content import Sureness
from dashboard.council.figures import FiguresOfArea
from dashboard.i18n.text import t
from dashboard.marks import mark, marks_of
from dashboard.shown import shown
from indicators.api import Release
from indicators.values import Area
from indicators.wording import Lang


def how_sure(release: Release, area: Area, figures: FiguresOfArea, lang: Lang) -> Sureness:
    """How many figures have a number, bounds only, or nothing; and why, and what else to know."""
    total = len(shown(release.indicators()))
    values = [facts.value for facts in figures.values()]
    with_number = sum(value.value is not None for value in values)
    bounds_only = sum(value.value is None and value.lower is not None for value in values)
    counted = Counter(one.code for facts in figures.values() for one in marks_of(facts.value, lang))
    if of_region := sum(facts.is_regional for facts in figures.values()):
        counted["of_region"] = of_region
    if absent := total - len(values):
        counted["not_delivered"] += absent
    sentences = (
        t(
            "council.sure_counts",
            lang,
            area=area.name,
            total=total,
            numbers=with_number,
            bounds=bounds_only,
            none=total - with_number - bounds_only,
        ),
        t("council.sure_limits", lang),
        t("council.sure_cohort", lang),
    )
    return Sureness(
        t("council.short.how_sure", lang, numbers=with_number, total=total),
        sentences,
        tuple((mark(code, lang), _count(number, lang)) for code, number in counted.items()),
    )


def _count(number: int, lang: Lang) -> str:
    if number == 1:
        return t("council.figure_count.one", lang)
    return t("council.figure_count.many", lang, count=number)
