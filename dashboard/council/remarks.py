"""What stands out and what to ask: from the narrative of a release, the first at once."""

from collections.abc import Collection

from dashboard.council.content import Link, Listed, Remark
from dashboard.i18n.text import t
from dashboard.state import ViewState
from dashboard.urls import compare_url, recommendation_url
from indicators.definition import read_definitions
from indicators.narrative.narrative import Narrative
from indicators.narrative.questions import Question, When
from indicators.values import Area
from indicators.wording import Lang, translated

# What one page of paper holds beside the answers.
FIRST_STAND_OUT = 2
FIRST_ASKED = 5

# A question about a difference or a change comes before one about what is not known, and that
# before one that can be asked of everybody.
_URGENCY: tuple[Collection[When], ...] = (
    {"clearly_higher", "clearly_lower", "increasing", "decreasing"},
    {"possibly_higher", "possibly_lower"},
)


def stands_out(said: Narrative, area: Area, lang: Lang) -> Listed:
    """What stands out, in the order of the narrative; it also says that nothing does."""
    remarks = [
        Remark(
            translated(one.text, lang),
            _compare(one.indicator_id, area, lang) if one.indicator_id else None,
        )
        for one in said.stands_out
    ]
    return Listed(
        _count(said, lang), tuple(remarks[:FIRST_STAND_OUT]), tuple(remarks[FIRST_STAND_OUT:])
    )


def questions(said: Narrative, headlines: Collection[str], lang: Lang) -> Listed:
    """The questions, of which those come first that the figures give the most reason for.

    First clear differences and changes, then possible ones, then what the headline figures do not
    tell, then the rest; within each in the fixed order.
    """
    chosen = sorted(said.questions, key=lambda one: _urgency(one, headlines))[:FIRST_ASKED]
    # Shown in the order of the questions, which is that of the page.
    first = [one for one in said.questions if one in chosen]
    rest = [one for one in said.questions if one not in chosen]
    count = len(said.questions)
    return Listed(
        t("council.short.questions.one", lang)
        if count == 1
        else t("council.short.questions.many", lang, count=count),
        tuple(_asked(one, lang) for one in first),
        tuple(_asked(one, lang) for one in rest),
    )


def _count(said: Narrative, lang: Lang) -> str:
    """How many things stand out; a narrative without any says so in one statement."""
    first = said.stands_out[0]
    if first.indicator_id is None:
        compared = first.code != "nothing_compared"
        return t(f"council.short.{'nothing' if compared else 'nothing_compared'}", lang)
    count = len(said.stands_out)
    if count == 1:
        return t("council.short.stands_out.one", lang)
    return t("council.short.stands_out.many", lang, count=count)


def _urgency(question: Question, headlines: Collection[str]) -> int:
    for rank, cases in enumerate(_URGENCY):
        if question.when in cases:
            return rank
    return len(_URGENCY) + (question.indicator_id not in headlines)


def _asked(question: Question, lang: Lang) -> Remark:
    name = question.recommendation_id
    about = Link(t("council.recommendation", lang, id=name), recommendation_url(name, lang))
    return Remark(translated(question.text, lang), about)


def _compare(indicator_id: str, area: Area, lang: Lang) -> Link:
    title = translated(read_definitions()[indicator_id].title, lang)
    return Link(title, compare_url(ViewState(indicator=indicator_id, areas=(area.code,)), lang))
