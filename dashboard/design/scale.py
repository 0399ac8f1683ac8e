"""Type, space and lines: the sizes that everything is set in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """A length or another value of CSS, with what it is for."""

    name: str
    use: str
    value: str


FONT_TEXT = "Hulpmonitor Sans"
FONT_HEADING = "Hulpmonitor Serif"

# The stand-ins (15-fonts.css) have the same widths and heights: nothing moves when ours come.
FONTS = (
    Size("font-text", "text, figures, controls", f'"{FONT_TEXT}", "Sans stand-in", sans-serif'),
    Size("font-heading", "h1 and h2", f'"{FONT_HEADING}", "Serif stand-in", serif'),
)

# One step is about 1.2; the large ones shrink on a phone.
TYPE = (
    Size("text-small", "notes, sources, units, marks", "0.9375rem"),
    Size("text-table", "tables", "1rem"),
    Size("text", "reading text", "1.125rem"),
    Size("text-lead", "the sentence that answers; h3", "1.3125rem"),
    Size("text-h2", "h2", "clamp(1.5rem, 1.25rem + 1.1vw, 1.875rem)"),
    Size("text-h1", "h1", "clamp(1.875rem, 1.35rem + 2.4vw, 2.75rem)"),
    Size("text-number", "the number that a figure is about", "clamp(2.5rem, 2rem + 2vw, 3.25rem)"),
    Size("leading", "line height of text", "1.55"),
    Size("leading-tight", "line height of headings", "1.18"),
)

SPACE = (
    Size("space-1", "between a sign and its word", "0.25rem"),
    Size("space-2", "within a control", "0.5rem"),
    Size("space-3", "between cells", "0.75rem"),
    Size("space-4", "between paragraphs", "1rem"),
    Size("space-5", "within a panel", "1.5rem"),
    Size("space-6", "between figures", "2.25rem"),
    Size("space-7", "between parts of a page", "3.5rem"),
    Size("gap", "beside the page", "clamp(1rem, 3vw, 1.75rem)"),
    Size("measure", "longest line of text", "42rem"),
    Size("width", "widest page", "72rem"),
    Size("target", "height of what is touched", "2.75rem"),
)

EDGES = (
    Size("radius-small", "controls, marks", "3px"),
    Size("radius", "panels", "6px"),
    Size("edge", "rule beside what counts", "4px"),
)

SIZES = (*FONTS, *TYPE, *SPACE, *EDGES)
