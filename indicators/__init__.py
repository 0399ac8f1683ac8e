"""Computes: definitions as data, the arithmetic once, and immutable releases."""
