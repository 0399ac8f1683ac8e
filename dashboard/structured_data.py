"""A page in the words of schema.org, for catalogues of data and the results of a search.

`Dataset` where figures can be downloaded, `BreadcrumbList` where a page stands under another. Never
for fictitious figures: a catalogue would list them as data.
"""

from collections.abc import Callable

from dashboard.i18n.text import t
from dashboard.page import Page, PageRequest
from dashboard.urls import download_url, home_url
from indicators.api import Release
from indicators.definition import Definition
from indicators.values import SourceState
from indicators.wording import Lang, translated
from ingest.periods import period_end, period_start

# That of the publisher's tables, and of what we make of them.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_FIGURES = "indicatoren"

Content = dict[str, object]
Canonical = Callable[[Page, PageRequest], str]


def structured_data(page: Page, request: PageRequest, canonical: Canonical) -> list[Content]:
    """The records of a page; `canonical` gives its address."""
    found: list[Content] = []
    release = request.shown
    if page.parents:
        found.append(_breadcrumbs(page, request, canonical))
    if page.dataset is not None and release is not None:
        found.append(_dataset(page, page.dataset, release, request, canonical))
    return found


def _breadcrumbs(page: Page, request: PageRequest, canonical: Canonical) -> Content:
    above = ((t("site.name", request.lang), home_url(request.lang)), *page.parents)
    steps = [(name, request.origin + href) for name, href in above]
    steps.append((page.title, canonical(page, request)))
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": href}
            for place, (name, href) in enumerate(steps, 1)
        ],
    }


def _dataset(
    page: Page,
    about: Definition | str,
    release: Release,
    request: PageRequest,
    canonical: Canonical,
) -> Content:
    lang, origin = request.lang, request.origin
    definition = about if isinstance(about, Definition) else None
    definitions = [definition] if definition else release.indicators()
    tables = {table for one in definitions for table in one.sources}
    sources = [one for one in release.sources() if one.is_delivered and one.id in tables]
    name = page.title if definition else t("description.dataset_name", lang)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": f"{name}. {page.description}",
        "url": canonical(page, request),
        "inLanguage": lang,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {
            "@type": "Organization",
            "name": t("site.name", lang),
            "url": origin + home_url(lang),
        },
        "version": release.manifest["version"],
        "identifier": release.id,
        "dateModified": release.manifest["built_at"][:10],
        **_coverage(release, definitions),
        "spatialCoverage": {"@type": "Country", "name": t("description.country", lang)},
        "isBasedOn": [_source(one, lang) for one in sources],
        "distribution": _files(release, definition, origin, lang),
    }


def _source(one: SourceState, lang: Lang) -> Content:
    title = one.title_nl if lang == "nl" else one.title_en
    return {"@type": "Dataset", "name": f"{title} ({one.id})", "url": one.url, "license": LICENCE}


def _coverage(release: Release, definitions: list[Definition]) -> Content:
    """From the first day to the last that any figure is about; nothing where there is no figure."""
    codes = [period.code for one in definitions for period in release.periods(one.id)]
    starts = [day for code in codes if (day := period_start(code))]
    ends = [day for code in codes if (day := period_end(code))]
    return {"temporalCoverage": f"{min(starts)}/{max(ends)}"} if starts and ends else {}


def _files(
    release: Release, definition: Definition | None, origin: str, lang: Lang
) -> list[Content]:
    """Every table as a file, or the figures of one indicator."""
    filters = {"indicator": [definition.id]} if definition else None
    tables = [one for one in release.tables() if definition is None or one.name == _FIGURES]
    return [
        {
            "@type": "DataDownload",
            "name": translated(one.title, lang),
            "encodingFormat": "text/csv",
            "contentUrl": origin + download_url(release.id, one.name, filters),
        }
        for one in tables
    ]
