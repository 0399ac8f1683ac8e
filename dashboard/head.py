"""What the head of a document says of its page, to browsers, search engines and who shares it."""

import json
from html import escape

from dashboard.charts.drawing.card import HEIGHT, WIDTH
from dashboard.design.colours import palette
from dashboard.i18n.text import t
from dashboard.page import Page, PageRequest
from dashboard.shortening import shortened
from dashboard.structured_data import structured_data
from dashboard.urls import in_language, in_version, picture_url, split_language
from indicators.wording import LANGS, Lang

# More than this is cut off in the results of a search.
TITLE_LENGTH = 70
DESCRIPTION_LENGTH = 160
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}


def window_title(title: str, lang: Lang) -> str:
    """The title of the window: the page first, because tabs show the beginning only."""
    room = TITLE_LENGTH - len(t("site.title", lang, page=""))
    return t("site.title", lang, page=shortened(title, room))


def description(page: Page, request: PageRequest) -> str:
    """The sentences about a page, which begin with the warning where its figures are invented."""
    texts = [page.description]
    if request.shown is not None and request.shown.is_fictitious:
        texts.insert(0, t("banner.fictitious_title", request.lang))
    return shortened(" ".join(texts), DESCRIPTION_LENGTH)


def canonical(page: Page, request: PageRequest, lang: Lang | None = None) -> str:
    """The one whole address of what is shown, in its own language or in `lang`.

    Without what newspapers and mail programs add. A page of one release keeps its release.
    """
    own = page.address or in_language(request.path, "", request.lang)
    if request.version and request.shown is not None:
        own = in_version(own, request.shown.id)
    path, _, query = own.partition("?")
    return request.origin + in_language(split_language(path)[1], query, lang or request.lang)


def head(page: Page, request: PageRequest) -> str:
    """The tags between `<head>` and the icon, the title among them."""
    is_public = page.status == 200
    is_fictitious = request.shown is not None and request.shown.is_fictitious
    tags = [
        f"<title>{escape(window_title(page.title, request.lang))}</title>",
        _meta("description", description(page, request)),
        *(
            _tag("meta", name="theme-color", content=palette(scheme)["paper"], media=media)
            for scheme, media in (
                ("light", "(prefers-color-scheme: light)"),
                ("dark", "(prefers-color-scheme: dark)"),
            )
        ),
    ]
    if is_fictitious or not is_public:
        tags.append(_meta("robots", "noindex"))
    if is_public:
        tags += [*_addresses(page, request), *_shared(page, request)]
    if is_public and not is_fictitious:
        tags += [_data_block(one) for one in structured_data(page, request, canonical)]
    return "\n".join(tags)


def _addresses(page: Page, request: PageRequest) -> list[str]:
    alternates = {lang: canonical(page, request, lang) for lang in LANGS}
    return [
        _tag("link", rel="canonical", href=alternates[request.lang]),
        *(
            _tag("link", rel="alternate", hreflang=lang, href=href)
            for lang, href in [*alternates.items(), ("x-default", alternates["nl"])]
        ),
    ]


def _shared(page: Page, request: PageRequest) -> list[str]:
    """Open Graph, and what X asks beside it."""
    lang, title = request.lang, window_title(page.title, request.lang)
    properties = {
        "og:type": "website",
        "og:site_name": t("site.name", lang),
        "og:title": title,
        "og:description": description(page, request),
        "og:url": canonical(page, request),
        "og:locale": _LOCALES[lang],
    }
    if request.shown is not None:
        picture = request.origin + picture_url(request.shown.id, page.picture, lang)
        properties |= {
            "og:image": picture,
            "og:image:type": "image/png",
            "og:image:width": str(WIDTH),
            "og:image:height": str(HEIGHT),
            "og:image:alt": t("picture.alt", lang, title=page.title),
        }
    tags = [_tag("meta", property=name, content=text) for name, text in properties.items()]
    card = "summary_large_image" if request.shown is not None else "summary"
    return [*tags, _meta("twitter:card", card)]


def _meta(name: str, content: str) -> str:
    return _tag("meta", name=name, content=content)


def _tag(element: str, **attributes: str) -> str:
    written = "".join(f' {name}="{escape(text)}"' for name, text in attributes.items())
    return f"<{element}{written}>"


def _data_block(content: dict[str, object]) -> str:
    # A data block is never run. No tag can end it early where no `<` is left in it.
    text = json.dumps(content, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
