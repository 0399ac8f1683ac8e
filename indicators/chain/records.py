"""The chain of one area and period as records, ready to be drawn or written out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from indicators.chain.steps import Population, Relation, Step, Unit
from indicators.values import Area, AreaLevel, MissingReason, PeriodKind, Reliability, Status
from ingest.source import Translated


@dataclass(frozen=True)
class StepFigure:
    """One count of the chain with all that it must carry.

    `value`, `lower` and `upper` count in `unit`; `share` and its bounds are per 100 of the parent
    (`parent_value`), with one decimal, the bounds rounded outwards. Where a number is None its
    reason says why. `is_derived`: worked out by us from published counts, so never exact.
    """

    step_id: str
    parent_id: str | None
    relation: Relation | None
    area_code: str
    area_name: str
    area_level: AreaLevel
    period_code: str
    period_kind: PeriodKind
    value: float | None
    lower: float | None
    upper: float | None
    unit: Unit
    population: Population
    missing_reason: MissingReason | None
    share: float | None
    share_lower: float | None
    share_upper: float | None
    share_missing_reason: MissingReason | None
    parent_value: float | None
    parent_lower: float | None
    parent_upper: float | None
    reliability: Reliability | None
    is_derived: bool
    is_remainder: bool
    is_own_sum: bool
    status: Status
    boundary_year: int | None
    chain_version: str
    source_tables: str
    source_change_keys: str
    retrieved_at: datetime | None
    release_id: str
    licence: str
    is_fictitious: bool
    is_selection: bool

    @property
    def is_known(self) -> bool:
        """Whether there is a number, or at least an upper bound."""
        return self.value is not None or self.upper is not None


@dataclass(frozen=True)
class ChainStep:
    """One step of the tree: what it is, its figure, and the same one of the larger areas.

    `sentences`: the first says the figure, the others how sure it is. `beside` is in the order of
    `Chain.larger`. `instead` is the smallest larger area with a number, where this area has neither
    a number nor bounds; `instead_sentence` names it.
    """

    step: Step
    figure: StepFigure
    beside: tuple[StepFigure, ...]
    sentences: tuple[Translated, ...]
    instead: StepFigure | None
    instead_sentence: Translated | None
    caveats: tuple[Translated, ...]
    unknown: Translated
    children: tuple["ChainStep", ...]

    def walk(self) -> Iterator["ChainStep"]:
        """This step and all below it, in the order of the page."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Chain:
    """From report to help, for one area and period, beside the larger areas it lies in.

    `larger` runs from the Veilig Thuis region over the province to the country. The chain starts in
    one step; the others hang under it.
    """

    area: Area
    period_code: str
    larger: tuple[Area, ...]
    first: ChainStep

    def walk(self) -> Iterator[ChainStep]:
        """Every step in the order of the page, each parent before its steps."""
        return self.first.walk()

    def step(self, step_id: str) -> ChainStep:
        """One step by its id; KeyError where there is none of that name."""
        for one in self.walk():
            if one.step.id == step_id:
                return one
        raise KeyError(step_id)
