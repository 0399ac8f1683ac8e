"""Lists and tables of the page, each made from the code or data that it describes."""

from collections.abc import Callable, Iterable
from typing import get_args

import numpy as np

from indicators.comparison import words
from indicators.comparison.classes import (
    AreaClass,
    classify,
    read_classes,
    reference_municipalities,
)
from indicators.comparison.comparators import JUDGED_AS, read_comparators
from indicators.comparison.peer_model import read_peer_model
from indicators.definition import Definition, read_definitions
from indicators.legal_terms import read_legal_terms
from indicators.narrative.questions import read_templates
from indicators.revisions import causes, version
from indicators.rounding import STEP
from indicators.statistics.rounding_error import rounding_variance
from indicators.trend import records
from tests.tools.methods.choices import read_choices
from tests.tools.reference import table

_RELATIVE_TO = (5, 10, 20, 50, 100, 1000)
_ORIGINS = {
    "ours": "Chosen by us",
    "inferred": "Inferred from what is published",
    "method": "Part of a method as it is published",
    "arithmetic": "For the arithmetic only",
}


def relative_errors() -> str:
    """What rounding can do to a count, beside what chance does."""
    counts = np.array(_RELATIVE_TO, dtype=float)
    columns = (STEP / 2 / counts, np.sqrt(rounding_variance(STEP)) / counts, 1 / np.sqrt(counts))
    rows = [
        [f"{count:,}", *(f"{100 * column[place]:.1f}%" for column in columns)]
        for place, count in enumerate(_RELATIVE_TO)
    ]
    heads = [
        "published", "rounding at most", "rounding, standard deviation",
        "chance, standard deviation",
    ]  # fmt: skip
    return table(heads, rows)


def six_words() -> str:
    """The words of a comparison with their rules."""
    rows = [
        [f"`{code}`", words.word(code).en, words.word(code).nl, words.rule(code).en]
        for code in get_args(words.Code)
    ]
    return table(["code", "word", "in Dutch", "rule"], rows)


def too_few_data() -> str:
    """The reasons for the last word, in the order in which they are looked at."""
    rows = [
        [f"`{reason}`", words.reason_text(reason).en, words.reason_text(reason).nl]
        for reason in get_args(words.Reason)
    ]
    return table(["reason", "means", "in Dutch"], rows)


def classes() -> str:
    """Every class with how many municipalities are in it."""
    found = read_classes()
    members = [*classify(found, reference_municipalities()).values()]
    rows = [
        [f"`{one.id}`", one.label.en, _urbanity(one), str(members.count(one.id))]
        for one in found.classes
    ]
    return table(["class", "holds", "urbanity", f"municipalities ({found.reference_year})"], rows)


def _urbanity(one: AreaClass) -> str:
    return ", ".join(str(urbanity) for urbanity in one.urbanity)


def peer_variables() -> str:
    """What similar municipalities are alike in."""
    rows = [
        [f"`{one.id}`", one.label.en, one.source.en, one.scale, f"{one.weight:g}"]
        for one in read_peer_model().variables
    ]
    return table(["variable", "meaning", "source", "scale", "weight"], rows)


def revision_causes() -> str:
    """The rules for why a figure differs."""
    rows = [[str(place), f"`{r.cause}`", r.why] for place, r in enumerate(causes.RULES, 1)]
    return table(["", "cause", "holds when"], rows)


def version_rules() -> str:
    """What raises which number of a release's version."""
    rows = [[f"`{rule.reason}`", rule.level] for rule in version.RULES]
    return table(["what was found", "raises"], [*rows, ["anything else", "patch"]])


def trend_codes() -> str:
    """What can be said of a series, and why nothing can."""
    codes, reasons = (
        ", ".join(f"`{one}`" for one in get_args(kind)) for kind in (records.Code, records.Reason)
    )
    return f"* What can be said: {codes}.\n* Why nothing can: {reasons}.\n"


