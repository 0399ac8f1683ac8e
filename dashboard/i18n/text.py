"""Interface texts: `t(key, lang)` over YAML files, one a subject, equal keys in each language.

There is no current language in this module: every call names it, because two readers with two
languages share one process.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import yaml

from indicators.wording import LANGS, Lang

_FOLDER = Path(__file__).parent


class TextError(LookupError):
    """A text is asked for that does not exist, or with other values than it has places for."""


@cache
def texts(lang: Lang) -> Mapping[str, str]:
    """All texts of one language; nested sections become keys with a dot (`home.title`).

    Raises TextError when two files have the same key, because one would hide the other.
    """
    found: dict[str, str] = {}
    for path in sorted((_FOLDER / lang).glob("*.yaml")):
        rows = dict(_flatten(yaml.safe_load(path.read_text(encoding="utf-8"))))
        if twice := found.keys() & rows.keys():
            raise TextError(f"{lang}/{path.name}: also in another file: {', '.join(sorted(twice))}")
        found |= rows
    return found


def t(key: str, lang: Lang, **values: object) -> str:
    """The text of `key` with its places filled in.

    A missing key and a value too many or too few raise `TextError`: a page with a hole in its
    sentence must fail in a test, not on screen.
    """
    try:
        text = texts(lang)[key]
    except KeyError:
        raise TextError(f"no text {key!r} in {lang}/*.yaml") from None
    if placeholders(text) != set(values):
        raise TextError(
            f"{key!r} ({lang}): saw values {sorted(values)}; expected {sorted(placeholders(text))}"
        )
    return text.format(**values)


def has_text(key: str) -> bool:
    """Whether a text with this key exists; both languages have the same keys."""
    return key in texts(LANGS[0])


def placeholders(text: str) -> set[str]:
    """The names of the places that a text wants filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def other_lang(lang: Lang) -> Lang:
    """The language that a reader can switch to."""
    return "en" if lang == "nl" else "nl"


def _flatten(section: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in section.items():
        if isinstance(value, Mapping):
            rows += _flatten(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            rows.append((f"{prefix}{key}", value))
        else:
            raise TextError(f"{prefix}{key}: saw {value!r}; expected a text")
    return rows
