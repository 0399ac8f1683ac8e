"""docs/design.png, the visual language in one picture: `python -m tests.tools.specimen`.

Drawn by Chromium with the style sheets of the site, once light and once dark. The page itself is
left in build/specimen.html, to look at with any browser.
"""

import re
from base64 import b64encode
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from dashboard.design.patterns import pattern_definitions, pattern_fill
from tests.tools.chromium import ABSENT, FLAGS, find_chromium

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "dashboard" / "assets"
PICTURE = ROOT / "docs" / "design.png"
PAGE = ROOT / "build" / "specimen.html"
WIDTH, HEIGHT = 1240, 900

SWATCHES = (
    *("chosen", "netherlands", "region", "class", "nearest", "crowd"),
    *("ramp-1", "ramp-2", "ramp-3", "ramp-4", "ramp-5"),
)
MARKS = {
    "unknown": "onbekend",
    "suppressed": "te klein of geheim",
    "not-delivered": "niet geleverd",
    "provisional": "voorlopig",
    "indicative": "indicatief",
}
PATTERNS = ("unknown", "suppressed", "not-delivered")
CELLS = (
    ("Groningen", "41,5", "tussen 41,4 en 41,7", "chosen"),
    ("Utrecht", "25,2", "tussen 25,1 en 25,3", ""),
    ("Nederland", "20,9", "tussen 20,9 en 21,0", ""),
)


def specimen(theme: str) -> str:
    """One half of the picture: type, number, table, marks, series and patterns."""
    style = "".join(path.read_text(encoding="utf-8") for path in sorted(ASSETS.glob("css/*.css")))
    swatches = "".join(
        f'<span style="display:inline-block;width:6.2rem;font-size:.8rem">'
        f'<span style="display:block;height:1.6rem;background:var(--{name})"></span>{name}</span>'
        for name in SWATCHES
    )
    marks = " ".join(f'<span class="mark {kind}">{word}</span>' for kind, word in MARKS.items())
    drawn = "".join(
        f'<rect x="{130 * place}" width="120" height="34" fill="{pattern_fill(name, theme)}"/>'
        for place, name in enumerate(PATTERNS)
    )
    rows = "".join(
        f'<tr class="{kind}"><th scope="row">{name}</th><td class="number">{value}</td>'
        f'<td class="short">{bounds}</td></tr>'
        for name, value, bounds, kind in CELLS
    )
    return f"""<!DOCTYPE html><html lang="nl" data-theme="{theme}"><head><style>{_inline(style)}
</style></head><body><header class="site-header"><div class="bar"><div class="brand">
<a href="#">Hulpmonitor</a></div></div></header>
<main style="padding-block:1.5rem"><h1>Gemeente Groningen</h1>
<p class="lead">Eén zin die antwoord geeft, met wat er onzeker aan is.</p>
<article class="figure"><h3>Meldingen per 1.000 kinderen</h3><div class="headline" style="margin:0">
<div class="large-number"><strong class="amount">41,5</strong> tussen 41,4 en 41,7<br>2024</div>
<p>Meer meldingen is <a href="#">niet vanzelf slechter of beter</a>.</p></div></article>
<div class="table-frame"><table><thead><tr><th scope="col">Gebied</th>
<th scope="col" class="number">Waarde</th><th scope="col">Grenzen</th></tr></thead>
<tbody>{rows}</tbody></table></div>
<p>{marks}</p><svg width="390" height="34">{pattern_definitions(theme)}{drawn}</svg>
<div style="display:flex;flex-wrap:wrap;gap:.4rem;margin-top:1rem;line-height:1.3">{swatches}</div>
</main></body></html>"""


def _inline(style: str) -> str:
    """The fonts within the page, because it is not served from anywhere."""

    def font(found: re.Match[str]) -> str:
        content = b64encode((ASSETS / "css" / found[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{content}")'

    return re.sub(r'url\("(\.\./fonts/[^"]+)"\)', font, style)


def main() -> None:
    """Write the page and the picture."""
    frames = "".join(
        f'<iframe title="{theme}" srcdoc="{escape(specimen(theme))}" '
        f'style="border:0;width:50%;height:{HEIGHT}px"></iframe>'
        for theme in ("light", "dark")
    )
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(
        f'<!DOCTYPE html><title>Hulpmonitor</title><body style="margin:0;display:flex">{frames}',
        encoding="utf-8",
    )
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(ABSENT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(PAGE.as_uri(), wait_until="networkidle")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
