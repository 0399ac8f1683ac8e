"""Figures of one year put onto the municipalities of another."""
