"""Questions that a council can ask, chosen by rules from the figures of its area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from indicators.bilingual import Texts, TextsError, places
from indicators.comparison.records import Comparison
from indicators.definition import IndicatorId, RecommendationId, read_definitions
from indicators.narrative.facts import Facts
from indicators.narrative.phrases import benchmark, figure, number, period, place
from indicators.values import Area
from indicators.wording import LANGS, Lang
from ingest.files import read_yaml
from ingest.source import Translated

FILE = Path(__file__).with_name("questions.yaml")

When = Literal[
    "clearly_higher",
    "possibly_higher",
    "not_distinguishable",
    "possibly_lower",
    "clearly_lower",
    "increasing",
    "decreasing",
    "no_figure",
    "always",
]
_OF_A_FIGURE = {"value", "period"}
_OF_A_BENCHMARK = {"benchmark", "benchmark_value"}
_WORDS = {
    "clearly_higher",
    "possibly_higher",
    "not_distinguishable",
    "possibly_lower",
    "clearly_lower",
}


class Template(BaseModel):
    """One question of questions.yaml; `when` names the cases in which it is asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    recommendation: RecommendationId
    indicator: IndicatorId | None = None
    when: list[When]
    nl: str
    en: str

    @model_validator(mode="after")
    def _check(self) -> "Template":
        wanted = places(self.nl)
        if wanted != places(self.en):
            raise ValueError(f"{self.id}: Dutch and English have other places")
        allowed = {"place"}
        if self.indicator:
            if self.indicator not in read_definitions():
                raise ValueError(f"{self.id}: there is no indicator {self.indicator}")
            if "no_figure" not in self.when:
                allowed |= _OF_A_FIGURE
            if set(self.when) <= _WORDS:
                allowed |= _OF_A_BENCHMARK
        elif self.when != ["always"]:
            raise ValueError(f"{self.id}: without an indicator a question is always asked")
        if beyond := sorted(wanted - allowed):
            raise ValueError(f"{self.id}: {beyond} are not known in all cases of {self.when}")
        return self


@dataclass(frozen=True)
class Question:
    """One question, with the figure and the rule that it comes from."""

    id: str
    recommendation_id: str
    indicator_id: str | None
    when: When
    text: Translated


@cache
def read_templates() -> tuple[Template, ...]:
    """All questions in their fixed order."""
    try:
        content = read_yaml(FILE)
        return tuple(TypeAdapter(list[Template]).validate_python(content))
    except (yaml.YAMLError, ValidationError) as error:
        raise TextsError(f"{FILE.name}: {error}") from error


def questions(
    area: Area, found: Sequence[Facts], areas: Mapping[str, Area]
) -> tuple[Question, ...]:
    """The questions for one area in their fixed order, at most one an indicator."""
    by_indicator = {facts.definition.id: facts for facts in found}
    asked: dict[str, Question] = {}
    for template in read_templates():
        key = template.indicator or template.id
        if key in asked:
            continue
        facts = by_indicator.get(template.indicator or "")
        if template.indicator and facts is None:
            continue
        when = _case(template, facts)
        if when is not None:
            asked[key] = _question(template, when, area, facts, areas)
    return tuple(asked.values())


def _case(template: Template, facts: Facts | None) -> When | None:
    """Which case of a question holds, or None."""
    if facts is None:
        return "always"
    if facts.value.value is None:
        return "no_figure" if "no_figure" in template.when else None
    holds: list[str] = ["always"]
    if first := _first(facts):
        holds.append(first.code)
    if facts.years:
        holds.append(facts.years.code)
    return next((when for when in template.when if when in holds), None)


def _first(facts: Facts) -> Comparison | None:
    """The comparison that a question speaks of: the first one that could be made."""
    return next((c for c in facts.comparisons if c.code != "too_few_data"), None)


def _question(
    template: Template,
    when: When,
    area: Area,
    facts: Facts | None,
    areas: Mapping[str, Area],
) -> Question:
    texts = Texts(FILE.name, {template.id: Translated(nl=template.nl, en=template.en)})
    nl, en = (
        texts.get(template.id, lang, **_values(template, area, facts, areas, lang))
        for lang in LANGS
    )
    return Question(
        template.id, template.recommendation, template.indicator, when, Translated(nl=nl, en=en)
    )


def _values(
    template: Template, area: Area, facts: Facts | None, areas: Mapping[str, Area], lang: Lang
) -> dict[str, str]:
    """What fills the places of a question, and no more than it has."""
    known = {"place": place(facts.shown if facts else area, lang)}
    if facts and (amount := figure(facts, lang)):
        known |= {"value": amount, "period": period(facts, lang)}
    if facts and (first := _first(facts)):
        beside = number(
            first.benchmark_value, first.benchmark_lower, first.benchmark_upper, facts, lang
        )
        known |= {
            "benchmark": benchmark(facts, first, areas, lang), "benchmark_value": beside or ""
        }  # fmt: skip
    return {name: known[name] for name in places(template.nl)}
