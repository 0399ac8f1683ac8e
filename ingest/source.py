"""The source files: what each published table is and what we take from it.

One YAML file in `ingest/sources/` is one published table; its file name is its id. Titles are
those the publisher prints: columns and categories are found by title when a table is loaded, never
by a column key, because keys carry running numbers that change when a table is redesigned.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, TypeAdapter, ValidationError, model_validator

from ingest.columns import DimensionSpec, DotBound, Identifier, Part, Strict, TakesOver, TopicSpec
from ingest.errors import SourceFileError
from ingest.files import read_yaml
from ingest.periods import period_end

SOURCES = Path(__file__).parent / "sources"


class Translated(Strict):
    """A text in both languages of the interface."""

    nl: str
    en: str


class Publisher(Strict):
    """Who publishes the table, and whether it is an official statistical office."""

    name: str
    url: str
    official: bool


class Publication(Strict):
    """By when the publisher should have published a kind of period, at the latest.

    `period` ends the period's code, after the year: `HJ01` is the first half of a year. What is
    expected in the year after carries `years_later: 1`.
    """

    period: Annotated[str, Field(pattern=r"^[A-Z]{2}\d{2}$")]
    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    years_later: int = 0

    @model_validator(mode="after")
    def _check(self) -> "Publication":
        if period_end(f"2000{self.period}") is None:
            raise ValueError(f"saw period {self.period}; expected JJ00, HJ01, HJ02, KW01 or MM01")
        date(2001, self.month, self.day)  # a day that every year has, or a ValueError
        return self

    def latest_day(self, year: int) -> date:
        """The last day on which the period of `year` is still in time."""
        return date(year + self.years_later, self.month, self.day)


class Source(Strict):
    """What every source has, whatever it publishes.

    `assumed` says what in the file is not known from the publisher but assumed by us.
    """

    kind: str
    id: str
    title: Translated
    summary: Translated
    publisher: Publisher
    licence: str
    attribution: str
    url: str
    frequency: Literal["half_yearly", "yearly", "irregular"]
    schedule: str
    publication: tuple[Publication, ...] = ()
    assumed: Translated | None = None


Minimum = Literal["municipalities", "veilig_thuis_regions", "provinces", "periods", "figures"]
Maximum = Literal[
    "municipalities", "missing_share", "missing_share_rise", "changed_definitive_cells"
]


class Healthy(Strict):
    """What a good edition of the table looks like. Below a minimum stops it; above a maximum warns.

    The measures are explained in `ingest/health/measures.py`.
    """

    minimum: dict[Minimum, float] = Field(default_factory=dict)
    maximum: dict[Maximum, float] = Field(default_factory=dict)


class AreasOverlap(Strict):
    """Why the figures of areas need not add up to those of the region they lie in.

    A person who moves may be counted in both municipalities and once in the region. Without
    `topics` it holds for the whole table.
    """

    topics: tuple[Identifier, ...] = ()
    reason: str


class TableSource(Source):
    """A source that is one published table with columns.

    `topics` and `ignored_topics` together must name every value column that the table publishes: a
    column that is in neither is a change that stops the load. Only a table with `takes_over` may
    have others; what the file names and the table lacks is then an issue and no fault.
    """

    dimensions: list[DimensionSpec]
    topics: dict[Identifier, TopicSpec]
    ignored_topics: tuple[str, ...] = ()
    takes_over: TakesOver | None = None
    adds_up: tuple[Part, ...] = ()
    dot_bound: DotBound | None = None
    missing: dict[str, Literal["unknown_or_secret", "impossible"]]
    healthy: Healthy = Healthy()
    areas_overlap: AreasOverlap | None = None

    def dimension(self, kind: Literal["area", "period"]) -> DimensionSpec:
        """The one dimension of this kind."""
        return next(d for d in self.dimensions if d.kind == kind)

    @property
    def has_periods(self) -> bool:
        """Whether the table has a time dimension."""
        return any(d.kind == "period" for d in self.dimensions)

    @property
    def categories(self) -> list[DimensionSpec]:
        """The dimensions that are neither area nor period, in declared order."""
        return [d for d in self.dimensions if d.kind == "category"]

    @property
    def is_filtered(self) -> bool:
        """Whether only part of the table is asked for."""
        return any(d.keep or d.from_period for d in self.dimensions)

    def _count(self, kind: str) -> int:
        return sum(dimension.kind == kind for dimension in self.dimensions)


class FigureSource(TableSource):
    """A table of figures by area and period: what indicators are made of."""

    kind: Literal["figures"] = "figures"  # pyright: ignore[reportIncompatibleVariableOverride]
    rounding_note: Translated

    @model_validator(mode="after")
    def _check(self) -> "FigureSource":
        if self._count("area") != 1 or self._count("period") != 1:
            raise ValueError("exactly one area dimension and one period dimension are needed")
        return self

    @property
    def transformation(self) -> Path | None:
        """The SQL file that turns this table's cells into core rows, if it has its own."""
        path = SOURCES / f"{self.id}.sql"
        return path if path.exists() else None


class MembershipSource(TableSource):
    """A table that says in which regions each municipality lies in one year.

    `codes` and `names` give, by kind of region, the topics that hold its code and its name.
    """

    kind: Literal["membership"]  # pyright: ignore[reportIncompatibleVariableOverride]
    boundary_year: int
    codes: dict[Identifier, Identifier]
    names: dict[Identifier, Identifier]

    @model_validator(mode="after")
    def _check(self) -> "MembershipSource":
        if self._count("area") != 1 or self.has_periods or self.categories:
            raise ValueError("exactly one dimension, of kind area, is needed")
        unknown = {*self.codes.values(), *self.names.values()} - set(self.topics)
        if unknown:
            raise ValueError(
                f"codes and names point at topics {sorted(unknown)} that are not named"
            )
        return self


class ReclassificationSource(Source):
    """A table whose list of areas tells in words which municipality went over into which."""

    kind: Literal["reclassifications"]  # pyright: ignore[reportIncompatibleVariableOverride]


class BoundarySource(Source):
    """Municipal boundaries, one collection of features a year."""

    kind: Literal["boundaries"]  # pyright: ignore[reportIncompatibleVariableOverride]
    collection: str
    years: list[int]


AnySource = Annotated[
    FigureSource | MembershipSource | ReclassificationSource | BoundarySource,
    Field(discriminator="kind"),
]
_ADAPTER: TypeAdapter[Source] = TypeAdapter(AnySource)


def read_source(path: Path) -> Source:
    """Read one source file; SourceFileError says which key is wrong and why."""
    try:
        content: Any = read_yaml(path)
        if isinstance(content, dict):
            content.setdefault("kind", "figures")
        source = _ADAPTER.validate_python(content)
    except (yaml.YAMLError, ValidationError) as error:
        raise SourceFileError(f"{path.name}: {error}") from error
    if source.id != path.stem:
        raise SourceFileError(
            f"{path.name}: saw id {source.id}; expected the file name, {path.stem}. "
            "Rename the file or correct the id."
        )
    return source


@cache
def read_sources(folder: Path = SOURCES) -> dict[str, Source]:
    """All source files of a folder, by id, in alphabetical order."""
    return {path.stem: read_source(path) for path in sorted(folder.glob("*.yaml"))}


def figure_sources(folder: Path = SOURCES) -> dict[str, FigureSource]:
    """The sources that are tables of figures, by id."""
    return {
        source_id: source
        for source_id, source in read_sources(folder).items()
        if isinstance(source, FigureSource)
    }
