"""Facts made up for tests of sentences: figures, comparisons and trends that fit together."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from indicators.comparison.records import Comparison
from indicators.definition import Definition, read_definitions
from indicators.narrative.facts import Facts
from indicators.trend.records import Trend
from indicators.values import Area, IndicatorValue

COUNTRY = Area("NL01", "country", "Nederland", "Nederland", None, None, True, 2025)
REGION = Area("VT02", "veilig_thuis_region", "Drenthe", "Drenthe (VT)", None, None, True, 2025)
PROVINCE = Area("PV22", "province", "Drenthe", "Drenthe (PV)", None, None, True, 2025)
PLACE = Area("GM0106", "municipality", "Assen", "Assen", "PV22", "VT02", True, 2025)
AREAS = {area.code: area for area in (COUNTRY, REGION, PROVINCE, PLACE)}

SHOWN = [d for d in read_definitions().values() if d.is_shown]


def value(definition: Definition, area: Area = PLACE, **given: Any) -> IndicatorValue:
    """A figure of 12.3, between 12.1 and 12.5, unless told otherwise."""
    names = IndicatorValue.__dataclass_fields__
    known: dict[str, Any] = dict.fromkeys(names) | {
        "indicator_id": definition.id,
        "area_code": area.code,
        "area_name": area.name,
        "area_level": area.level,
        "period_code": "2023JJ00",
        "period_kind": "year",
        "value": 12.3,
        "lower": 12.1,
        "upper": 12.5,
        "unit": definition.unit,
        "status": "definitive",
        "reliability": "normal",
        "is_own_sum": False,
        "boundary_year": 2023,
        "retrieved_at": datetime(2025, 1, 1),
        "is_fictitious": False,
        "is_selection": False,
    }
    return IndicatorValue(**{**known, **given})


def comparison(definition: Definition, **given: Any) -> Comparison:
    """Beside the country's 9.8: clearly higher, unless told otherwise."""
    known: dict[str, Any] = dict.fromkeys(Comparison.__dataclass_fields__) | {
        "indicator_id": definition.id,
        "area_code": PLACE.code,
        "period_code": "2023JJ00",
        "benchmark_kind": "country",
        "benchmark_code": COUNTRY.code,
        "benchmark_value": 9.8,
        "benchmark_lower": 9.7,
        "benchmark_upper": 9.9,
        "is_own_sum": False,
        "is_area_taken_out": False,
        "is_approximated": False,
        "code": "clearly_higher",
        "tested": 342,
        "expected_flags_998": 0.684,
        "flags_unadjusted": 61,
        "flags_adjusted": 14,
    }
    return Comparison(**{**known, **given})


def trend(definition: Definition, **given: Any) -> Trend:
    """Five years that rise by 0.8 a year, unless told otherwise."""
    known: dict[str, Any] = dict.fromkeys(Trend.__dataclass_fields__) | {
        "indicator_id": definition.id,
        "area_code": PLACE.code,
        "period_kind": "year",
        "first_period": "2019JJ00",
        "last_period": "2023JJ00",
        "points": 5,
        "code": "increasing",
        "is_recast": False,
        "slope": 0.8,
        "chi_squared": 11.2,
        "detectable_80": 0.6,
        "detectable_50": 0.4,
    }
    return Trend(**{**known, **given})


def facts(definition: Definition, **given: Any) -> Facts:
    """A figure of Assen's own, with nothing beside it unless told."""
    known: dict[str, Any] = {
        "definition": definition,
        "area": PLACE,
        "shown": PLACE,
        "value": value(definition),
        "comparisons": (),
        "years": None,
        "half_years": None,
    }
    return Facts(**{**known, **given})


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    """Facts as a release can hold them: every word with figures that it is true of."""
    definition = draw(st.sampled_from(SHOWN))
    numbers = st.integers(1, 999).map(lambda tenths: tenths / 10)
    own, other = draw(numbers), draw(numbers)
    figure = value(
        definition,
        value=own if draw(st.booleans()) else None,
        lower=max(own - 0.2, 0.0),
        upper=own + 0.2,
        status=draw(st.sampled_from(["provisional", "revised_provisional", "definitive"])),
        reliability=draw(st.sampled_from(["normal", "indicative"])),
    )
    if figure.value is None:
        codes = ["too_few_data"]
    else:
        word = "higher" if own > other else "lower"
        codes = ["not_distinguishable", "too_few_data"]
        if own != other:
            codes += [f"clearly_{word}", f"possibly_{word}"]
    kinds = {"country": COUNTRY, "veilig_thuis_region": REGION, "province": PROVINCE}
    beside = []
    for kind in draw(st.lists(st.sampled_from([*kinds, "class", "peers"]), unique=True)):
        code = draw(st.sampled_from(codes))
        is_group = kind not in kinds
        beside.append(
            comparison(
                definition,
                benchmark_kind=kind,
                benchmark_code="klasse" if is_group else kinds[kind].code,
                benchmark_value=None if is_group else other,
                benchmark_lower=max(other - 0.1, 0.0),
                benchmark_upper=other + 0.1,
                is_own_sum=is_group,
                is_area_taken_out=draw(st.booleans()),
                code=code,
                reason="small_denominator" if code == "too_few_data" else None,
                tested=draw(st.integers(10, 342)),
            )
        )
    slope = draw(st.sampled_from([-1.2, -0.04, 0.04, 1.2]))
    can_say = "increasing" if slope > 0 else "decreasing"
    code = draw(st.sampled_from([can_say, "no_significant_change", "cannot_say"]))
    reason = "missing_figure" if code == "cannot_say" else None
    years = trend(definition, code=code, reason=reason, slope=slope)
    return facts(definition, value=figure, comparisons=tuple(beside), years=years)


def of_the_region(found: Facts) -> Facts:
    """The same facts, but the figure is that of the Veilig Thuis region."""
    return replace(
        found,
        shown=REGION,
        value=replace(
            found.value,
            area_code=REGION.code,
            area_name=REGION.name,
            area_level="veilig_thuis_region",
        ),
    )
