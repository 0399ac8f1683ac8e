"""The texts of the methods: data, in `methods.yaml`, filled in with the numbers of the code."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from dashboard.methods.numbers import chosen_numbers, example_numbers
from indicators.bilingual import TextsError, places
from indicators.wording import Lang, translated
from ingest.source import Translated

FILE = Path(__file__).with_name("methods.yaml")

Shown = Literal["classes", "peer_variables", "words", "legal_terms", "indicators", "numbers"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Formula(_Strict):
    """A formula in signs, for eyes, and the same in words, for everybody."""

    signs: str
    nl: str
    en: str


class Method(_Strict):
    """One method; `id` is its name in addresses. `shows` is a table that the page makes."""

    id: str
    title: Translated
    plain: Translated
    more: list[Translated] = []
    formula: Formula | None = None
    example: Translated | None = None
    shows: Shown | None = None


class Chapter(_Strict):
    """Methods that belong together."""

    chapter: Translated
    methods: list[Method]


@cache
def read_chapters() -> tuple[Chapter, ...]:
    """All chapters in the order of the page; TextsError where the file is not understood."""
    try:
        content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        return TypeAdapter(tuple[Chapter, ...]).validate_python(content)
    except (yaml.YAMLError, ValidationError) as error:
        raise TextsError(f"{FILE.name}: {error}") from error


@cache
def read_methods() -> dict[str, Method]:
    """All methods by id."""
    return {one.id: one for chapter in read_chapters() for one in chapter.methods}


def filled(text: str, lang: Lang) -> str:
    """A text with the numbers of the code in its places; TextsError where there is no such."""
    numbers = {**chosen_numbers(lang), **example_numbers(lang)}
    if unknown := sorted(places(text) - numbers.keys()):
        raise TextsError(f"{FILE.name}: saw places {unknown}; expected some of {sorted(numbers)}")
    return text.format(**numbers)


def plain(method_id: str, lang: Lang) -> str:
    """One method in one plain sentence."""
    return filled(translated(read_methods()[method_id].plain, lang), lang)
