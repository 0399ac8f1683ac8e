"""A drawing as PNG, made from its SVG without a browser; fonts come from files of ours only."""

from pathlib import Path

import resvg_py

# The faces that the texts of a drawing are set in.
_FONTS = Path(__file__).parents[1] / "design" / "fonts"
FONT_FILES = (_FONTS / "sans-regular.ttf", _FONTS / "sans-semibold.ttf")
# Twice as many dots as CSS pixels: sharp on paper and on most screens.
ZOOM = 2


def png(svg: str) -> bytes:
    """A PNG of twice the width and height of a drawing with both, from `kinds.file_svg`.

    Raises FileNotFoundError where a font is not there: letters would be missing without a word.
    """
    for font in FONT_FILES:
        if not font.exists():
            raise FileNotFoundError(f"saw no font {font}; expected it for the text of drawings")
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(font) for font in FONT_FILES],
        zoom=ZOOM,
    )
