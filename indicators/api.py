"""The only door for the dashboard: typed, read-only functions over the published releases."""

from indicators.place_names import loose
from indicators.reading.downloads import ReleaseFile, UnknownFilterError
from indicators.reading.release import Release
from indicators.reading.store import ReleaseStore

__all__ = ["Release", "ReleaseFile", "ReleaseStore", "UnknownFilterError", "loose"]
