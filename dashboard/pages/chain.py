"""The chain page: from report to help in one municipality, with what is not known in view."""

from datetime import UTC, datetime

from dash import html

from dashboard.chain_table import chain_table
from dashboard.charts.chain import chain as chain_chart
from dashboard.chosen import parse_chosen
from dashboard.components.basics import bullet_list, csv_link, link, note, paragraphs, section
from dashboard.components.chain import chain_in_sentences, chain_table_view
from dashboard.components.chart import chart_block
from dashboard.components.chosen_form import chosen_form, not_usable
from dashboard.components.source_table import source_table
from dashboard.components.term import terms_line
from dashboard.i18n.numbers import period_name
from dashboard.i18n.text import t
from dashboard.page import Content, Page, PageRequest, Redirect
from dashboard.pages import municipality, not_found
from dashboard.urls import (
    chain_url,
    download_url,
    methods_url,
    municipality_url,
    picture_name,
)
from indicators.api import Release
from indicators.chain.records import Chain
from indicators.chain.steps import read_steps
from indicators.values import Area, Period
from indicators.wording import Lang, translated

# What stands beside the municipality. The province is in the file, not on the page.
BESIDE = ("veilig_thuis_region", "country")
TABLE = "keten"


def page(request: PageRequest, name: str) -> Page | Redirect:
    """The page; `name` is the code of a municipality, with any words behind it."""
    release, lang = request.release, request.lang
    area = municipality.find(release, name)
    if area is None:
        return not_found.page(request, seen=name)
    lasting = chain_url(area, lang)
    if not lasting.endswith(f"/{name}/keten"):
        return Redirect(lasting + (f"?{request.query}" if request.query else ""))
    periods = _periods(release)
    chosen, problems = parse_chosen(request.params, periods=[one.code for one in periods])
    newest = _newest(release, area, periods)
    period = chosen.period or newest
    title = t("chain_page.title", lang, area=area.name)
    content: Content = [
        html.H1(title),
        html.P(t("chain_page.lead", lang), className="lead"),
        html.P(link(t("chain_page.council", lang, area=area.name), municipality_url(area, lang))),
        *not_usable(problems, lang),
        chosen_form(lasting, "chain", periods, period, lang),
    ]
    chain = release.chain(area.code, period) if period else None
    if chain is None:
        content += paragraphs([t("chain_page.nothing", lang, area=area.name)])
    else:
        content += _chain(request, release, chain)
    asked = period if period and period != newest else ""
    return Page(
        title,
        content,
        t("description.chain", lang, area=area.name),
        address=chain_url(area, lang, period=asked),
        picture=picture_name("gemeente", area.code),
        parents=((t("council.title", lang, area=area.name), municipality_url(area, lang)),),
    )


def _chain(request: PageRequest, release: Release, chain: Chain) -> Content:
    lang = request.lang
    caption = t(
        "chain_page.caption",
        lang,
        area=chain.area.name,
        period=period_name(chain.period_code, lang),
        status=t(f"status.{chain.first.figure.status}", lang),
    )
    view = chain_table(chain, lang, BESIDE)
    file = download_url(
        release.id,
        "keten",
        {
            "gebieden": [chain.area.code, *(one.code for one in chain.larger)],
            "periode": [chain.period_code],
        },
    )
    sources = sorted(
        {one for node in chain.walk() for one in node.figure.source_tables.split("; ")}
    )
    overview = request.store.overview(datetime.now(UTC))
    used = [one for one in overview.sources if one.id in sources]
    about = [
        html.P(csv_link(t("chain_page.csv", lang), file)),
        source_table(used, lang),
        html.P(link(t("chain_page.methods", lang), methods_url(lang, fragment="keten"))),
    ]
    return [
        section(
            t("chain_page.heading", lang),
            [
                *paragraphs([t("chain_page.how_to_read", lang)]),
                chain_table_view(view, caption, lang),
            ],
            fragment=TABLE,
        ),
        *_chart(release, chain, lang),
        note(t("chain_page.cohort_title", lang), translated(read_steps().caveats["cohort"], lang)),
        section(
            t("chain_page.ends", lang),
            [
                bullet_list(
                    translated(read_steps().caveats[key], lang)
                    for key in ("help_not_shown", "transfers", "organisation")
                )
            ],
            fragment="einde",
        ),
        *chain_in_sentences(chain.first, lang),
        *terms_line((translated(node.step.title, lang) for node in chain.walk()), lang),
        section(t("chain_page.sources", lang), about, fragment="bronnen"),
    ]


def _chart(release: Release, chain: Chain, lang: Lang) -> Content:
    drawn = chain_chart(release, chain.area, lang, chain.period_code)
    if drawn is None:
        return []
    block = chart_block(drawn, lang, table_place="elsewhere")
    return [section(t("chain_page.drawn", lang), [block], fragment="tekening")]


def _periods(release: Release) -> list[Period]:
    """Years before half-years, each newest first, as on the other pages."""
    return [
        period for kind in ("year", "half_year") for period in reversed(release.chain_periods(kind))
    ]


def _newest(release: Release, area: Area, periods: list[Period]) -> str | None:
    """The newest period of which anything about the reports is known; else the newest at all."""
    for period in periods:
        chain = release.chain(area.code, period.code)
        if chain is not None and any(node.figure.is_known for node in chain.walk()):
            return period.code
    return periods[0].code if periods else None
