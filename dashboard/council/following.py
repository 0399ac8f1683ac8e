"""The fifth answer: what the municipality did with the recommendations, as far as recorded."""

from dashboard.council.answers import FRAGMENTS
from dashboard.council.content import FollowUp, FollowUpRow, Link
from dashboard.council.register import Recorded, recorded_about
from dashboard.i18n.text import t
from dashboard.state import ViewState
from dashboard.urls import compare_url, recommendation_url
from indicators.api import Release
from indicators.definition import Recommendation
from indicators.values import Area
from indicators.wording import Lang, translated

FRAGMENT = "aanbevelingen"


def follow_up(release: Release, area: Area, lang: Lang) -> FollowUp:
    """A row for each of R1 to R9, with what is on record; R2 stands for comparing them."""
    recorded = recorded_about(area)
    rows = tuple(_row(one, recorded, lang) for one in release.recommendations())
    known = sum(one.id in recorded.states for one in release.recommendations())
    sentence = (
        t("council.recorded", lang, area=area.name, known=known, all=len(rows))
        if known
        else t("council.nothing_recorded", lang, area=area.name)
    )
    replies = [translated(reply, lang) for reply in recorded.replies]
    return FollowUp(
        number=len(FRAGMENTS) + 1,
        heading=t("council.follow_up", lang),
        fragment=FRAGMENT,
        sentence=sentence,
        short=sentence if known else t("council.not_recorded", lang),
        limit=t("council.follow_up_limit", lang),
        rows=rows,
        replies=" ".join(replies) or t("council.no_reply", lang),
        compare=Link(
            t("council.compare", lang, area=area.name),
            compare_url(ViewState(recommendation="R2", areas=(area.code,)), lang),
        ),
    )


def _row(one: Recommendation, recorded: Recorded, lang: Lang) -> FollowUpRow:
    state = recorded.states.get(one.id)
    return FollowUpRow(
        Link(f"{one.id}. {translated(one.title, lang)}", recommendation_url(one.id, lang)),
        ", ".join(t(f"addressee.{name}", lang) for name in one.addressees),
        t(f"measurable.{one.measurable}", lang),
        translated(state, lang) if state else t("council.not_recorded", lang),
    )
