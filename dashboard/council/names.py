"""Which municipalities go by a name, also one of before or an everyday one."""

from collections.abc import Sequence

from indicators.api import Release, loose
from indicators.values import Area


def named(release: Release, words: str) -> Sequence[Area]:
    """The municipalities with this name, loosely spelled; else those that a search finds.

    One of today goes before one that is gone: the latter has its own page by its code.
    """
    known = release.areas("municipality", current_only=False)
    exact = [area for area in known if loose(area.name) == loose(words)]
    current = [area for area in exact if area.is_current]
    return current or exact or release.find_areas(words)
