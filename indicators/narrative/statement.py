"""One thing that is said about one figure."""

from dataclasses import dataclass
from typing import Literal

from ingest.source import Translated

About = Literal["comparison", "trend", "half_years", "figure", "area"]


@dataclass(frozen=True)
class Statement:
    """A few sentences about one figure, with what they rest on.

    `code` is the word of the comparison or trend that they put into sentences, so that a page can
    choose and order them. `indicator_id` and `period_code` are None for a statement about the whole
    area.
    """

    about: About
    code: str
    text: Translated
    indicator_id: str | None = None
    area_code: str | None = None
    period_code: str | None = None
    benchmark_kind: str | None = None
