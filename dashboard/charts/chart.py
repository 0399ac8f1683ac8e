"""What every chart has, whatever it draws: a name, a text, a table, and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from indicators.wording import Lang


@dataclass(frozen=True)
class About:
    """Where the numbers of a chart come from, in the language of the chart.

    `source` names publisher, tables and the version of each; `made` is the day of the newest
    snapshot. `params` are those of the address that gives this chart again, by their Dutch
    names.
    """

    lang: Lang
    release_id: str
    made: str
    source: str
    licence: str
    is_fictitious: bool
    params: Mapping[str, str]


@dataclass(frozen=True)
class ChartTable:
    """The numbers of a chart as text: `columns` are the headings, the first names the row.

    `numbers` tells which columns stand to the right.
    """

    caption: str
    columns: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """A chart before it is drawn. Each kind adds its numbers.

    `name` says what is drawn, of where and when; `text` what is to be seen in it and how to read
    it; every number that is drawn is in `table`. `kind` is its name in addresses.
    """

    kind: ClassVar[str]

    name: str
    text: str
    table: ChartTable
    about: About


@dataclass(frozen=True)
class Amount:
    """One figure to be drawn: a value, or at least its bounds, or a reason why there is neither.

    `text` is what stands beside the mark; `bounds` is empty where nothing bounds the figure;
    `reason` is empty where there is a value.
    """

    value: float | None
    lower: float | None
    upper: float | None
    text: str
    bounds: str
    reason: str

    @property
    def has_range(self) -> bool:
        """Whether it has a lower and an upper bound."""
        return self.lower is not None and self.upper is not None

    @property
    def numbers(self) -> list[float]:
        """Every number of it that takes place on an axis."""
        return [one for one in (self.value, self.lower, self.upper) if one is not None]
