"""Fetches: published tables from their publisher to snapshots on disk and rows in DuckDB."""
