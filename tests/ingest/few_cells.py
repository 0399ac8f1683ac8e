"""Sources for tests whose tables claim to be whole and yet have a handful of cells."""

from ingest.source import FigureSource, Healthy, figure_sources


def unmeasured(source_id: str) -> FigureSource:
    """A source that does not ask for as many areas and periods as the whole table has."""
    return figure_sources()[source_id].model_copy(update={"healthy": Healthy()})
