"""The kinds of map, as the address of a page says it (`kaart=grenzen`)."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from indicators.api import Release

MapKind = Literal["tegels", "grenzen"]
MAP_KINDS: tuple[MapKind, ...] = get_args(MapKind)


def map_kind(params: Mapping[str, Sequence[str]], release: Release) -> MapKind:
    """Tiles, unless boundaries were asked for and are there."""
    wants_boundaries = "grenzen" in params.get("kaart", ())
    return "grenzen" if wants_boundaries and release.has_boundaries() else "tegels"
