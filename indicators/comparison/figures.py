"""The figures that are compared: one indicator in one year, as arrays."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from indicators.comparison.counts import COLUMNS, Booleans, Counts
from indicators.values import AreaLevel

QUERY = Path(__file__).with_name("figures.sql")


@dataclass(frozen=True)
class Figures:
    """All areas of one indicator in one year, by code; strings as arrays of objects.

    `has_value`: whether a figure is shown; without one there may still be bounds.
    `is_published_level`: False where the publisher prints no figures for this kind of area.
    """

    period_code: str
    area_code: np.ndarray
    area_level: np.ndarray
    regions: dict[str, np.ndarray]
    has_value: Booleans
    is_published_level: Booleans
    is_own_sum: Booleans
    is_approximated: bool
    counts: Counts

    def of_level(self, level: AreaLevel) -> "Figures":
        """The areas of one level only."""
        mask = self.area_level == level
        return Figures(
            self.period_code,
            self.area_code[mask],
            self.area_level[mask],
            {name: codes[mask] for name, codes in self.regions.items()},
            self.has_value[mask],
            self.is_published_level[mask],
            self.is_own_sum[mask],
            self.is_approximated,
            self.counts.at(mask),
        )


def gather(connection: duckdb.DuckDBPyConnection, shares_of_children: list[str]) -> None:
    """Make the table that `figures_of` reads; `mart.indicator_value` must be filled."""
    connection.execute(QUERY.read_text(encoding="utf-8"), {"shares": shares_of_children})


def figures_of(connection: duckdb.DuckDBPyConnection, indicator_id: str) -> Iterator[Figures]:
    """The figures of an indicator, a year at a time, oldest first."""
    rows = connection.execute(
        "SELECT period_code, area_code, area_level, province_code, veilig_thuis_code, "
        "value IS NOT NULL AS has_value, "
        "coalesce(missing_reason <> 'not_published', true) AS is_published_level, "
        f"is_own_sum, is_approximated, {', '.join(COLUMNS)} "
        "FROM comparable_figure WHERE indicator_id = $id ORDER BY period_code, area_code",
        {"id": indicator_id},
    ).fetchnumpy()
    text = {
        name: np.ma.filled(np.ma.asarray(rows[name], dtype=object), None)
        for name in ("period_code", "area_code", "area_level", "province_code", "veilig_thuis_code")
    }
    counts = Counts.of(rows)
    for period in sorted(set(text["period_code"])):
        mask = text["period_code"] == period
        yield Figures(
            period,
            text["area_code"][mask],
            text["area_level"][mask],
            {
                "province": text["province_code"][mask],
                "veilig_thuis_region": text["veilig_thuis_code"][mask],
            },
            np.asarray(rows["has_value"])[mask],
            np.asarray(rows["is_published_level"])[mask],
            np.asarray(rows["is_own_sum"])[mask],
            bool(np.all(rows["is_approximated"])),
            counts.at(mask),
        )
