"""The steps of the chain from report to help, as `steps.yaml` gives them."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from indicators.definition import DefinitionError
from ingest.files import read_yaml
from ingest.source import TableSource, Translated, read_sources

STEPS = Path(__file__).parent / "steps.yaml"

Unit = Literal["reports", "cases", "services", "transfers"]
Population = Literal["all_domestic_violence", "child_abuse"]
Relation = Literal["part", "follows", "recount"]
StepId = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Cells(_Strict):
    """The cells of one table that hold a count, by our names for its topic and categories."""

    source: str
    topic: str
    categories: dict[str, str] = {}

    @model_validator(mode="after")
    def _check(self) -> "Cells":
        source = read_sources().get(self.source)
        if not isinstance(source, TableSource):
            raise ValueError(f"saw source {self.source}; expected a table of ingest/sources")
        terms = {spec.name: {*spec.terms, *spec.term_patterns} for spec in source.categories}
        if self.topic not in source.topics or set(self.categories) != set(terms):
            raise ValueError(
                f"saw {self.topic} and {sorted(self.categories)}; expected a topic of "
                f"{self.source} and a term for each of {sorted(terms)}"
            )
        for dimension, term in self.categories.items():
            if term not in terms[dimension]:
                raise ValueError(f"saw {dimension} {term}; expected {sorted(terms[dimension])}")
        return self

    @property
    def names(self) -> list[str]:
        """The topic and the terms that the table has to have."""
        return [self.topic, *self.categories.values()]


class Step(_Strict):
    """One count in the chain and how it hangs on the count before it.

    `noun` names what is counted, with its population, after a number; `clause` is what happened,
    with `{count}` in it; `when_zero` is the whole sentence where a remainder is nothing.
    `caveats` and `unknown` name texts of the same file.
    """

    id: StepId
    title: Translated
    noun: Translated
    clause: Translated
    when_zero: Translated | None = None
    unit: Unit
    population: Population
    parent: StepId | None = None
    relation: Relation | None = None
    cells: list[Cells] = []
    complement_of: StepId | None = None
    remainder: bool = False
    caveats: list[str]
    unknown: str

    @model_validator(mode="after")
    def _check(self) -> "Step":
        if [bool(self.cells), self.complement_of is not None, self.remainder].count(True) != 1:
            raise ValueError("expected exactly one of cells, complement_of and remainder")
        if (self.parent is None) != (self.relation is None):
            raise ValueError("expected parent and relation together")
        if not self.cells and self.relation != "part":
            raise ValueError("a complement or a remainder is a part")
        if self.remainder != (self.when_zero is not None):
            raise ValueError("a remainder, and nothing else, has when_zero")
        return self

    @property
    def is_derived(self) -> bool:
        """Whether the count is worked out from published ones instead of read."""
        return not self.cells

    @property
    def has_share(self) -> bool:
        """Whether the step is shown per 100 of its parent."""
        return self.relation in ("part", "follows")


class Steps(_Strict):
    """All steps in the order of the page, every parent before its steps, and their texts."""

    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    caveats: dict[str, Translated]
    unknown: dict[str, Translated]
    steps: list[Step]

    @model_validator(mode="after")
    def _check(self) -> "Steps":
        seen: dict[str, Step] = {}
        siblings = {(step.parent, step.id) for step in self.steps}
        for step in self.steps:
            if step.parent is not None and step.parent not in seen:
                raise ValueError(f"{step.id}: expected parent {step.parent} before it")
            if step.id in seen:
                raise ValueError(f"saw {step.id} twice")
            if step.relation == "part" and seen[step.parent or ""].unit != step.unit:
                raise ValueError(f"{step.id}: a part counts in the unit of its parent")
            if step.complement_of and (step.parent, step.complement_of) not in siblings:
                raise ValueError(f"{step.id}: expected a step with the same parent to leave out")
            unknown = {*step.caveats} - self.caveats.keys() | {step.unknown} - self.unknown.keys()
            if unknown:
                raise ValueError(f"{step.id}: no text named {sorted(unknown)}")
            seen[step.id] = step
        return self

    def sources_of(self, step: Step) -> list[str]:
        """The tables that a count can come from, the one that is read first in front."""
        if step.cells:
            return [cells.source for cells in step.cells]
        return self.sources_of(next(one for one in self.steps if one.id == step.parent))


@cache
def read_steps() -> Steps:
    """The chain; DefinitionError says what is not understood."""
    try:
        return Steps.model_validate(read_yaml(STEPS))
    except (yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"{STEPS.name}: {error}") from error
