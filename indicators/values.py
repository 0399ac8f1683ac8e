"""What the rest of the product knows about a release: plain records, no SQL, no pandas."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from ingest.errors import Reason

AreaLevel = Literal[
    "country",
    "part_of_country",
    "province",
    "corop",
    "youth_region",
    "veilig_thuis_region",
    "municipality",
    "other",
]
PeriodKind = Literal["year", "half_year", "other"]
Status = Literal["provisional", "revised_provisional", "definitive", "not_stated"]
MissingReason = Literal[
    "unknown_or_secret",  # the publisher prints a dot
    "impossible",  # the publisher prints a blank
    "unexplained",  # the publisher gives a mark that we do not know
    "not_delivered",  # the publisher's table or cell did not reach us
    "not_published",  # the publisher prints no figure for this kind of area
    "withheld_by_us",  # too few observations for a ratio
    "contradicted",  # published figures that exclude each other
]
Reliability = Literal["normal", "indicative"]


@dataclass(frozen=True)
class Area:
    """A place. `name` is ours (Groningen), `published_name` StatLine's (Groningen (gemeente))."""

    code: str
    level: AreaLevel
    name: str
    published_name: str
    province_code: str | None
    veilig_thuis_code: str | None
    is_current: bool
    boundary_year: int | None


@dataclass(frozen=True)
class Period:
    """A reporting period with the publisher's own code, e.g. 2023JJ00 or 2025HJ01."""

    code: str
    kind: PeriodKind
    year: int


@dataclass(frozen=True)
class IndicatorValue:
    """One computed figure with all that it must carry.

    `value`, `lower` and `upper` are in the indicator's unit and rounded to its decimals (the bounds
    outwards). `numerator` and `denominator` are published or added-up counts; None where the
    publisher gives only the share itself. Where `value` is None, `missing_reason` says why, and
    `lower`/`upper` may still hold what rounding and suppression leave.
    """

    indicator_id: str
    area_code: str
    area_name: str
    area_level: AreaLevel
    period_code: str
    period_kind: PeriodKind
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
    reliability: Reliability | None
    is_own_sum: bool
    boundary_year: int | None
    indicator_version: str
    source_tables: str
    source_change_keys: str
    retrieved_at: datetime | None
    release_id: str
    licence: str
    is_fictitious: bool
    is_selection: bool


@dataclass(frozen=True)
class ShownValue:
    """The figure that is shown for an area, and whose it is.

    `area` is the area itself, or its Veilig Thuis region where the publisher prints the figure per
    region only; a reader must then be told so.
    """

    value: IndicatorValue
    area: Area


@dataclass(frozen=True)
class SourceState:
    """One published table as it stands in a release; `change_key` is None when not delivered."""

    id: str
    title_nl: str
    title_en: str
    published_title: str | None
    publisher: str
    licence: str
    attribution: str
    url: str
    is_delivered: bool
    is_selection: bool
    is_fictitious: bool
    modified: str | None
    change_key: str | None
    retrieved_at: datetime | None
    row_count: int | None
    newest_period: str | None
    kind: str
    protocol: str | None
    protocol_reason: Reason | None


@dataclass(frozen=True)
class Issue:
    """Something that a reader of the figures should know about a source."""

    severity: Literal["warning", "error"]
    source_id: str | None
    subject: str
    message_nl: str
    message_en: str
