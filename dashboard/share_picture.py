"""The picture that stands for a page where it is shared: a name and, for an area, its number.

`/beeld/<release>/gemeente-GM0014.png`, `cijfer-C1.png`, `aanbeveling-R2.png` or `site.png`, with an
English twin under `/en`. It is of one release, so it never changes.
"""

from collections.abc import Callable
from dataclasses import dataclass

import flask
from flask.typing import ResponseReturnValue

from dashboard.charts.drawing.card import Card, card_svg
from dashboard.charts.png import png
from dashboard.council.amounts import amount_of
from dashboard.council.figures import figures_of
from dashboard.council.headlines import CANDIDATES, headline
from dashboard.i18n.text import t
from dashboard.page import SITE_PICTURE
from dashboard.urls import PictureKind, in_language
from indicators.api import Release, ReleaseStore
from indicators.wording import LANGS, Lang, translated

_FOREVER = "public, max-age=31536000, immutable"


def register(server: flask.Flask, store: ReleaseStore) -> None:
    """Add the addresses of pictures to a server, in both languages."""
    for lang in LANGS:

        def picture(release_id: str, name: str, lang: Lang = lang) -> ResponseReturnValue:
            release = store.get(release_id)
            card = card_of(release, name, lang) if release else None
            if release is None or card is None:
                text = t("picture.unknown", lang, release=release_id, name=name) + "\n"
                return flask.Response(text, status=404, mimetype="text/plain")
            response = flask.Response(png(card_svg(card)), mimetype="image/png")
            response.headers["Cache-Control"] = _FOREVER
            if release.is_fictitious:
                response.headers["X-Robots-Tag"] = "noindex"
            return response

        prefix = in_language("", "", lang)
        server.add_url_rule(f"{prefix}/beeld/<release_id>/<name>.png", f"picture-{lang}", picture)


def card_of(release: Release, name: str, lang: Lang) -> Card | None:
    """What the picture of a name says; None for a name that stands for nothing."""
    if name == SITE_PICTURE:
        said = _Said("", t("home.title", lang))
    else:
        kind, _, wanted = name.partition("-")
        found = _KINDS[kind](release, wanted, lang) if kind in _KINDS else None  # type: ignore[index]
        if found is None:
            return None
        said = found
    return Card(
        lang=lang,
        mark=t("site.name", lang),
        above=said.above,
        title=said.title,
        number=said.number,
        unit=said.unit,
        about=said.about,
        source=t("picture.source", lang, release=release.id) if not release.is_fictitious else "",
        warning=t("banner.fictitious_title", lang) if release.is_fictitious else "",
    )


@dataclass(frozen=True)
class _Said:
    """The part of a card that differs from subject to subject."""

    above: str
    title: str
    number: str = ""
    unit: str = ""
    about: str = ""


def _municipality(release: Release, code: str, lang: Lang) -> _Said | None:
    area = release.area(code)
    if area is None or area.level != "municipality":
        return None
    figures = figures_of(release, area, release.facts(area))
    above = t("picture.municipality", lang)
    answers = [facts for one in CANDIDATES if (facts := figures.get(headline(one, figures)))]
    # That of the first question which has a number.
    facts = next((one for one in answers if one.has_number), answers[0] if answers else None)
    if facts is None:
        return _Said(above, area.name, about=t("figure.nothing", lang))
    amount = amount_of(facts, lang)
    title = translated(facts.definition.title, lang)
    if amount.number is None:
        return _Said(above, area.name, t("figure.none", lang), "", f"{title}, {amount.period}")
    beside = [text for text in (amount.of_area, amount.bounds) if text]
    about = f"{title}, {amount.period}" + "".join(f" ({text})" for text in beside)
    return _Said(above, area.name, amount.number, amount.unit, about)


def _indicator(release: Release, indicator_id: str, lang: Lang) -> _Said | None:
    definition = release.indicator(indicator_id)
    if definition is None:
        return None
    short = translated(definition.description_short, lang)
    return _Said(t("picture.indicator", lang), translated(definition.title, lang), about=short)


def _recommendation(release: Release, recommendation_id: str, lang: Lang) -> _Said | None:
    asked = release.recommendation(recommendation_id)
    if asked is None:
        return None
    above = t("picture.recommendation", lang, id=asked.id)
    return _Said(above, translated(asked.title, lang))


_KINDS: dict[PictureKind, Callable[[Release, str, Lang], _Said | None]] = {
    "gemeente": _municipality,
    "cijfer": _indicator,
    "aanbeveling": _recommendation,
}
