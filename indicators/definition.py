"""Indicator definitions and recommendations: a text for citizens beside a query for analysts.

`definitions/<id>.yaml` holds the words and the rules, `definitions/<id>.sql` the numerator and the
denominator, or a query that several indicators share. Everything in between, the arithmetic, stands
once in `ratio.sql`.
"""

from datetime import date
from functools import cache
from pathlib import Path
from string import Template
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from indicators.values import AreaLevel, PeriodKind
from ingest.files import read_yaml
from ingest.source import TableSource, Translated, read_sources

FOLDER = Path(__file__).parent
DEFINITIONS = FOLDER / "definitions"
RECOMMENDATIONS = FOLDER / "recommendations.yaml"

# The fixed order of screens and files: volume first, then the chain from report to help.
ORDER = (
    "V1", "V1b", "V1c",
    "A1", "A2", "A3", "A4", "A5",
    "B1", "B2", "B2a", "B2b", "B2c", "B2d", "B3", "B3a", "B3b", "B3c", "B4", "B5",
    "C1", "C1b", "C1c", "C1d", "C1e", "C2", "C3", "C4",
    "D1", "D2", "E1",
    "R1a", "R1b", "R1c", "R9a",
    "K1", "K2", "K3", "K4",
)  # fmt: skip

Polarity = Literal["higher_is_better", "lower_is_better", "not_judged"]
Kind = Literal["proportion", "rate", "ratio", "published_share", "count", "class"]
MIRRORED: dict[Polarity, Polarity] = {
    "higher_is_better": "lower_is_better",
    "lower_is_better": "higher_is_better",
    "not_judged": "not_judged",
}
# Kinds whose figure stands in the table as it is; we divide nothing.
AS_PUBLISHED: tuple[Kind, ...] = ("published_share", "count", "class")
# Units in which a figure of ours is per so many; the others say what is counted or measured.
_MULTIPLIERS = {"per_100": 100, "per_1000": 1000}

IndicatorId = Annotated[str, Field(pattern=r"^[A-Z][0-9][a-z]?$")]
Question = Literal["reports", "investigation", "help", "in_view", "context"]
RecommendationId = Annotated[str, Field(pattern=r"^R[1-9]$")]


