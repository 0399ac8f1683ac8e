"""What the rest of the product knows about a recast figure: a plain record, and words for it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from indicators.bilingual import Texts
from indicators.values import MissingReason, Reliability, Status

RecastKind = Literal["whole", "split", "renamed"]
RecastRefusal = Literal[
    "published_share",  # a percentage without counts
    "persons_overlap",  # a person can be counted in two of the municipalities
    "unknown_share",  # nobody tells how many people a change of a boundary moved
    "unclear_division",  # a change within the year, and it is not clear where it is counted
    "member_not_delivered",
    "member_impossible",
    "member_without_bounds",
    "already_published",  # the publisher has recast it
    "counted_twice",  # the publisher has figures for the old and for the new municipality
    "cannot_be_taken_apart",  # the figures are of a later division than the one asked for
    "period_outside_data",  # before our list of reclassifications begins
]

_FOLDER = Path(__file__).parent
# By kind and by refusal: what is said of a recast figure, and why there is none.
KIND_WORDS, REFUSAL_WORDS = (
    Texts.read(_FOLDER / name).by_key for name in ("kinds.yaml", "refusals.yaml")
)


@dataclass(frozen=True)
class RecastValue:
    """A figure of an earlier year for a municipality of `target_boundary_year`.

    As IndicatorValue; exactly one of `value`, `missing_reason` and `refusal` is there. `members`
    are the codes of the municipalities that were added up. `is_exact`: from unrounded counts of
    whole municipalities. `boundary_year` is whose municipalities the publisher's figures are on.
    """

    indicator_id: str
    target_boundary_year: int
    area_code: str
    area_name: str
    period_code: str
    period_kind: str
    value: float | None
    lower: float | None
    upper: float | None
    numerator: float | None
    numerator_lower: float | None
    numerator_upper: float | None
    denominator: float | None
    denominator_lower: float | None
    denominator_upper: float | None
    unit: str
    status: Status
    missing_reason: MissingReason | None
    refusal: RecastRefusal | None
    reliability: Reliability | None
    recast_kind: RecastKind | None
    members: str
    is_exact: bool
    boundary_year: int
    indicator_version: str
    source_tables: str
    source_change_keys: str
    retrieved_at: datetime | None
    release_id: str
    licence: str
    is_fictitious: bool
    is_selection: bool
