"""Matching a source file to what the publisher has today: columns and categories by title.

A title that the source file does not know, or that it expects and does not find, is a change that
a person must look at. Only a table that calls itself a selection may lack columns and categories;
what it lacks is then reported as a warning.
"""

from dataclasses import dataclass, field
from typing import Any

from ingest.catalogue import Rows
from ingest.errors import SourceChangedError
from ingest.source import DimensionSpec, Source, TopicSpec, normalise_title

_DIMENSION_TYPES = {
    "category": {"Dimension"},
    "area": {"GeoDimension", "GeoDetail"},
    "period": {"TimeDimension"},
}


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
    """A declared dimension with the column and the categories it has today."""

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
    """A declared topic with the column it has today."""

    id: str
    spec: TopicSpec
    key: str
    title: str
    group: tuple[str, ...]
    unit: str


@dataclass(frozen=True)
class ResolvedTable:
    """A source file matched to one published version of its table."""

    source: Source
    dimensions: tuple[ResolvedDimension, ...]
    topics: tuple[ResolvedTopic, ...]
    topic_keys: tuple[str, ...]
    remarks: tuple[str, ...] = field(default=())

    def dimension(self, kind: str) -> ResolvedDimension:
        """The one dimension of this kind (area or period)."""
        return next(d for d in self.dimensions if d.spec.kind == kind)

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


def resolve(
    source: Source, properties: Rows, code_lists: dict[str, Rows], *, is_selection: bool
) -> ResolvedTable:
    """Match a source file to published properties and code lists, or raise SourceChangedError."""
    resolution = _Resolution(source, is_selection)
    keys = find_dimensions(source, properties)
    dimensions = [
        resolution.dimension(spec, keys[spec.name], code_lists[keys[spec.name]])
        for spec in source.dimensions
    ]
    topics = resolution.topics(properties)
    topic_keys = tuple(row["Key"] for row in properties if row["Type"] == "Topic")
    return ResolvedTable(
        source, tuple(dimensions), tuple(topics), topic_keys, tuple(resolution.remarks)
    )


def find_dimensions(source: Source, properties: Rows) -> dict[str, str]:
    """The column key of every declared dimension, by our name."""
    published = [row for row in properties if row["Type"] not in ("Topic", "TopicGroup")]
    keys: dict[str, str] = {}
    for spec in source.dimensions:
        matches = [
            row
            for row in published
            if row["Type"] in _DIMENSION_TYPES[spec.kind]
            and (
                spec.kind != "category"
                or normalise_title(row["Title"]) == normalise_title(spec.title)
            )
        ]
        if len(matches) != 1:
            raise SourceChangedError(
                source.id,
                f"dimensions {[(row['Title'], row['Type']) for row in published]}",
                f"exactly one {spec.kind} dimension titled {spec.title!r}",
                "Correct the dimensions in the source file after looking at the table.",
            )
        keys[spec.name] = matches[0]["Key"]
    unknown = [row["Title"] for row in published if row["Key"] not in keys.values()]
    if unknown:
        raise SourceChangedError(
            source.id,
            f"new dimensions {unknown}",
            f"only {[spec.title for spec in source.dimensions]}",
            "Add them to the source file after deciding which category is the total.",
        )
    return keys


