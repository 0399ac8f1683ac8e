"""Numbers as people write them, for the sentences that are made below the dashboard.

A sentence about a figure is the same on a page, in a file and on the command line.
"""

from typing import Literal, get_args

from ingest.source import Translated

Lang = Literal["nl", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)

_SWAP = str.maketrans(",.", ".,")


def format_number(value: float, lang: Lang, decimals: int = 0) -> str:
    """A number with a fixed count of decimals.

    >>> format_number(1234.5, "nl", 1)
    '1.234,5'
    """
    text = f"{value:,.{decimals}f}"
    return text.translate(_SWAP) if lang == "nl" else text


def format_count(value: float, lang: Lang) -> str:
    """A count: whole numbers without decimals, anything else with the decimals that it needs.

    >>> format_count(12.5, "en")
    '12.5'
    """
    digits = f"{value:.10f}".rstrip("0").rstrip(".")
    return format_number(value, lang, len(digits.partition(".")[2]))


def translated(text: Translated, lang: Lang) -> str:
    """A text that a definition or a source brings along in both languages."""
    return text.nl if lang == "nl" else text.en
