"""Text that can be set in our own fonts, which is all that a sheet has."""

import unicodedata

from dashboard.design.letters import LETTERS

_HAVE = frozenset(map(chr, LETTERS))


def in_our_letters(text: str) -> str:
    """The text with every letter that our fonts lack without its accents, or else as `?`.

    A sheet with a letter that no font has could not be made at all.

    >>> in_our_letters("Ǎdam: 漢")
    'Adam: ?'
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(one if one in _HAVE else _near(one) for one in composed)


def _near(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter)
    kept = "".join(one for one in parts if one in _HAVE)
    return kept or ("" if unicodedata.category(letter) in ("Cf", "Mn") else "?")