class _Resolution:
    """Collects remarks while matching one table; what may not lack raises at once."""

    def __init__(self, source: Source, is_selection: bool) -> None:
        self._source, self._is_selection = source, is_selection
        self.remarks: list[str] = []

    def dimension(self, spec: DimensionSpec, key: str, rows: Rows) -> ResolvedDimension:
        terms = {normalise_title(title): term for term, title in spec.terms.items()}
        categories = tuple(
            Category(
                raw_code=row["Key"],
                code=row["Key"].strip(),
                title=(row["Title"] or "").strip(),
                term=terms.get(normalise_title(row["Title"] or "")),
                status=row.get("Status"),
            )
            for row in rows
        )
        self._check_unique([c.code for c in categories], f"codes in {spec.title!r}")
        found = {normalise_title(category.title) for category in categories}
        for title in (*spec.terms.values(), *spec.keep):
            if normalise_title(title) not in found:
                self._lack(f"category {title!r} of {spec.title!r}", sorted(found))
        found_terms = [c.term for c in categories if c.term]
        self._check_unique(found_terms, f"titles of {spec.title!r} that we give a name")
        return ResolvedDimension(spec, key, categories)

    def topics(self, properties: Rows) -> list[ResolvedTopic]:
        published = _topic_rows(properties)
        self._check_unique([row["Key"] for row, _ in published], "topic keys")
        taken: dict[str, str] = {}
        resolved = []
        for topic_id, spec in self._source.topics.items():
            matches = [(row, group) for row, group in published if _is_topic(spec, row, group)]
            if not matches:
                seen = [" > ".join((*group, row["Title"])) for row, group in published]
                self._lack(f"topic {self._label(spec)}", seen)
                continue
            if len(matches) > 1:
                raise SourceChangedError(
                    self._source.id,
                    f"{len(matches)} topics titled {self._label(spec)}",
                    "one",
                    "Name the parent groups of this topic in the source file.",
                )
            row, group = matches[0]
            self._check_unit(spec, row)
            taken[row["Key"]] = topic_id
            unit = (row.get("Unit") or "").strip()
            resolved.append(
                ResolvedTopic(topic_id, spec, row["Key"], row["Title"].strip(), group, unit)
            )
        self._refuse_unknown([row for row, _ in published if row["Key"] not in taken])
        return resolved

    def _refuse_unknown(self, rows: Rows) -> None:
        ignored = {normalise_title(title) for title in self._source.ignored_topics}
        unknown = [row["Title"] for row in rows if normalise_title(row["Title"]) not in ignored]
        if unknown:
            raise SourceChangedError(
                self._source.id,
                f"topics {unknown}",
                f"only {[self._label(spec) for spec in self._source.topics.values()]}",
                "Add each to `topics` or `ignored_topics` in the source file.",
            )

    def _check_unit(self, spec: TopicSpec, row: dict[str, Any]) -> None:
        unit = row.get("Unit") or ""
        if not normalise_title(unit).startswith(normalise_title(spec.unit)):
            raise SourceChangedError(
                self._source.id,
                f"unit {unit!r} for topic {row['Title']!r}",
                f"{spec.unit!r}",
                "Check whether the figures mean the same, then correct the source file.",
            )

    def _check_unique(self, values: list[str], what: str) -> None:
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise SourceChangedError(
                self._source.id, f"{what} {twice} more than once", "each once", "Look at the table."
            )

    def _lack(self, what: str, seen: list[str]) -> None:
        if not self._is_selection:
            raise SourceChangedError(
                self._source.id,
                f"no {what} among {seen}",
                f"{what}",
                "If the publisher renamed it, correct the title in the source file.",
            )
        self.remarks.append(f"{what} is not in this selection")

    def _label(self, spec: TopicSpec) -> str:
        return " > ".join((*(spec.group or ()), spec.titles[0]))


def _topic_rows(properties: Rows) -> list[tuple[dict[str, Any], tuple[str, ...]]]:
    groups = {row["ID"]: row for row in properties if row["Type"] == "TopicGroup"}
    rows = []
    for row in properties:
        if row["Type"] == "Topic":
            group: tuple[str, ...] = ()
            parent = row["ParentID"]
            while parent is not None:
                group = (groups[parent]["Title"], *group)
                parent = groups[parent]["ParentID"]
            rows.append((row, group))
    return rows


def _is_topic(spec: TopicSpec, row: dict[str, Any], group: tuple[str, ...]) -> bool:
    if normalise_title(row["Title"]) not in {normalise_title(title) for title in spec.titles}:
        return False
    if spec.group is None:
        return True
    return [normalise_title(g) for g in group] == [normalise_title(g) for g in spec.group]
