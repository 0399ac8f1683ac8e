"""A source file matched to one published version of its table."""

from dataclasses import dataclass

from ingest.columns import DimensionSpec, TopicSpec
from ingest.findings import Finding
from ingest.source import TableSource
from ingest.titles import normalise_title


@dataclass(frozen=True)
class Category:
    """One published category; `raw_code` with its padding, as filters need it."""

    raw_code: str
    code: str
    title: str
    term: str | None
    status: str | None


@dataclass(frozen=True)
class ResolvedDimension:
    """A dimension with the column and the categories it has today."""

    spec: DimensionSpec
    key: str
    categories: tuple[Category, ...]

    @property
    def kept(self) -> tuple[Category, ...]:
        """The categories we ask for: all, or those that the source file limits itself to."""
        if self.spec.keep:
            titles = {normalise_title(title) for title in self.spec.keep}
            return tuple(c for c in self.categories if normalise_title(c.title) in titles)
        if self.spec.from_period:
            return tuple(c for c in self.categories if c.code >= self.spec.from_period)
        return self.categories


@dataclass(frozen=True)
class ResolvedTopic:
    """A topic with the column it has today; `is_named` where the source file names it.

    `decimals` is the number of decimals that it is published with, where that is said.
    """

    id: str
    spec: TopicSpec
    key: str
    title: str
    group: tuple[str, ...]
    unit: str
    decimals: int | None
    is_named: bool


@dataclass(frozen=True)
class ResolvedTable:
    """A source file matched to one published version of its table."""

    source: TableSource
    dimensions: tuple[ResolvedDimension, ...]
    topics: tuple[ResolvedTopic, ...]
    topic_keys: tuple[str, ...]
    remarks: tuple[Finding, ...] = ()

    @property
    def area(self) -> ResolvedDimension:
        """The one dimension of areas."""
        return next(d for d in self.dimensions if d.spec.kind == "area")

    @property
    def period(self) -> ResolvedDimension | None:
        """The one dimension of periods; None in a table without time."""
        return next((d for d in self.dimensions if d.spec.kind == "period"), None)

    @property
    def categories(self) -> tuple[ResolvedDimension, ...]:
        """The dimensions that are neither area nor period, in declared order."""
        return tuple(d for d in self.dimensions if d.spec.kind == "category")

    @property
    def condition(self) -> str | None:
        """The `$filter` that keeps only what the source file asks for, with padded codes."""
        if not self.source.is_filtered:
            return None
        clauses = []
        for dimension in self.dimensions:
            if dimension.spec.keep or dimension.spec.from_period:
                choices = [f"{dimension.key} eq '{c.raw_code}'" for c in dimension.kept]
                clauses.append(f"({' or '.join(choices)})")
        return " and ".join(clauses)

    @property
    def kept_row_count(self) -> int:
        """The number of rows that the kept categories span: the product of their lists."""
        count = 1
        for dimension in self.dimensions:
            count *= len(dimension.kept)
        return count
