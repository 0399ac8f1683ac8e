"""How all sources stand, in one sentence, with when was and will be looked."""

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import note, paragraphs
from dashboard.i18n.numbers import format_moment
from dashboard.i18n.text import t
from indicators.status import Overview
from indicators.wording import Lang
from ingest.freshness import STATES


def summary(overview: Overview, lang: Lang) -> list[Component]:
    """The first lines of the page: counts by state, times, and whether the last attempt failed."""
    content: list[Component] = [
        html.P(summary_sentence(overview, lang), className="lead", id="samenvatting"),
        *paragraphs([_times(overview, lang)]),
    ]
    last = overview.log.last_run
    if last and last.outcome == "failed":
        stays = t("status_page.last_failed_stays", lang, moment=format_moment(last.finished, lang))
        content.append(note(t("status_page.last_failed", lang), stays))
    return content


def summary_sentence(overview: Overview, lang: Lang) -> str:
    """How many sources are fresh, and how many are in each of the other states, worst first."""
    count, fresh = len(overview.sources), overview.count("fresh")
    if fresh == count:
        return t("status_page.all_fresh", lang, count=count)
    if fresh > 1:
        first = t("status_page.some_fresh.many", lang, fresh=fresh, count=count)
    else:
        first = t(f"status_page.some_fresh.{('none', 'one')[fresh]}", lang, count=count)
    others = [
        t(f"state_count.{state}.{'one' if number == 1 else 'many'}", lang, count=number)
        for state in STATES
        if state != "fresh" and (number := overview.count(state))
    ]
    return f"{first} {t('status_page.others', lang, list=', '.join(others))}"


def _times(overview: Overview, lang: Lang) -> str:
    texts = [t("status_page.no_look", lang)]
    if overview.last_look:
        moment = format_moment(overview.last_look, lang)
        texts = [t("status_page.last_look", lang, moment=moment)]
    if overview.next_look:
        moment = format_moment(overview.next_look, lang)
        texts.append(t("status_page.next_look", lang, moment=moment))
    return " ".join(texts)
