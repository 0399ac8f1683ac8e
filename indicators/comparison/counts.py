"""Numerators and denominators of many areas as arrays, with the bounds that they lie between."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True)
class Counts:
    """Two counts an area, each with bounds; six arrays of one shape, NaN for what is not known."""

    numerator: Floats
    numerator_lower: Floats
    numerator_upper: Floats
    denominator: Floats
    denominator_lower: Floats
    denominator_upper: Floats

    @classmethod
    def of(cls, columns: Mapping[str, ArrayLike]) -> "Counts":
        """From columns of these names; masked elements become NaN."""
        return cls(
            *(
                np.ma.filled(np.ma.asarray(columns[name], dtype=np.float64), np.nan)
                for name in COLUMNS
            )
        )

    @classmethod
    def unknown(cls, size: int) -> "Counts":
        """Of so many areas nothing is known."""
        return cls(*(np.full(size, np.nan) for _ in COLUMNS))

    def at(self, positions: np.ndarray) -> "Counts":
        """The elements at these positions, or those where a mask is true."""
        return Counts(*(getattr(self, name)[positions] for name in COLUMNS))

    @property
    def is_bounded(self) -> Booleans:
        """Where all four bounds are known: the counts need not be."""
        bounds = (
            self.numerator_lower,
            self.numerator_upper,
            self.denominator_lower,
            self.denominator_upper,
        )
        return np.all(np.isfinite(bounds), axis=0)

    def minus(self, part: "Counts") -> "Counts":
        """Whole less part, never below zero; bounds widen by those of both (interval arithmetic).

        The published figures of a country or region without one of its areas.
        """

        def less(whole: Floats, taken: Floats) -> Floats:
            return np.maximum(whole - taken, 0)

        return Counts(
            less(self.numerator, part.numerator),
            less(self.numerator_lower, part.numerator_upper),
            less(self.numerator_upper, part.numerator_lower),
            less(self.denominator, part.denominator),
            less(self.denominator_lower, part.denominator_upper),
            less(self.denominator_upper, part.denominator_lower),
        )

    def where(self, condition: Booleans, other: "Counts") -> "Counts":
        """These counts where the condition holds, the other ones elsewhere."""
        return Counts(
            *(np.where(condition, getattr(self, name), getattr(other, name)) for name in COLUMNS)
        )

    def ratio_bounds(self, *, is_proportion: bool) -> tuple[Floats, Floats]:
        """Lowest and highest ratio that the bounds allow; a proportion is at most 1."""
        with np.errstate(divide="ignore", invalid="ignore"):
            lower = self.numerator_lower / np.where(
                self.denominator_upper > 0, self.denominator_upper, np.nan
            )
            upper = self.numerator_upper / np.where(
                self.denominator_lower > 0, self.denominator_lower, np.nan
            )
        return (np.minimum(lower, 1), np.minimum(upper, 1)) if is_proportion else (lower, upper)


COLUMNS = tuple(field.name for field in fields(Counts))
