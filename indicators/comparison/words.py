"""The fixed vocabulary of comparisons: six words, and the reasons for the last of them.

Which word an area gets is decided in `indicators.statistics.judgement` and nowhere else. Words say
higher or lower, never better or worse: that is for `Definition.polarity` and the page to say.
"""

from typing import Literal

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

# Each word with its rule; the rules are those of `judge`.
_WORDS: dict[Code, tuple[Translated, Translated]] = {
    "clearly_higher": (
        Translated(nl="duidelijk hoger", en="clearly higher"),
        Translated(
            nl="Hoe er ook is afgerond en afgeschermd: het cijfer ligt boven de grens van 99,8%.",
            en="However it was rounded and suppressed, the figure is above the 99.8% limit.",
        ),
    ),
    "possibly_higher": (
        Translated(nl="mogelijk hoger", en="possibly higher"),
        Translated(
            nl="Het cijfer ligt boven de grens van 95%, en zeker boven het vergelijkingscijfer.",
            en="The figure is above the 95% limit, and certainly above the benchmark.",
        ),
    ),
    "not_distinguishable": (
        Translated(nl="niet te onderscheiden", en="not distinguishable"),
        Translated(
            nl="Het verschil kan door toeval, afronden of afschermen komen.",
            en="The difference can come from chance, rounding or suppression.",
        ),
    ),
    "possibly_lower": (
        Translated(nl="mogelijk lager", en="possibly lower"),
        Translated(
            nl="Het cijfer ligt onder de grens van 95%, en zeker onder het vergelijkingscijfer.",
            en="The figure is below the 95% limit, and certainly below the benchmark.",
        ),
    ),
    "clearly_lower": (
        Translated(nl="duidelijk lager", en="clearly lower"),
        Translated(
            nl="Hoe er ook is afgerond en afgeschermd: het cijfer ligt onder de grens van 99,8%.",
            en="However it was rounded and suppressed, the figure is below the 99.8% limit.",
        ),
    ),
    "too_few_data": (
        Translated(nl="te weinig gegevens", en="too few data"),
        Translated(
            nl="Er is geen vergelijking te maken; de reden staat erbij.",
            en="No comparison can be made; the reason stands beside it.",
        ),
    ),
}

_REASONS: dict[Reason, Translated] = {
    "no_value": Translated(
        nl="Voor dit gebied is er geen cijfer.", en="There is no figure for this area."
    ),
    "small_denominator": Translated(
        nl="De noemer is kleiner dan 20.", en="The denominator is below 20."
    ),
    "no_counts": Translated(
        nl="Het CBS publiceert alleen een percentage, zonder aantallen.",
        en="CBS publishes a percentage only, without counts.",
    ),
    "no_bounds": Translated(
        nl="Hoe de aantallen zijn afgerond, is niet bekend.",
        en="How the counts were rounded is not known.",
    ),
    "impossible_bounds": Translated(
        nl="De gepubliceerde aantallen passen niet bij elkaar.",
        en="The published counts do not fit together.",
    ),
    "no_benchmark": Translated(
        nl="Er is geen bruikbaar cijfer om mee te vergelijken.",
        en="There is no usable figure to compare with.",
    ),
    "too_few_areas": Translated(
        nl="Er zijn te weinig gebieden met een cijfer om te zien hoeveel zij verschillen.",
        en="Too few areas have a figure to see how much they differ.",
    ),
}


def word(code: Code) -> Translated:
    """What readers see for a code, in the middle of a sentence."""
    return _WORDS[code][0]


def rule(code: Code) -> Translated:
    """When an area gets the word, as a sentence."""
    return _WORDS[code][1]


def reason_text(reason: Reason) -> Translated:
    """Why there are too few data for a comparison, as a sentence."""
    return _REASONS[reason]
