"""The only door for the dashboard: typed, read-only functions over the published releases."""

from indicators.reading.downloads import ReleaseFile, UnknownFilterError
from indicators.reading.release import Release
from indicators.reading.store import ReleaseStore

__all__ = ["Release", "ReleaseFile", "ReleaseStore", "UnknownFilterError"]
