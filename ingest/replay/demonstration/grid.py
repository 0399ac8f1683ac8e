"""The areas and periods of one table: adding figures up to them, and putting cells in wire form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

import numpy as np
from numpy.typing import NDArray

from ingest.replay.demonstration.draws import Floats, Ints
from ingest.replay.demonstration.periods import Period
from ingest.replay.demonstration.places import Places
from ingest.replay.demonstration.publication import Texts
from ingest.replay.wire import Code, Dimension, Topic, WireTable

REGION_WIDTH = 6
REASON = "Fictieve cijfers: demonstratie, geen publicatie van het CBS"
NOTICE = (
    "LET OP: alle cijfers in deze tabel zijn fictief. Zij zijn met een toevalsgenerator gemaakt "
    "om te laten zien hoe de gegevens werken als het CBS niet bereikbaar is. Zij zeggen niets over "
    "de genoemde gemeenten en regio's."
)


@dataclass(frozen=True)
class Grid:
    """Areas by periods. `membership` has shape (periods, areas, pieces), see `Places`."""

    areas: tuple[Code, ...]
    periods: tuple[Code, ...]
    membership: Floats
    absent_signs: tuple[str, ...]

    @property
    def exists(self) -> NDArray[np.bool_]:
        """Shape (areas, periods): whether an area has figures in a period."""
        return (self.membership.max(axis=2) > 0).T

    def totals(self, figures: Ints) -> Ints:
        """Figures per (piece, period, ...) added up to (area, period, ...)."""
        pieces, periods, *rest = figures.shape
        flat = figures.reshape(pieces, periods, -1).transpose(1, 0, 2).astype(np.float64, order="C")
        # Whole numbers below 2**53 add up exactly as floats, in any order, and much faster.
        summed = np.matmul(self.membership, flat).astype(np.int64)
        return summed.transpose(1, 0, 2).reshape(len(self.areas), periods, *rest)

    def marked(self, texts: Texts) -> Texts:
        """The same cells, with the sign of each area where it does not exist."""
        signs = np.array(self.absent_signs, dtype=object)
        absent_area, absent_period = np.nonzero(~self.exists)
        marked = texts.copy()
        rest = (1,) * (texts.ndim - 2)
        marked[absent_area, absent_period] = signs[absent_area].reshape(-1, *rest)
        return marked

    def table(
        self,
        identifier: str,
        title: str,
        topics: tuple[Topic, ...],
        texts: Texts,
        *,
        modified: datetime,
        about: str,
        categories: tuple[Dimension, ...] = (),
        frequency: str = "Perhalfjaar",
    ) -> WireTable:
        """Cells of shape (areas, periods, *categories, topics) as a complete wire table."""
        dimensions = (
            *categories,
            Dimension("RegioS", "Regio's", "GeoDimension", self.areas, REGION_WIDTH),
            Dimension("Perioden", "Perioden", "TimeDimension", self.periods, 8),
        )
        count = len(categories)
        order = (*range(2, 2 + count), 0, 1, 2 + count)
        ordered = self.marked(texts).transpose(order)
        shape = ordered.shape[:-1]
        coordinates = np.indices(shape, dtype=np.int16).reshape(len(shape), -1).T
        return WireTable(
            identifier=identifier,
            title=title,
            dimensions=dimensions,
            topics=topics,
            # Rows of an array serve as sequences here, at a fraction of the memory of tuples.
            coordinates=cast(Sequence[Sequence[int]], np.ascontiguousarray(coordinates)),
            cells=cast(Sequence[Sequence[str]], ordered.reshape(-1, len(topics))),
            modified=modified,
            summary=f"FICTIEF. {about}",
            description=f"{NOTICE}\r\n\r\n{about}",
            period=f"{self.periods[0].title} - {self.periods[-1].title}".rstrip("*"),
            frequency=frequency,
            reason_delivery=REASON,
            is_fictitious=True,
            licence_note="Fictieve cijfers; geen gegevens van het CBS",
        )


def grid(
    places: Places,
    levels: tuple[str, ...],
    periods: tuple[Code, ...],
    days: Sequence[date],
    *,
    absent_sign: str | None = None,
) -> Grid:
    """The grid of the areas whose codes begin with `levels`.

    The municipal division is that of `days`, one per period. `absent_sign` replaces the signs that
    the areas have of themselves.
    """
    areas = places.areas(*levels)
    signs = [places.absent_sign[area.key] if absent_sign is None else absent_sign for area in areas]
    return Grid(areas, periods, places.membership(areas, days), tuple(signs))


def period_grid(places: Places, levels: tuple[str, ...], periods: Sequence[Period]) -> Grid:
    """The grid of periods that are counted through: the division is that of their last day."""
    codes = tuple(period.code for period in periods)
    return grid(places, levels, codes, [period.last_day for period in periods])


def category_dimension(
    key: str,
    title: str,
    total: str,
    titles: tuple[str, ...],
    first: int,
    notes: dict[str, str] | None = None,
) -> Dimension:
    """A category dimension: code `total` for the first title, then A-codes from `first` on."""
    keys = [total, *(f"A{first + number:06d}" for number in range(len(titles) - 1))]
    codes = tuple(
        Code(code, text, (notes or {}).get(text)) for code, text in zip(keys, titles, strict=True)
    )
    return Dimension(key, title, "Dimension", codes, 7)
