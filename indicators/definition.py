"""Indicator definitions and recommendations: a text for citizens beside a query for analysts.

`definitions/<id>.yaml` holds the words and the rules, `definitions/<id>.sql` the numerator and the
denominator. Everything in between, the arithmetic, stands once in `ratio.sql`.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from indicators.values import AreaLevel, PeriodKind
from ingest.source import TableSource, Translated, read_sources

FOLDER = Path(__file__).parent
DEFINITIONS = FOLDER / "definitions"
RECOMMENDATIONS = FOLDER / "recommendations.yaml"

# The fixed order of screens and files: volume first, then the chain from report to help.
ORDER = ("V1", "A1", "A2", "B1", "B3", "C1", "R1a")

IndicatorId = Annotated[str, Field(pattern=r"^[A-Z][0-9][a-z]?$")]
RecommendationId = Annotated[str, Field(pattern=r"^R[1-9]$")]


class DefinitionError(Exception):
    """A definition or recommendation file is not understood."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Break(_Strict):
    """A period from which figures cannot be joined to earlier ones, and why."""

    period: str
    reason: Translated


class Definition(_Strict):
    """One indicator.

    `kind`: a *proportion* has a numerator that is part of its denominator (capped at 1); a *rate*
    counts events per population; a *ratio* divides two counts of different things; a *published
    share* is the publisher's own percentage, for which no counts are printed.
    `complement`: the query's numerator is what is left out (1 minus it is the value), and
    `remainder_label` names it.
    `population`: whom the figure is about, which every sentence must name.
    `needs`: per source the terms and topics, by our names, that its table may turn out not to have;
    without all of them there is no such indicator.
    `checked_by` stays empty until an independent person has signed.
    """

    id: IndicatorId
    title: Translated
    description_short: Translated
    why_it_matters: Translated
    does_not_show: Translated
    numerator_label: Translated
    denominator_label: Translated
    remainder_label: Translated | None = None
    unit: Literal["per_100", "per_1000"]
    decimals: int
    kind: Literal["proportion", "rate", "ratio", "published_share"]
    complement: bool = False
    population: Literal["child_abuse", "all_domestic_violence", "all_young_people"]
    polarity: Literal["higher_is_better", "lower_is_better", "not_judged"]
    polarity_reason: Translated
    question: Literal["reports", "investigation", "help", "in_view", "context"]
    caveats: list[Translated]
    breaks: list[Break]
    area_levels: list[AreaLevel]
    period_kinds: list[PeriodKind]
    recommendations: list[RecommendationId]
    sources: list[str]
    needs: dict[str, list[str]] = {}
    responsible_role: Translated
    checked_by: str | None
    date_reviewed: date
    next_review: date
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]

    @model_validator(mode="after")
    def _check(self) -> "Definition":
        unknown = set(self.sources) - set(read_sources())
        if unknown:
            raise ValueError(f"sources {sorted(unknown)} have no file in ingest/sources")
        for source_id, terms in self.needs.items():
            missing = sorted(set(terms) - _names(source_id))
            if source_id not in self.sources or missing:
                raise ValueError(
                    f"needs {missing or source_id}; expected one of `sources` and names that its "
                    "file in ingest/sources gives."
                )
        if self.complement != (self.remainder_label is not None):
            raise ValueError("a complement, and nothing else, has a remainder_label")
        veilig_thuis = {"A1", "A2", "B1", "C1"}
        if self.id in veilig_thuis and self.polarity != "not_judged":
            # Working methods differ between the 25 organisations: see the polarity reasons.
            raise ValueError(f"{self.id} is not judged at municipal level")
        return self

    @property
    def multiplier(self) -> int:
        """What the plain ratio is multiplied with: 100 or 1,000."""
        return {"per_100": 100, "per_1000": 1000}[self.unit]

    @property
    def sql(self) -> str:
        """The query that returns area_code, period_code, numerator and denominator."""
        return (DEFINITIONS / f"{self.id}.sql").read_text(encoding="utf-8")


def _names(source_id: str) -> set[str]:
    """Our names for topics and categories in one source file."""
    source = read_sources().get(source_id)
    if not isinstance(source, TableSource):
        return set()
    terms = (term for d in source.categories for term in (*d.terms, *d.term_patterns))
    return {*source.topics, *terms}


class Part(_Strict):
    """One thing that a compound recommendation asks for."""

    id: str
    text: Translated


class Recommendation(_Strict):
    """One recommendation of the Kinderombudsman, in our words and our numbering."""

    id: RecommendationId
    title: Translated
    text: Translated
    addressees: list[Literal["municipality", "veilig_thuis", "national_government", "everybody"]]
    measurable: Literal["partly", "context_only", "no"]
    indicators: list[IndicatorId]
    not_measurable: Translated
    parts: list[Part]


@cache
def read_definitions() -> dict[str, Definition]:
    """All indicators by id, in the fixed order of screens and files."""
    paths = {path.stem: path for path in DEFINITIONS.glob("*.yaml")}
    if set(paths) != set(ORDER):
        raise DefinitionError(
            f"saw definitions {sorted(paths)}; expected {sorted(ORDER)}. "
            "Add the new indicator to ORDER, so that its place on screen is decided."
        )
    return {name: _read_definition(paths[name]) for name in ORDER}


@cache
def read_recommendations() -> dict[str, Recommendation]:
    """R1 to R9 in order; every indicator they name exists and names them back."""
    try:
        content = yaml.safe_load(RECOMMENDATIONS.read_text(encoding="utf-8"))
        rows = [Recommendation.model_validate(row) for row in content]
    except (yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"{RECOMMENDATIONS.name}: {error}") from error
    for row in rows:
        named = {d.id for d in read_definitions().values() if row.id in d.recommendations}
        if set(row.indicators) != named:
            raise DefinitionError(
                f"{row.id}: saw indicators {sorted(row.indicators)}; expected {sorted(named)}, "
                "which name this recommendation in their own file."
            )
    return {row.id: row for row in rows}


def _read_definition(path: Path) -> Definition:
    try:
        definition = Definition.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"{path.name}: {error}") from error
    if definition.id != path.stem:
        raise DefinitionError(f"{path.name}: saw id {definition.id}; expected {path.stem}.")
    return definition
