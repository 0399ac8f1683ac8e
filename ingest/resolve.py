"""Matching a source file to what the publisher has today: columns and categories by title.

A title that the source file does not know, or that it expects and does not find, is a change that
a person must look at. Two kinds of table may lack what their file names: one that calls itself a
selection, and one whose columns are not all known (`takes_over`). What they lack, and what they
have beyond the file, is then remarked on. Where a pattern fits several titles, we do not know
which is meant: then none is.
"""

from typing import Any

from ingest.columns import DimensionSpec, TopicSpec
from ingest.entry import Rows
from ingest.errors import SourceChangedError
from ingest.findings import Finding, enumerate_items
from ingest.resolved import Category, ResolvedDimension, ResolvedTable, ResolvedTopic
from ingest.source import TableSource
from ingest.titles import identifier, normalise_title

_DIMENSION_TYPES = {
    "category": {"Dimension"},
    "area": {"GeoDimension", "GeoDetail"},
    "period": {"TimeDimension"},
}


def resolve(
    source: TableSource, properties: Rows, code_lists: dict[str, Rows], *, is_selection: bool
) -> ResolvedTable:
    """Match a source file to published properties and code lists, or raise SourceChangedError."""
    resolution = _Resolution(source, is_selection)
    found = find_dimensions(source, properties)
    dimensions = [resolution.dimension(spec, key, code_lists[key]) for key, spec in found.items()]
    resolution.lack_dimensions(dimensions)
    topics = resolution.topics(properties)
    topic_keys = tuple(row["Key"] for row in properties if row["Type"] == "Topic")
    return ResolvedTable(
        source, tuple(dimensions), tuple(topics), topic_keys, tuple(resolution.remarks)
    )


def find_dimensions(source: TableSource, properties: Rows) -> dict[str, DimensionSpec]:
    """The declared dimension of every dimension column, in declared order.

    Where the table takes over what its file does not name, further categories get a name of their
    own, made of their title, and a category dimension that is not there, or may be one of several,
    is left out.
    """
    published = [row for row in properties if row["Type"] not in ("Topic", "TopicGroup")]
    found: dict[str, DimensionSpec] = {}
    for spec in source.dimensions:
        matches = [row for row in published if _is_dimension(spec, row)]
        if len(matches) == 1:
            found[matches[0]["Key"]] = spec
        elif spec.kind != "category" or not source.takes_over:
            raise SourceChangedError(
                source.id,
                f"dimensions {[(row['Title'], row['Type']) for row in published]}",
                f"exactly one {spec.kind} dimension titled {spec.label!r}",
                "Correct the dimensions in the source file after looking at the table.",
            )
    unknown = [row for row in published if row["Key"] not in found]
    if unknown and not (source.takes_over and {row["Type"] for row in unknown} == {"Dimension"}):
        raise SourceChangedError(
            source.id,
            f"new dimensions {[row['Title'] for row in unknown]}",
            f"only {[spec.label for spec in source.dimensions]}",
            "Add them to the source file after deciding which category is the total.",
        )
    for row in unknown:
        found[row["Key"]] = DimensionSpec(
            title=row["Title"], kind="category", name=identifier([row["Title"]])
        )
    return found


