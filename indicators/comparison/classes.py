"""Classes of municipalities by size and urbanity: the boundaries are data, in `classes.yaml`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import duckdb
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indicators.definition import DefinitionError
from ingest.files import read_yaml
from ingest.reference_areas import read_reference
from ingest.source import Translated
from ingest.warehouse import insert_rows

FILE = Path(__file__).with_name("classes.yaml")

Urbanity = Literal[1, 2, 3, 4, 5]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Size(_Strict):
    """Numbers of inhabitants; `from` counts in, `below` does not. Without `below`: no end."""

    minimum: int = Field(alias="from", ge=0)
    below: int | None = None


class AreaClass(_Strict):
    """One class, with the label that readers see."""

    id: str
    inhabitants: Size
    urbanity: list[Urbanity]
    label: Translated

    def holds(self, inhabitants: int, urbanity: int) -> bool:
        """Whether a municipality of this size and urbanity belongs to it."""
        size = self.inhabitants
        fits = size.minimum <= inhabitants and (size.below is None or inhabitants < size.below)
        return fits and urbanity in self.urbanity


class Classes(_Strict):
    """All classes; no class has fewer than `minimum_members` of the municipalities we know."""

    reference_year: int
    source: Translated
    minimum_members: int
    classes: list[AreaClass]


@dataclass(frozen=True)
class Municipality:
    """What of a municipality decides its class."""

    area_code: str
    inhabitants: int
    urbanity: int


def reference_municipalities() -> list[Municipality]:
    """The municipalities of the reference file, by code."""
    return sorted(
        (
            Municipality(row["code"], int(row["inhabitants_2024"]), int(row["urbanity_2024"]))
            for row in read_reference("municipalities")
        ),
        key=lambda municipality: municipality.area_code,
    )


@cache
def read_classes() -> Classes:
    """The classes, held against the reference file.

    Raises DefinitionError where a municipality has no class or two, or a class is too small.
    """
    try:
        classes = Classes.model_validate(read_yaml(FILE))
    except (yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"{FILE.name}: {error}") from error
    members = classify(classes, reference_municipalities())
    for one in classes.classes:
        seen = sum(class_id == one.id for class_id in members.values())
        if seen < classes.minimum_members:
            raise DefinitionError(
                f"{FILE.name}: class {one.id} has {seen} members; expected at least "
                f"{classes.minimum_members}. Join it with the class beside it."
            )
    return classes


def classify(classes: Classes, municipalities: Iterable[Municipality]) -> dict[str, str]:
    """The class id of every municipality; DefinitionError where it is not exactly one."""
    found = {}
    for one in municipalities:
        ids = [c.id for c in classes.classes if c.holds(one.inhabitants, one.urbanity)]
        if len(ids) != 1:
            raise DefinitionError(
                f"{FILE.name}: saw classes {ids} for {one.area_code} ({one.inhabitants} "
                f"inhabitants, urbanity {one.urbanity}); expected exactly one."
            )
        found[one.area_code] = ids[0]
    return found


def fill_area_class(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `mart.area_class` with the municipalities of today that the reference file knows."""
    classes = read_classes()
    current = {
        code
        for (code,) in connection.execute(
            "SELECT area_code FROM core.area WHERE area_level = 'municipality' AND is_current"
        ).fetchall()
    }
    known = [one for one in reference_municipalities() if one.area_code in current]
    members = classify(classes, known)
    labels = {one.id: one.label for one in classes.classes}
    insert_rows(
        connection,
        "mart.area_class",
        [
            (
                one.area_code,
                members[one.area_code],
                labels[members[one.area_code]].nl,
                labels[members[one.area_code]].en,
                one.inhabitants,
                one.urbanity,
                classes.reference_year,
            )
            for one in known
        ],
    )
