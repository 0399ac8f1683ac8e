"""The terms of the glossary: data, in `terms.yaml`."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from indicators.wording import Lang, translated
from ingest.source import Translated

FILE = Path(__file__).with_name("terms.yaml")

TermId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class TermsError(Exception):
    """The file of terms is not understood."""


class Term(BaseModel):
    """One term with what it means.

    `source` is who defines it so, `see` are ids of others, `also` other forms in which it occurs.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: TermId
    term: Translated
    definition: Translated
    source: Translated
    see: list[TermId]
    also: dict[Lang, list[str]] = {}


@cache
def read_terms() -> dict[str, Term]:
    """All terms by id, in the order of the file.

    Raises TermsError where the file has another form, a term twice, or a term or source that is
    named and does not exist.
    """
    try:
        content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
        sources = TypeAdapter(dict[str, Translated]).validate_python(content["sources"])
        unknown = {row["source"] for row in content["terms"]} - sources.keys()
        if unknown:
            raise TermsError(f"saw sources {sorted(unknown)}; expected some of {sorted(sources)}")
        rows = [{**row, "source": sources[row["source"]]} for row in content["terms"]]
        terms = TypeAdapter(list[Term]).validate_python(rows)
    except (yaml.YAMLError, ValidationError, KeyError) as error:
        raise TermsError(f"{FILE.name}: {error}") from error
    found = {one.id: one for one in terms}
    if len(found) != len(terms):
        raise TermsError(f"{FILE.name}: a term occurs twice; expected each id once")
    for one in terms:
        if missing := sorted({*one.see} - found.keys()):
            raise TermsError(f"{FILE.name}, {one.id}: see names {missing}, which are no terms")
    return found


def occurring(texts: Iterable[str], lang: Lang) -> list[Term]:
    """The terms of which a name occurs in the texts as a word, also in the plural.

    A name is what stands before a comma or a bracket, and each part of it: of "provisional, revised
    provisional" both.
    """
    text = " ".join(texts).casefold()
    return [
        one
        for one in read_terms().values()
        if any(re.search(rf"\b{re.escape(name)}(s|en|e)?\b", text) for name in _names(one, lang))
    ]


def _names(one: Term, lang: Lang) -> list[str]:
    parts = re.split(r"[(),]", translated(one.term, lang).casefold())
    return [*(name for part in parts if (name := part.strip())), *one.also.get(lang, [])]
