"""The fixed vocabulary of comparisons: six words, and the reasons for the last of them.

Which word an area gets is decided in `indicators.statistics.judgement` and nowhere else. Words say
higher or lower, never better or worse: that is for `Definition.polarity` and the page to say.
"""

from pathlib import Path
from typing import Literal

from indicators.bilingual import Texts
from ingest.source import Translated

Code = Literal[
    "clearly_higher",
    "possibly_higher",
    "not_distinguishable",
    "possibly_lower",
    "clearly_lower",
    "too_few_data",
]
Reason = Literal[
    "no_value",
    "small_denominator",
    "no_counts",
    "no_bounds",
    "impossible_bounds",
    "no_benchmark",
    "too_few_areas",
]

_FOLDER = Path(__file__).parent
_WORDS, _RULES, _REASONS = (
    Texts.read(_FOLDER / name) for name in ("words.yaml", "rules.yaml", "reasons.yaml")
)


def word(code: Code) -> Translated:
    """What readers see for a code, in the middle of a sentence."""
    return _WORDS.by_key[code]


def rule(code: Code) -> Translated:
    """When an area gets the word, as a sentence."""
    return _RULES.by_key[code]


def reason_text(reason: Reason) -> Translated:
    """Why there are too few data for a comparison, as a sentence."""
    return _REASONS.by_key[reason]
