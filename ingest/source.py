"""The source files: what each published table is and what we take from it.

One YAML file in `ingest/sources/` is one published table; its file name is its id. Titles are
those the publisher prints: columns and categories are found by title when a table is loaded, never
by a column key, because keys carry running numbers that change when a table is redesigned.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import SourceFileError

SOURCES = Path(__file__).parent / "sources"

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class _Strict(BaseModel):
    """Unknown keys are refused: a misspelt key must not be silently without effect."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Translated(_Strict):
    """A text in both languages of the interface."""

    nl: str
    en: str


class Publisher(_Strict):
    """Who publishes the table, and whether it is an official statistical office."""

    name: str
    url: str
    official: bool


class Part(_Strict):
    """Categories that together make up a total of the same dimension, by our term names."""

    total: Identifier
    parts: list[Identifier]


class DimensionSpec(_Strict):
    """A key column, found by its published title or kind.

    `terms` gives our names to the published categories that indicators use; every other category
    is loaded too, under its published code and title. `keep` limits what is asked of the publisher
    to these categories (a filtered source); `from_period` does so for periods.
    """

    title: str
    kind: Literal["category", "area", "period"]
    name: Identifier
    terms: dict[Identifier, str] = {}
    keep: list[str] = []
    from_period: str | None = None
    exhaustive: Part | None = None


class TopicSpec(_Strict):
    """A value column, found by its published title.

    `title` may list several spellings; the file says which of them is inferred. `group` holds the
    titles of the column's parent groups, outermost first, where a title occurs more than once.
    `rounding` is the multiple that the publisher rounds to.
    """

    title: str | list[str]
    group: list[str] | None = None
    unit: str
    rounding: float

    @property
    def titles(self) -> list[str]:
        """Every spelling of the title that is accepted."""
        return [self.title] if isinstance(self.title, str) else self.title


class DotBound(_Strict):
    """Between which counts a `.` lies, and why we believe so; applies to topics that are counts.

    Without it a `.` has no bounds at all.
    """

    bounds: tuple[int, int]
    evidence: str


class Source(_Strict):
    """One published table.

    `topics` and `ignored_topics` together must name every value column that the table publishes:
    a column that is in neither is a change that stops the load.
    """

    id: str
    title: Translated
    summary: Translated
    publisher: Publisher
    licence: str
    attribution: str
    url: str
    frequency: Literal["half_yearly", "yearly"]
    schedule: str
    rounding_note: Translated
    dimensions: list[DimensionSpec]
    topics: dict[Identifier, TopicSpec]
    ignored_topics: list[str] = []
    dot_bound: DotBound | None = None
    missing: dict[str, Literal["unknown_or_secret", "impossible"]]

    @model_validator(mode="after")
    def _check(self) -> "Source":
        kinds = [dimension.kind for dimension in self.dimensions]
        if kinds.count("area") != 1 or kinds.count("period") != 1:
            raise ValueError("exactly one area dimension and one period dimension are needed")
        return self

    def dimension(self, kind: Literal["area", "period"]) -> DimensionSpec:
        """The one dimension of this kind."""
        return next(d for d in self.dimensions if d.kind == kind)

    @property
    def categories(self) -> list[DimensionSpec]:
        """The dimensions that are neither area nor period, in declared order."""
        return [d for d in self.dimensions if d.kind == "category"]

    @property
    def is_filtered(self) -> bool:
        """Whether only part of the table is asked for."""
        return any(d.keep or d.from_period for d in self.dimensions)

    @property
    def transformation(self) -> Path | None:
        """The SQL file that turns this table's cells into core rows, if it has its own."""
        path = SOURCES / f"{self.id}.sql"
        return path if path.exists() else None


def normalise_title(title: str) -> str:
    """A published title as it is compared: case, accents and runs of white space do not count."""
    plain = unicodedata.normalize("NFKD", title)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


def read_source(path: Path) -> Source:
    """Read one source file; SourceFileError says which key is wrong and why."""
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        source = Source.model_validate(content)
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
