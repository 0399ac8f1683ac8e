"""The model of similar municipalities: variables and weights are data, in `peers.yaml`."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indicators.definition import DefinitionError
from ingest.files import read_yaml
from ingest.source import Translated

FILE = Path(__file__).with_name("peers.yaml")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Variable(_Strict):
    """One variable that municipalities are alike in; a column of `peer_variables.sql`."""

    id: str
    label: Translated
    source: Translated
    scale: Literal["linear", "log"]
    weight: Annotated[float, Field(gt=0)]


class PeerModel(_Strict):
    """How similar municipalities are found.

    `number`: how many each municipality gets. A variable that less than `minimum_known_share` of
    the municipalities have is left out.
    """

    reference_year: int
    number: Annotated[int, Field(ge=1)]
    minimum_known_share: Annotated[float, Field(gt=0, le=1)]
    variables: Annotated[list[Variable], Field(min_length=2)]


@cache
def read_peer_model() -> PeerModel:
    """The model; DefinitionError where the file is not understood."""
    try:
        return PeerModel.model_validate(read_yaml(FILE))
    except (yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"{FILE.name}: {error}") from error
