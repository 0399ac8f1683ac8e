"""What the rest of the product knows about a recast figure: a plain record, and words for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from indicators.values import MissingReason, Reliability, Status
from ingest.source import Translated

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

RECAST = Translated(nl="herrekend", en="recast")

KIND_WORDS: dict[RecastKind, Translated] = {
    "whole": Translated(
        nl="herrekend: hele gemeenten opgeteld", en="recast: whole municipalities added up"
    ),
    "split": Translated(
        nl="herrekend: geschat, want een gemeente is verdeeld",
        en="recast: estimated, because a municipality was divided",
    ),
    "renamed": Translated(
        nl="herrekend: zelfde gebied, andere code", en="recast: same area, other code"
    ),
}

REFUSAL_WORDS: dict[RecastRefusal, Translated] = {
    "published_share": Translated(
        nl="Niet herrekend: CBS geeft alleen het percentage, en percentages kun je niet optellen.",
        en="Not recast: CBS gives the percentage only, and percentages cannot be added up.",
    ),
    "persons_overlap": Translated(
        nl="Niet herrekend: wie verhuisde, kan in twee van deze gemeenten zijn meegeteld.",
        en="Not recast: someone who moved can be counted in two of these municipalities.",
    ),
    "unknown_share": Translated(
        nl="Niet herrekend: het is niet bekend hoeveel mensen overgingen naar een andere gemeente.",
        en="Not recast: it is not known how many people went over to another municipality.",
    ),
    "unclear_division": Translated(
        nl="Niet herrekend: een gemeente verdween in de loop van het jaar, en het is niet "
        "duidelijk waar CBS haar meetelt.",
        en="Not recast: a municipality ended within the year, and it is not clear where CBS "
        "counts it.",
    ),
    "member_not_delivered": Translated(
        nl="Niet herrekend: het cijfer van een van de vroegere gemeenten is niet geleverd.",
        en="Not recast: the figure of one of the former municipalities was not delivered.",
    ),
    "member_impossible": Translated(
        nl="Niet herrekend: volgens CBS kan het cijfer van een van de vroegere gemeenten niet "
        "voorkomen.",
        en="Not recast: by CBS the figure of one of the former municipalities cannot occur.",
    ),
    "member_without_bounds": Translated(
        nl="Niet herrekend: het cijfer van een van de vroegere gemeenten is afgeschermd, en kan "
        "van alles zijn.",
        en="Not recast: the figure of one of the former municipalities is suppressed, and can be "
        "anything.",
    ),
    "already_published": Translated(
        nl="Niet herrekend: CBS geeft zelf al een cijfer voor deze gemeente.",
        en="Not recast: CBS itself gives a figure for this municipality.",
    ),
    "counted_twice": Translated(
        nl="Niet herrekend: CBS geeft cijfers voor de vroegere en voor de nieuwe gemeente.",
        en="Not recast: CBS gives figures for the former and for the new municipality.",
    ),
    "cannot_be_taken_apart": Translated(
        nl="Niet herrekend: een cijfer van een samengevoegde gemeente is niet uit elkaar te halen.",
        en="Not recast: the figure of a merged municipality cannot be taken apart.",
    ),
    "period_outside_data": Translated(
        nl="Niet herrekend: onze lijst van herindelingen begint in 2015.",
        en="Not recast: our list of reclassifications begins in 2015.",
    ),
}


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
