"""Which figures are compared with what: the lists are data, in `comparators.yaml`."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indicators.definition import Definition, DefinitionError, read_definitions
from indicators.statistics.scales import Kind
from indicators.values import AreaLevel
from ingest.files import read_yaml

FILE = Path(__file__).with_name("comparators.yaml")

BenchmarkKind = Literal["country", "veilig_thuis_region", "province", "class", "peers"]
BENCHMARK_KINDS: tuple[BenchmarkKind, ...] = get_args(BenchmarkKind)
# How figures of a kind are judged; figures of other kinds are not compared.
JUDGED_AS: dict[str, Kind] = {
    "proportion": "proportion",
    "rate": "rate",
    "ratio": "ratio",
    "published_share": "proportion",
}


class Comparators(BaseModel):
    """The lists by indicator id, and from which share on an area is taken out of its benchmark."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    compared_with_peers: list[str]
    only_own_region: list[str]
    shares_of_children: list[str]
    taken_out_from_share: Annotated[float, Field(gt=0, le=1)]

    def benchmark_kinds(self, definition: Definition, level: AreaLevel) -> list[BenchmarkKind]:
        """What areas of one level are held against, in the order of screens; often nothing.

        Municipalities have up to five benchmarks. Veilig Thuis regions are held against the
        country, together with each other. A complement is never compared apart from its other half.
        """
        if definition.kind not in JUDGED_AS or not definition.is_shown:
            return []
        is_own_region_only = definition.id in self.only_own_region
        if level == "veilig_thuis_region":
            return [] if is_own_region_only else ["country"]
        if level != "municipality":
            return []
        if is_own_region_only:
            return ["veilig_thuis_region"]
        with_peers = definition.id in self.compared_with_peers
        return [kind for kind in BENCHMARK_KINDS if with_peers or kind not in ("class", "peers")]


@cache
def read_comparators() -> Comparators:
    """The lists; DefinitionError where one names an indicator that there is not, or cannot be."""
    try:
        found = Comparators.model_validate(read_yaml(FILE))
    except (yaml.YAMLError, ValidationError) as error:
        raise DefinitionError(f"{FILE.name}: {error}") from error
    definitions = read_definitions()
    named = {*found.compared_with_peers, *found.only_own_region, *found.shares_of_children}
    if unknown := sorted(named - set(definitions)):
        raise DefinitionError(
            f"{FILE.name}: saw indicators {unknown}; expected some of {sorted(definitions)}."
        )
    if both := sorted({*found.compared_with_peers} & {*found.only_own_region}):
        raise DefinitionError(f"{FILE.name}: {both} cannot have peers and their own region alone.")
    for name in found.shares_of_children:
        if definitions[name].kind != "published_share":
            raise DefinitionError(f"{FILE.name}: {name} is no published share; it has counts.")
    return found
