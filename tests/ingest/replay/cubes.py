"""A wire table as a cube of cells, to look figures up in."""

from dataclasses import dataclass

import numpy as np

from ingest.replay.wire import WireTable


@dataclass(frozen=True)
class Cube:
    """A wire table with its cells by (categories..., area, period, topic)."""

    table: WireTable
    cells: np.ndarray

    def at(self, area: str, period: str, *categories: str) -> list[str]:
        """The cells of one row, found by titles of categories and keys of area and period."""
        *others, areas, periods = self.table.dimensions
        found = [
            [code.title for code in dimension.codes].index(title)
            for dimension, title in zip(others, categories, strict=True)
        ]
        found.append([code.key for code in areas.codes].index(area))
        found.append([code.key for code in periods.codes].index(period))
        return self.cells[tuple(found)].tolist()

    @property
    def area_keys(self) -> list[str]:
        return [code.key for code in self.table.dimensions[-2].codes]

    @property
    def period_keys(self) -> list[str]:
        return [code.key for code in self.table.dimensions[-1].codes]

    def areas(self, *levels: str) -> list[int]:
        codes = self.table.dimensions[-2].codes
        return [number for number, code in enumerate(codes) if code.key.startswith(levels)]


def cube_of(table: WireTable) -> Cube:
    """The cube of a complete table."""
    shape = [len(dimension.codes) for dimension in table.dimensions]
    return Cube(table, np.array(table.cells, dtype=object).reshape(*shape, -1))


def numbers(texts: np.ndarray) -> np.ndarray:
    """Cells as numbers; what is missing becomes NaN."""
    flat = [float(text) if text not in (".", "") else np.nan for text in texts.ravel()]
    return np.array(flat).reshape(texts.shape)
