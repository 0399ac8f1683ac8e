"""What the municipality is like, with the country beside it, and what has no figure at all."""

from dashboard.council.amounts import amount
from dashboard.council.content import Amount, Background
from dashboard.council.figures import FiguresOfArea
from dashboard.council.rows import figure_rows
from dashboard.i18n.text import t
from dashboard.newest import COUNTRY
from dashboard.shown import shown
from indicators.api import Release
from indicators.definition import Definition
from indicators.values import Area
from indicators.wording import Lang

# The report of the Kinderombudsman names these beside violence.
_WITHOUT_FIGURE = ("divorce", "learning", "psychological")


def background(release: Release, area: Area, figures: FiguresOfArea, lang: Lang) -> Background:
    """Context by itself, then who reports and who asks advice, then what nobody publishes."""
    definitions = [one for one in shown(release.indicators()) if one.question == "context"]
    # Who reports belongs to a recommendation; the make-up of a municipality to none.
    about_place = [one for one in definitions if not one.recommendations]
    about_reports = [one for one in definitions if one.recommendations]
    rows = figure_rows(release, area, figures, about_place, lang)
    return Background(
        tuple((row, _country(release, figures, row.definition, lang)) for row in rows),
        figure_rows(release, area, figures, about_reports, lang),
        tuple(t(f"council.without_{name}", lang) for name in _WITHOUT_FIGURE),
    )


def _country(
    release: Release, figures: FiguresOfArea, definition: Definition, lang: Lang
) -> Amount | None:
    facts = figures.get(definition.id)
    if facts is None:
        return None
    value = release.value(definition.id, COUNTRY, facts.value.period_code)
    return amount(value, definition, lang) if value else None
