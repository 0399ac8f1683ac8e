"""What the follow-up register holds about one municipality.

There is no register yet, so nothing is recorded about anybody. Its records take the place of the
empty answer here; the page does not change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.values import Area
from ingest.source import Translated


@dataclass(frozen=True)
class Recorded:
    """What is on record: the state by recommendation id, and what the municipality replied."""

    states: Mapping[str, Translated] = field(default_factory=dict)
    replies: tuple[Translated, ...] = ()


def recorded_about(area: Area) -> Recorded:
    """The records about a municipality. `area` is whom they are about; there are none yet."""
    del area
    return Recorded()
