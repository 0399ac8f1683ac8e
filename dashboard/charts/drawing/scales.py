"""From numbers to places on the page, and round numbers along an axis."""

import math
from dataclasses import dataclass
from typing import Protocol

# Steps that people count in.
_STEPS = (1, 2, 2.5, 5, 10)


class Scale(Protocol):
    """Places numbers between two ends of the page."""

    def __call__(self, value: float) -> float:
        """Where a number stands, in pixels; one beyond an end of the axis stands at that end."""
        ...


@dataclass(frozen=True)
class Linear:
    """Equal distances for equal differences, from `low` at `start` to `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a number stands, in pixels."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True)
class Logarithmic:
    """Equal distances for equal factors; `low` is above zero."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a number stands, in pixels."""
        within = min(max(value, self.low), self.high)
        share = math.log(within / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def ticks_from_zero(highest: float, count: int, most: float | None = None) -> list[float]:
    """Round numbers from zero to the first at or above `highest`, about `count` steps.

    `most` is where the axis must stop, such as 100 for a share.

    >>> ticks_from_zero(38.2, 4)
    [0.0, 10.0, 20.0, 30.0, 40.0]
    """
    if not highest > 0:
        highest = 1.0
    rough = highest / count
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in _STEPS if power * one >= rough * (1 - 1e-9))
    ticks = [round(index * step, 10) for index in range(math.ceil(highest / step - 1e-9) + 1)]
    return [tick for tick in ticks if most is None or tick <= most]


def ticks_logarithmic(low: float, high: float) -> list[float]:
    """1, 2 and 5 times the powers of ten between two numbers above zero.

    >>> ticks_logarithmic(15, 600)
    [20.0, 50.0, 100.0, 200.0, 500.0]
    """
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    ticks = [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
    return [tick for tick in ticks if low <= tick <= high]
