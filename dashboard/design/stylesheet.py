"""The tokens as custom properties of CSS: the text of assets/css/10-tokens.css."""

from collections.abc import Iterable

from dashboard.design.colours import COLOURS, Scheme
from dashboard.design.scale import SIZES

_HEAD = "/* Made by `make fix` from dashboard/design; change it there. See docs/design.md. */\n"


def stylesheet() -> str:
    """Light is the ground; dark follows the device unless the reader chose; paper comes last."""
    sizes = [f"--{size.name}: {size.value};" for size in SIZES]
    light = _rule(":root", ["color-scheme: light;", *sizes, *_colours("light")])
    dark = ["color-scheme: dark;", *_colours("dark")]
    # The same values twice: one for the reader without a choice, one for the choice.
    by_device = _within("(prefers-color-scheme: dark)", ':root:not([data-theme="light"])', dark)
    chosen = _rule(':root[data-theme="dark"]', dark)
    # As heavy as the dark ones, so that a dark screen still prints black on white.
    paper = _within("print", ":root:root:root", ["color-scheme: light;", *_colours("print")])
    return "\n".join((_HEAD, light, by_device, chosen, paper))


def _colours(scheme: Scheme) -> list[str]:
    return [f"--{colour.name}: {colour.on(scheme)};" for colour in COLOURS]


def _rule(selector: str, lines: Iterable[str], indent: str = "") -> str:
    body = "".join(f"{indent}  {line}\n" for line in lines)
    return f"{indent}{selector} {{\n{body}{indent}}}\n"


def _within(query: str, selector: str, lines: Iterable[str]) -> str:
    return f"@media {query} {{\n{_rule(selector, lines, '  ')}}}\n"
