"""The public tables: one definition drives the page, the file and the API.

A `PublicTable` names its columns once, with type and labels; its query reads the release's
warehouse. Column names are stable ids: a rename is a new major version of the release.
"""

from indicators.tables.boundary_years import RECAST_VALUES, RECLASSIFICATIONS
from indicators.tables.chain import CHAIN
from indicators.tables.comparisons import CLASSES, COMPARISONS, PEERS
from indicators.tables.figures import INDICATOR_VALUES, TRENDS
from indicators.tables.form import Column, PublicTable
from indicators.tables.published import AREAS, ISSUES, OBSERVATIONS, SOURCES
from indicators.tables.revisions import REVISIONS

TABLES = (
    INDICATOR_VALUES,
    COMPARISONS,
    TRENDS,
    CHAIN,
    RECAST_VALUES,
    PEERS,
    CLASSES,
    OBSERVATIONS,
    AREAS,
    RECLASSIFICATIONS,
    SOURCES,
    ISSUES,
    REVISIONS,
)

__all__ = [
    "CHAIN",
    "INDICATOR_VALUES",
    "OBSERVATIONS",
    "REVISIONS",
    "TABLES",
    "Column",
    "PublicTable",
]
