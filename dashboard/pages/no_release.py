"""What every address shows before the first figures are in."""

from dash import html

from dashboard.components.basics import link, paragraphs
from dashboard.i18n.text import t
from dashboard.page import Page, PageRequest
from dashboard.urls import status_url


def page(request: PageRequest) -> Page:
    """A plain explanation; 503 tells programs to come back later."""
    lang = request.lang
    run = request.store.last_run()
    texts = [t("no_release.lead", lang)]
    if run and run.outcome == "failed":
        texts.append(t("no_release.failed", lang))
    content = [
        html.H1(t("no_release.title", lang)),
        *paragraphs(texts),
        html.P(link(t("no_release.status", lang), status_url(lang))),
    ]
    return Page(t("no_release.title", lang), content, t("no_release.lead", lang), status=503)
