"""Legal terms of Veilig Thuis, as text beside figures.

They are never a norm line: how long reports and investigations take is published for no
municipality.
"""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from indicators.definition import DefinitionError, read_definitions, read_recommendations
from ingest.files import read_yaml
from ingest.source import Translated

FILE = Path(__file__).with_name("legal_terms.yaml")

NOT_PUBLISHED = Translated(
    nl="Of Veilig Thuis zich hieraan houdt, wordt niet per gemeente gepubliceerd.",
    en="Whether Veilig Thuis keeps to this is not published per municipality.",
)


class LegalTerm(BaseModel):
    """One term, with its source.

    `kind`: set by *law*, or by the *protocol* of the Veilig Thuis organisations. `noted`: the day
    on which we wrote it down; `checked`: the day on which somebody read it in the text in force,
    None until then, and `not_checked` says what we went by. It stands beside `indicators` and
    `recommendations`, by id, together with `NOT_PUBLISHED`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    text: Translated
    source: Translated
    url: str | None
    kind: Literal["law", "protocol"]
    noted: date
    checked: date | None
    not_checked: Translated
    indicators: list[str]
    recommendations: list[str]


@cache
def read_legal_terms() -> tuple[LegalTerm, ...]:
    """All terms in the order of the file; DefinitionError where it is not understood."""
    try:
        content = read_yaml(FILE)
        terms = TypeAdapter(tuple[LegalTerm, ...]).validate_python(content)
    except (yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"{FILE.name}: {error}") from error
    for term in terms:
        unknown = sorted(
            {*term.indicators} - {*read_definitions()}
            | {*term.recommendations} - {*read_recommendations()}
        )
        if unknown:
            raise DefinitionError(
                f"{FILE.name}: {term.id} stands beside {unknown}; expected ids of indicators and "
                "recommendations that exist."
            )
    return terms


def legal_terms_beside(of: str) -> list[LegalTerm]:
    """The terms that stand beside an indicator or a recommendation, by its id."""
    return [term for term in read_legal_terms() if of in {*term.indicators, *term.recommendations}]
