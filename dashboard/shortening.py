"""Texts that have to fit where only so many letters are shown."""

import re

_ELLIPSIS = "…"
_END_OF_SENTENCE = re.compile(r"[.?!](?= )")


def shortened(text: str, most: int) -> str:
    """At most so many letters: whole sentences where the first one fits, else whole words.

    >>> shortened("Eén zin. En nog een zin.", 12)
    'Eén zin.'
    >>> shortened("Een zin die te lang is", 12)
    'Een zin die…'
    """
    if len(text) <= most:
        return text
    ends = [found.end() for found in _END_OF_SENTENCE.finditer(text) if found.end() <= most]
    # A short sentence alone would say too little.
    if ends and ends[-1] > most / 2:
        return text[: ends[-1]]
    return text[:most].rpartition(" ")[0].rstrip(",;: ") + _ELLIPSIS
