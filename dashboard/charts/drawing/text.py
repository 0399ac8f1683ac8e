"""How wide a text is, about, and where it can be broken into lines.

The font of the page is not known here, so widths are those of a wide one: a label may get a little
more room than it needs, and never less.
"""

_NARROW = set("fijlrt.,:;'’()[]|! ")
_WIDE = set("mwMWGOQ@%&—")


_BOLD = 1.12


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """The width of one line in pixels, for a font size in pixels."""
    return (
        (_BOLD if is_bold else 1)
        * size
        * sum(
            0.36 if one in _NARROW else 0.9 if one in _WIDE else 0.68 if one.isupper() else 0.6
            for one in text
        )
    )


def wrap(text: str, width: float, size: float, *, is_bold: bool = False) -> list[str]:
    """Lines of at most `width` pixels; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, is_bold=is_bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
