"""A chart as a small page of its own, to stand in somebody else's: words, drawing, table, source.

It is frozen to a release, so that it keeps saying what the story around it says; where there are
newer figures it says so.
"""

from html import escape
from pathlib import Path

from dash import html

from dashboard.charts.chart import Chart
from dashboard.components.basics import Node
from dashboard.components.chart import chart_block
from dashboard.i18n.text import t
from dashboard.server_html import to_html
from dashboard.state import ViewState
from dashboard.urls import chart_url, compare_url, municipality_url
from indicators.api import Release
from indicators.wording import Lang

_STYLES = Path(__file__).parent / "assets" / "css"

_DOCUMENT = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
{styles}
</head>
<body class="embed">
<main>{content}</main>
</body>
</html>"""


def embed_page(chart: Chart, width: float, newest: Release) -> str:
    """The document for an iframe; `newest` is the newest release there is."""
    about, lang = chart.about, chart.about.lang
    content: list[Node] = []
    if about.is_fictitious:
        content.append(html.P(html.Strong(t("chart.watermark", lang)), className="note"))
    if about.release_id != newest.id:
        newer = chart_url(newest.id, chart.kind, about.params, lang, "embed")
        content.append(
            html.P(
                [
                    t("chart.embed.newer", lang, date=about.made),
                    " ",
                    html.A(t("chart.embed.newer_link", lang), href=newer),
                ],
                className="note",
            )
        )
    content += [
        chart_block(chart, lang, width=width, is_embedded=True),
        html.P(
            [
                f"{about.source}. ",
                t("chart.release", lang, release=about.release_id, licence=about.licence),
                " ",
                html.A(
                    t("chart.embed.site", lang), href=_page(chart, newest, lang), target="_blank"
                ),
            ],
            className="small",
        ),
    ]
    styles = "\n".join(
        f'<link rel="stylesheet" href="/assets/css/{path.name}">'
        for path in sorted(_STYLES.glob("*.css"))
    )
    return _DOCUMENT.format(
        lang=lang, title=escape(chart.name), styles=styles, content=to_html(content)
    )


def _page(chart: Chart, newest: Release, lang: Lang) -> str:
    """The page of the site that says most about what is drawn."""
    params = chart.about.params
    codes = tuple(code for code in params.get("gebieden", "").split(",") if code)
    if "indicator" in params:
        period = params.get("periode", "")
        return compare_url(ViewState(params["indicator"], "", period, tuple(sorted(codes))), lang)
    area = newest.area(codes[0]) if codes else None
    return municipality_url(area, lang) if area else compare_url(ViewState(), lang)
