"""Published titles: the only thing that columns and categories are found by."""

import re
import unicodedata
from collections.abc import Iterable, Sequence


def normalise_title(title: str) -> str:
    """A published title as it is compared: case, accents and runs of white space do not count."""
    plain = unicodedata.normalize("NFKD", title)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


def is_titled(title: str, titles: Sequence[str], pattern: str | None) -> bool:
    """Whether a published title is one of `titles`, or holds the pattern where there is one."""
    plain = normalise_title(title)
    if pattern:
        return re.search(pattern, plain) is not None
    return plain in normalised(titles)


def normalised(titles: Sequence[str]) -> list[str]:
    """Several titles, each as it is compared."""
    return [normalise_title(title) for title in titles]


def identifier(titles: Iterable[str]) -> str:
    """A name for what only has published titles: small letters, digits and underscores.

    >>> identifier(["Beëindigde trajecten", "1e keer"])
    'beeindigde_trajecten_1e_keer'
    """
    words = re.findall(r"[a-z0-9]+", normalise_title(" ".join(titles)))
    name = "_".join(words)
    return name if name[:1].isalpha() else f"n_{name}"
