"""The columns of a source file: how a dimension or topic is found in what is published.

Titles are those the publisher prints. A pattern stands in for a title that we do not know: it is a
regular expression that is searched in the title in small letters without accents.
"""

import re
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ingest.titles import is_titled, normalise_title, normalised

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


def _checked_pattern(pattern: str) -> str:
    re.compile(pattern)
    if pattern != normalise_title(pattern):
        raise ValueError(f"{pattern!r}: a pattern is written in small letters without accents")
    return pattern


Pattern = Annotated[str, AfterValidator(_checked_pattern)]


class Strict(BaseModel):
    """Unknown keys are refused: a misspelt key must not be silently without effect."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(Strict):
    """What together makes up a total, by our names: categories of one dimension, or topics."""

    total: Identifier
    parts: list[Identifier]


class DimensionSpec(Strict):
    """A key column, found by its published title, by a pattern in its title, or by its kind.

    `terms` gives our names to the published categories that indicators use, `term_patterns` does so
    by a pattern where the published title is not known; every other category is loaded too, under
    its published code and title. `keep` limits what is asked of the publisher to these categories
    (a filtered source); `from_period` does so for periods.
    """

    title: str | None = None
    pattern: Pattern | None = None
    kind: Literal["category", "area", "period"]
    name: Identifier
    terms: dict[Identifier, str] = {}
    term_patterns: dict[Identifier, Pattern] = {}
    keep: list[str] = []
    from_period: str | None = None
    exhaustive: Part | None = None

    @model_validator(mode="after")
    def _check(self) -> "DimensionSpec":
        if self.kind == "category" and (self.title is None) == (self.pattern is None):
            raise ValueError(f"{self.name}: give either a title or a pattern")
        return self

    @property
    def label(self) -> str:
        """How messages name it."""
        return self.title or self.pattern or self.kind

    def is_titled(self, title: str) -> bool:
        """Whether a published dimension title is this one's."""
        return is_titled(title, [self.title] if self.title else [], self.pattern)

    def term_of(self, title: str) -> str | None:
        """Our name for a published category, or None where it has none."""
        for term, known in self.terms.items():
            if normalise_title(known) == normalise_title(title):
                return term
        for term, pattern in self.term_patterns.items():
            if re.search(pattern, normalise_title(title)):
                return term
        return None


class TopicSpec(Strict):
    """A value column, found by its published title or by a pattern in its groups and title.

    `title` may list several spellings; the file says which of them is inferred. `group` holds the
    titles of the column's parent groups, outermost first, where a title occurs more than once.
    `pattern` is searched in `group > group > title`, in small letters without accents.
    `rounding` is the multiple that the publisher rounds to; None where we do not know it, and then
    a number has no bounds. A `text` topic holds words, such as the code of a region.
    """

    title: str | list[str] | None = None
    pattern: Pattern | None = None
    group: list[str] | None = None
    unit: str
    rounding: float | None = None
    text: bool = False

    @model_validator(mode="after")
    def _check(self) -> "TopicSpec":
        if (self.title is None) == (self.pattern is None):
            raise ValueError("a topic needs either a title or a pattern")
        return self

    @property
    def titles(self) -> list[str]:
        """Every spelling of the title that is accepted."""
        return [self.title] if isinstance(self.title, str) else self.title or []

    @property
    def label(self) -> str:
        """How messages name it."""
        return " > ".join(
            (*(self.group or ()), self.titles[0] if self.titles else str(self.pattern))
        )

    def is_titled(self, title: str, group: Sequence[str]) -> bool:
        """Whether a published topic in these groups is this one."""
        if self.pattern:
            return is_titled(" > ".join((*group, title)), [], self.pattern)
        if self.group is not None and normalised(self.group) != normalised(group):
            return False
        return is_titled(title, self.titles, None)


class TakesOver(Strict):
    """What becomes of columns that the file does not name, where not all of them are known.

    They are loaded under their published titles. `rounding` is by unit; a unit that is not listed
    has none, so that its numbers have no bounds. `evidence` says why we believe the rounding.
    """

    rounding: dict[str, float] = {}
    evidence: str


class DotBound(Strict):
    """Between which counts a `.` lies, and why we believe so; applies to topics that are counts.

    Without it a `.` has no bounds at all.
    """

    bounds: tuple[int, int]
    evidence: str