class _Resolution:
    """Collects remarks while matching one table; what may not lack raises at once."""

    def __init__(self, source: TableSource, is_selection: bool) -> None:
        self._source, self._is_selection = source, is_selection
        self.remarks: list[Finding] = []

    def dimension(self, spec: DimensionSpec, key: str, rows: Rows) -> ResolvedDimension:
        named = [spec.term_of(row["Title"] or "") for row in rows]
        if self._source.takes_over:
            named = [None if named.count(term) > 1 else term for term in named]
        categories = tuple(
            Category(
                raw_code=row["Key"],
                code=row["Key"].strip(),
                title=(row["Title"] or "").strip(),
                term=term,
                status=row.get("Status"),
            )
            for row, term in zip(rows, named, strict=True)
        )
        self._check_unique([c.code for c in categories], f"codes in {spec.label!r}")
        titles = {normalise_title(category.title) for category in categories}
        terms = [category.term for category in categories if category.term]
        for term in (*spec.terms, *spec.term_patterns):
            if term not in terms:
                wanted = spec.terms.get(term) or spec.term_patterns[term]
                self._lack(f"category {wanted!r} of {spec.label!r}", sorted(titles))
        for title in spec.keep:
            if normalise_title(title) not in titles:
                self._lack(f"category {title!r} of {spec.label!r}", sorted(titles))
        self._check_unique(terms, f"titles of {spec.label!r} that we give a name")
        if spec not in self._source.dimensions:
            self._remark_taken_over("dimensie", "dimension", [spec.label])
        return ResolvedDimension(spec, key, categories)

    def lack_dimensions(self, found: list[ResolvedDimension]) -> None:
        """Remark on declared dimensions that the table does not have."""
        for spec in self._source.dimensions:
            if spec not in [dimension.spec for dimension in found]:
                self._lack(f"dimension {spec.label!r}", [dimension.key for dimension in found])

    def topics(self, properties: Rows) -> list[ResolvedTopic]:
        published = _topic_rows(properties)
        self._check_unique([row["Key"] for row, _ in published], "topic keys")
        taken: set[str] = set()
        resolved = []
        for topic_id, spec in self._source.topics.items():
            matches = [
                (row, group) for row, group in published if spec.is_titled(row["Title"], group)
            ]
            if spec.pattern and self._source.takes_over:
                matches = [
                    (row, group)
                    for row, group in matches
                    if _has_unit(spec, row) and row["Key"] not in taken
                ]
                matches = matches if len(matches) == 1 else []
            if not matches:
                self._lack(f"topic {spec.label}", [_path(row, group) for row, group in published])
                continue
            if len(matches) > 1:
                raise SourceChangedError(
                    self._source.id,
                    f"topics {[_path(row, group) for row, group in matches]} for {spec.label}",
                    "one",
                    "Name the parent groups of this topic in the source file.",
                )
            row, group = matches[0]
            self._check_unit(spec, row)
            taken.add(row["Key"])
            resolved.append(_topic(topic_id, spec, row, group))
        rest = [(row, group) for row, group in published if row["Key"] not in taken]
        return resolved + self._others(rest, {topic.id for topic in resolved})

    def _others(
        self, published: list[tuple[dict[str, Any], tuple[str, ...]]], names: set[str]
    ) -> list[ResolvedTopic]:
        """Topics that the source file does not name: ignored, taken over, or a fault."""
        ignored = {normalise_title(title) for title in self._source.ignored_topics}
        unknown = [
            (row, group) for row, group in published if normalise_title(row["Title"]) not in ignored
        ]
        takes_over = self._source.takes_over
        if unknown and takes_over is None:
            raise SourceChangedError(
                self._source.id,
                f"topics {[row['Title'] for row, _ in unknown]}",
                f"only {[spec.label for spec in self._source.topics.values()]}",
                "Add each to `topics` or `ignored_topics` in the source file.",
            )
        if takes_over is None or not unknown:
            return []
        topics = []
        for row, group in unknown:
            unit = normalise_title(row.get("Unit") or "")
            rounding = next((r for u, r in takes_over.rounding.items() if unit.startswith(u)), None)
            spec = TopicSpec(
                title=row["Title"],
                group=list(group),
                unit=(row.get("Unit") or "").strip(),
                rounding=rounding,
                text=row.get("Datatype") == "String",
            )
            name = wanted = identifier([*group, row["Title"]])
            number = 2
            while name in names:  # two columns under one title: told apart by their order
                name, number = f"{wanted}_{number}", number + 1
            names.add(name)
            topics.append(_topic(name, spec, row, group, is_named=False))
        self._remark_taken_over("onderwerp", "topic", [_path(row, group) for row, group in unknown])
        return topics

    def _check_unit(self, spec: TopicSpec, row: dict[str, Any]) -> None:
        if not _has_unit(spec, row):
            raise SourceChangedError(
                self._source.id,
                f"unit {row.get('Unit')!r} for topic {row['Title']!r}",
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
        if self._is_selection:
            self._remark(
                "selection",
                f"Niet in deze selectie van de tabel: {what}.",
                f"Not in this selection of the table: {what}.",
            )
        elif self._source.takes_over:
            self._remark(
                "not_found",
                f"Niet gevonden in de tabel: {what}. Wat daarvan afhangt, heeft geen cijfers.",
                f"Not found in the table: {what}. What depends on it has no figures.",
            )
        else:
            raise SourceChangedError(
                self._source.id,
                f"no {what} among {seen}",
                f"{what}",
                "If the publisher renamed it, correct the title in the source file.",
            )

    def _remark_taken_over(self, nl: str, en: str, titles: list[str]) -> None:
        # All of them stand in core.topic and core.category.
        listed_nl, listed_en = enumerate_items(titles, most=5)
        self._remark(
            "taken_over",
            f"Overgenomen zoals gepubliceerd, want niet genoemd in het bronbestand: {nl} "
            f"{listed_nl}.",
            f"Taken over as published, as the source file does not name it: {en} {listed_en}.",
        )

    def _remark(self, subject: str, nl: str, en: str) -> None:
        self.remarks.append(Finding("warning", subject, nl, en))


def _topic(
    name: str,
    spec: TopicSpec,
    row: dict[str, Any],
    group: tuple[str, ...],
    *,
    is_named: bool = True,
) -> ResolvedTopic:
    unit = (row.get("Unit") or "").strip()
    title, decimals = row["Title"].strip(), row.get("Decimals")
    return ResolvedTopic(name, spec, row["Key"], title, group, unit, decimals, is_named)


def _has_unit(spec: TopicSpec, row: dict[str, Any]) -> bool:
    return normalise_title(row.get("Unit") or "").startswith(normalise_title(spec.unit))


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


def _is_dimension(spec: DimensionSpec, row: dict[str, Any]) -> bool:
    if row["Type"] not in _DIMENSION_TYPES[spec.kind]:
        return False
    # There is one dimension of areas and one of periods, whatever they are called.
    return spec.kind != "category" or spec.is_titled(row["Title"])


def _path(row: dict[str, Any], group: tuple[str, ...]) -> str:
    return " > ".join((*group, row["Title"]))
