"""Light, dark, or as the device: a choice that assets/frame.js keeps in the reader's browser."""

from dash import html
from dash.development.base_component import Component

from dashboard.i18n.text import t
from indicators.wording import Lang

THEME_SELECT = "theme-select"

# Where Mantine's controls keep the same choice, so that there is one.
STORED_AS = "mantine-color-scheme-value"

# In the head of the document, before anything is drawn: a page never shows in the wrong colours.
EARLY_SCRIPT = (
    "(function(){var root=document.documentElement;root.classList.add('scripted');"
    f"try{{var chosen=localStorage.getItem('{STORED_AS}');"
    "if(chosen==='light'||chosen==='dark')root.dataset.theme=chosen}catch(refused){}})()"
)


def theme_switch(lang: Lang) -> Component:
    """The choice; it shows only where a script can act on it."""
    options = [
        html.Option(t(f"theme.{choice}", lang), value=choice)
        for choice in ("auto", "light", "dark")
    ]
    return html.Div(
        [
            html.Label(t("theme.label", lang), htmlFor=THEME_SELECT),
            html.Select(options, id=THEME_SELECT),
        ],
        className="theme-switch",
    )
