"""How the figures of one area go over time, or why that cannot be said."""

from indicators.trend.trends import fill

__all__ = ["fill"]