def questions() -> str:
    """How many questions there are, and in which cases they are asked."""
    templates = read_templates()
    rows = [
        [f"`{one.id}`", one.recommendation, one.indicator or "none", ", ".join(one.when)]
        for one in templates
    ]
    return table(["question", "recommendation", "figure", "asked when"], rows)


def legal_terms() -> str:
    """The terms as text, with what was checked."""
    rows = [
        [
            one.text.en,
            one.source.en,
            one.kind,
            f"{one.noted:%d-%m-%Y}",
            f"{one.checked:%d-%m-%Y}" if one.checked else f"no: {one.not_checked.en}",
            ", ".join([*one.indicators, *one.recommendations]),
        ]
        for one in read_legal_terms()
    ]
    heads = ["term", "source", "set by", "written down", "checked in the text in force", "beside"]
    return table(heads, rows)


def choices() -> str:
    """Every number, by where it comes from."""
    parts = []
    for origin, title in _ORIGINS.items():
        rows = [
            [format(one.value, one.form), one.what, one.why, f"`{one.where}`"]
            for one in read_choices().values()
            if one.origin == origin
        ]
        parts.append(f"### {title}\n\n{table(['number', 'is', 'why', 'in `indicators`'], rows)}")
    return "\n".join(parts)


def indicators() -> str:
    """Which method each indicator gets."""
    rows = [_indicator(one) for one in read_definitions().values()]
    heads = [
        "", "kind", "own interval", "about", "direction", "municipality held against",
        "Veilig Thuis region held against", "trend",
    ]  # fmt: skip
    return table(heads, rows)


_INTERVALS = {"proportion": "Wilson", "rate": "Byar or exact", "ratio": "dispersion model"}
_KINDS_OF_PERIOD = {"year": "five years", "half_year": "half-years"}


def _indicator(one: Definition) -> list[str]:
    comparators = read_comparators()
    at_municipality, at_region = (
        comparators.benchmark_kinds(one, level) for level in ("municipality", "veilig_thuis_region")
    )
    is_approximated = one.id in comparators.shares_of_children
    interval = _INTERVALS[JUDGED_AS[one.kind]] if one.has_counts or is_approximated else "none"
    if "municipality" not in one.area_levels or one.is_regional:
        at_municipality = []
    if "veilig_thuis_region" not in one.area_levels:
        at_region = []
    return [
        one.id,
        one.kind.replace("_", " "),
        f"{interval}, approximated" if is_approximated else interval,
        one.population.replace("_", " "),
        _direction(one),
        _benchmarks(at_municipality, has_word=interval != "none"),
        _benchmarks(at_region, has_word=interval != "none"),
        _trend(one),
    ]


def _benchmarks(kinds: Iterable[str], *, has_word: bool) -> str:
    named = ", ".join(kinds).replace("veilig_thuis", "Veilig Thuis").replace("_", " ")
    if not named:
        return "nothing"
    return named if has_word else f"{named}; no word, for want of counts"


def _direction(one: Definition) -> str:
    judged = one.polarity.replace("_", " ")
    if not one.judged_at:
        return judged
    levels = ", ".join(one.judged_at).replace("veilig_thuis", "Veilig Thuis").replace("_", " ")
    return f"{judged} ({levels})"


def _trend(one: Definition) -> str:
    """A series of percentages has process limits but no test: that needs counts."""
    if one.kind not in JUDGED_AS:
        return "none"
    kinds = [kind for kind in one.period_kinds if one.has_counts or kind != "year"]
    return ", ".join(_KINDS_OF_PERIOD[kind] for kind in kinds if kind in _KINDS_OF_PERIOD) or "none"


PARTS: dict[str, Callable[[], str]] = {
    function.__name__: function
    for function in (
        relative_errors, six_words, too_few_data, classes, peer_variables, revision_causes,
        version_rules, trend_codes, questions, legal_terms, choices, indicators,
    )
}  # fmt: skip
