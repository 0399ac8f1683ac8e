"""The whole council page of one municipality, from a release."""

from datetime import datetime

from dashboard.council.answers import answers
from dashboard.council.background import background
from dashboard.council.certainty import how_sure
from dashboard.council.content import CouncilContent, Link
from dashboard.council.figures import figures_of, larger_areas
from dashboard.council.following import follow_up
from dashboard.council.history import history_of
from dashboard.council.remarks import questions, stands_out
from dashboard.i18n.text import t
from dashboard.sentences import area_label
from dashboard.urls import chain_url, download_url, factsheet_url
from indicators.api import Release
from indicators.values import Area
from indicators.wording import Lang, format_number


def council_content(release: Release, area: Area, lang: Lang) -> CouncilContent:
    """Everything that the page, the print and any other form of it say."""
    facts = release.facts(area)
    figures = figures_of(release, area, facts)
    said = release.narrative(area, facts)
    found = answers(release, area, figures, said, lang)
    headlines = {one.indicator_id for one in found}
    used = [figures[one] for one in headlines if one in figures]
    return CouncilContent(
        area=area,
        lang=lang,
        title=t("council.title", lang, area=area.name),
        surroundings=_surroundings(release, area, lang),
        history=history_of(release, area.code, lang),
        answers=found,
        follow_up=follow_up(release, area, lang),
        stands_out=stands_out(said, area, lang),
        how_sure=how_sure(release, area, figures, lang),
        questions=questions(said, headlines, lang),
        background=background(release, area, figures, lang),
        chain=Link(t("council.chain", lang), chain_url(area, lang)),
        factsheet=Link(t("factsheet.download", lang), factsheet_url(area, release.id, lang)),
        download=Link(
            t("council.download", lang, area=area.name),
            download_url(release.id, "indicatoren", {"gebieden": [area.code]}),
        ),
        release_id=release.id,
        built_at=datetime.fromisoformat(release.manifest["built_at"]),
        tables=tuple(sorted({table for one in used for table in one.definition.sources})),
        is_fictitious=release.is_fictitious,
    )


def _surroundings(release: Release, area: Area, lang: Lang) -> tuple[str, ...]:
    larger = [one for one in larger_areas(release, area) if one.level != "country"]
    texts = [area_label(one, lang) for one in larger]
    if found := release.area_class(area.code):
        inhabitants = format_number(found.inhabitants, lang)
        texts.append(t("council.inhabitants", lang, count=inhabitants, year=found.reference_year))
        texts.append(found.class_nl if lang == "nl" else found.class_en)
    return tuple(texts)
