"""Texts with places for values, in Dutch and English: one YAML file a subject.

compared:
  nl: "{title}: {value} in {place}."
  en: "{title}: {value} in {place}."
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import yaml
from pydantic import TypeAdapter, ValidationError

from indicators.wording import Lang, translated
from ingest.files import read_yaml
from ingest.source import Translated


class TextsError(Exception):
    """A file of texts is not understood, or a text is asked for that it does not have."""


@dataclass(frozen=True)
class Texts:
    """The texts of one file, by key; both languages have the same places."""

    name: str
    by_key: dict[str, Translated]

    @classmethod
    def read(cls, path: Path) -> "Texts":
        """Raises TextsError where a text lacks a language, or a language a place."""
        try:
            content = read_yaml(path)
            found = TypeAdapter(dict[str, Translated]).validate_python(content)
        except (yaml.YAMLError, ValidationError) as error:
            raise TextsError(f"{path.name}: {error}") from error
        for key, text in found.items():
            if places(text.nl) != places(text.en):
                raise TextsError(
                    f"{path.name}, {key}: saw places {sorted(places(text.nl))} in Dutch and "
                    f"{sorted(places(text.en))} in English; expected the same."
                )
        return cls(path.name, found)

    def __contains__(self, key: str) -> bool:
        return key in self.by_key

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_key)

    def get(self, key: str, lang: Lang, **values: str) -> str:
        """The text with its places filled in; TextsError where one too many or too few is given."""
        text = self.by_key.get(key)
        if text is None:
            raise TextsError(f"{self.name}: saw key {key!r}; expected one of {sorted(self.by_key)}")
        wanted = translated(text, lang)
        if places(wanted) != set(values):
            raise TextsError(
                f"{self.name}, {key}: saw values for {sorted(values)}; "
                f"expected {sorted(places(wanted))}."
            )
        return wanted.format(**values)

    def places(self, key: str) -> set[str]:
        """The places of one text."""
        return places(self.by_key[key].nl)


def places(text: str) -> set[str]:
    """The names of the places that a text wants filled in."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
