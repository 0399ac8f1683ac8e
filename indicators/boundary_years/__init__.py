"""Figures of one year put onto the municipalities of another."""

from indicators.boundary_years.recast import fill

__all__ = ["fill"]