class DefinitionError(Exception):
    """A definition or recommendation file is not understood."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Break(_Strict):
    """A period from which figures cannot be joined to earlier ones, and why."""

    period: str
    reason: Translated


class SharedQuery(_Strict):
    """A query of several indicators, which differ in `terms`: our names where it says `$name`."""

    file: Annotated[str, Field(pattern=r"^[a-z_]+\.sql$")]
    terms: dict[str, Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]]

    @model_validator(mode="after")
    def _check(self) -> "SharedQuery":
        path = DEFINITIONS / self.file
        if not path.exists():
            raise ValueError(f"saw query {self.file}; expected a file of {DEFINITIONS.name}")
        asked = set(Template(path.read_text(encoding="utf-8")).get_identifiers())
        if asked != set(self.terms):
            raise ValueError(f"saw terms {sorted(self.terms)}; {self.file} has {sorted(asked)}")
        return self

    @property
    def sql(self) -> str:
        """The query with its terms filled in as texts."""
        text = (DEFINITIONS / self.file).read_text(encoding="utf-8")
        return Template(text).substitute({name: f"'{term}'" for name, term in self.terms.items()})


class Definition(_Strict):
    """One indicator.

    `kind`: a *proportion* has a numerator that is part of its denominator (capped at 1); a *rate*
    counts events per population; a *ratio* divides two counts of different things; a *published
    share* is the publisher's own percentage, for which no counts are printed; a *count* and a
    *class* (a place on a fixed scale) are printed as they are.
    `complement`: the query's numerator is what is left out (1 minus it is the value), and
    `remainder_label` names it.
    `population`: whom the figure is about, which every sentence must name.
    `polarity` holds for areas of the levels in `judged_at`; at every other level the figure is not
    judged.
    `complement_of`: the indicator of which this one is the rest. It is in the files, marked, and
    not on the pages: one of the two says all.
    `part_of`: the indicator of which this one is a breakdown.
    `is_regional`: the publisher prints it per Veilig Thuis region only; a municipality is shown the
    figure of its region, named so.
    `needs`: per source the terms and topics, by our names, that its table may turn out not to have;
    without all of them there is no such indicator.
    `reference`: the list of ours in `ingest/reference` that it is read from, where it comes from no
    published table.
    `checked_by` stays empty until an independent person has signed.
    """

    id: IndicatorId
    title: Translated
    description_short: Translated
    description_long: Translated
    why_it_matters: Translated
    does_not_show: Translated
    numerator_label: Translated
    denominator_label: Translated | None
    remainder_label: Translated | None = None
    unit: Literal["per_100", "per_1000", "children", "urbanity_class"]
    decimals: int
    kind: Kind
    complement: bool = False
    population: Literal[
        "child_abuse",
        "all_domestic_violence",
        "all_young_people",
        "all_children",
        "all_households",
        "all_inhabitants",
    ]
    polarity: Polarity
    judged_at: list[AreaLevel]
    polarity_reason: Translated
    question: Question
    complement_of: IndicatorId | None = None
    part_of: IndicatorId | None = None
    is_regional: bool = False
    caveats: list[Translated]
    breaks: list[Break]
    area_levels: list[AreaLevel]
    period_kinds: list[PeriodKind]
    recommendations: list[RecommendationId]
    sources: list[str]
    reference: Literal["municipalities"] | None = None
    needs: dict[str, list[str]] = {}
    query: SharedQuery | None = None
    responsible_role: Translated
    checked_by: str | None
    date_reviewed: date
    next_review: date
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]

    @model_validator(mode="after")
    def _check_sources(self) -> "Definition":
        unknown = set(self.sources) - set(read_sources())
        if unknown:
            raise ValueError(f"sources {sorted(unknown)} have no file in ingest/sources")
        if bool(self.sources) == (self.reference is not None):
            raise ValueError("give either sources or a reference")
        for source_id, terms in self.needs.items():
            missing = sorted(set(terms) - _names(source_id))
            if source_id not in self.sources or missing:
                raise ValueError(
                    f"needs {missing or source_id}; expected one of `sources` and names that its "
                    "file in ingest/sources gives."
                )
        return self

    @model_validator(mode="after")
    def _check_figure(self) -> "Definition":
        if self.complement != (self.remainder_label is not None):
            raise ValueError("a complement, and nothing else, has a remainder_label")
        if (self.kind in ("count", "class")) != (self.denominator_label is None):
            raise ValueError("every kind but a count and a class has a denominator_label")
        if (self.kind in ("count", "class")) == (self.unit in _MULTIPLIERS):
            raise ValueError(f"saw unit {self.unit} for a {self.kind}")
        if self.is_regional and not {"municipality", "veilig_thuis_region"} <= {*self.area_levels}:
            raise ValueError(
                "a regional figure has rows for Veilig Thuis regions, and for the municipalities "
                "that are shown theirs: expected both in area_levels"
            )
        return self

    @model_validator(mode="after")
    def _check_polarity(self) -> "Definition":
        if (self.polarity == "not_judged") != (not self.judged_at):
            raise ValueError("judged_at names the levels of a polarity that judges, and only then")
        if beyond := sorted({*self.judged_at} - {*self.area_levels}):
            raise ValueError(f"judged_at has {beyond}, which are not in area_levels")
        # Working methods differ between the 25 organisations, and a municipality does not choose
        # them: what Veilig Thuis does is judged where it is responsible, or not at all.
        elsewhere = sorted({*self.judged_at} - {"veilig_thuis_region"})
        if self.is_of_veilig_thuis and elsewhere:
            raise ValueError(f"{self.id} is a figure of Veilig Thuis: not judged at {elsewhere}")
        return self

    @property
    def is_of_veilig_thuis(self) -> bool:
        """Whether it counts the reports, cases or services of Veilig Thuis."""
        return self.population in ("child_abuse", "all_domestic_violence")

    @property
    def is_shown(self) -> bool:
        """Whether pages show it: the rest of another figure is in the files only."""
        return self.complement_of is None

    @property
    def has_counts(self) -> bool:
        """Whether a numerator and a denominator are published, and we divide them."""
        return self.kind not in AS_PUBLISHED

    def polarity_at(self, level: AreaLevel) -> Polarity:
        """Whether more is better for areas of one level."""
        return self.polarity if level in self.judged_at else "not_judged"

    @property
    def multiplier(self) -> int:
        """What the plain ratio is multiplied with: 100 or 1,000; 1 where nothing is divided."""
        return _MULTIPLIERS.get(self.unit, 1)

    @property
    def sql(self) -> str:
        """The query that returns area_code, period_code, numerator and denominator."""
        if self.query is not None:
            return self.query.sql
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
    """One recommendation of the Kinderombudsman, in our words and our numbering.

    `note` says how its figures are to be read where that is not plain.
    """

    id: RecommendationId
    title: Translated
    text: Translated
    addressees: list[Literal["municipality", "veilig_thuis", "national_government", "everybody"]]
    measurable: Literal["partly", "context_only", "no"]
    indicators: list[IndicatorId]
    note: Translated | None = None
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
    found = {name: _read_definition(paths[name]) for name in ORDER}
    for definition in found.values():
        _check_relatives(definition, found)
    return found


@cache
def read_recommendations() -> dict[str, Recommendation]:
    """R1 to R9 in order; every indicator they name exists and names them back."""
    try:
        content = read_yaml(RECOMMENDATIONS)
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


def _check_relatives(one: Definition, found: dict[str, Definition]) -> None:
    """The indicators that one names exist, and a complement is judged as the other way round."""
    for name in (one.complement_of, one.part_of):
        if name is not None and (name not in found or not found[name].is_shown):
            raise DefinitionError(f"{one.id} names {name}; expected an indicator that is shown.")
    if one.complement_of is None:
        return
    other = found[one.complement_of]
    mirrored = (MIRRORED[other.polarity], {*other.judged_at}, other.population, other.unit)
    if (one.polarity, {*one.judged_at}, one.population, one.unit) != mirrored:
        raise DefinitionError(
            f"{one.id} is the complement of {other.id}; expected polarity {mirrored[0]} at the "
            "same levels, and the same population and unit."
        )


def _read_definition(path: Path) -> Definition:
    try:
        definition = Definition.model_validate(read_yaml(path))
    except (yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"{path.name}: {error}") from error
    if definition.id != path.stem:
        raise DefinitionError(f"{path.name}: saw id {definition.id}; expected {path.stem}.")
    return definition
