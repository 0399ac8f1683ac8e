"""Records as a release gives them, with figures that CBS published (2023, seen in 2025)."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from indicators.definition import Definition, read_definitions
from indicators.values import Area, IndicatorValue

GRONINGEN = IndicatorValue(
    indicator_id="C1",
    area_code="GM0014",
    area_name="Groningen",
    area_level="municipality",
    period_code="2023JJ00",
    period_kind="year",
    value=51.3,
    lower=51.0,
    upper=51.6,
    numerator=895,
    numerator_lower=892.5,
    numerator_upper=897.5,
    denominator=1745,
    denominator_lower=1740,
    denominator_upper=1750,
    unit="per_100",
    status="provisional",
    missing_reason=None,
    reliability="normal",
    is_own_sum=False,
    boundary_year=2023,
    indicator_version="1.0.0",
    source_tables="85361NED",
    source_change_keys="key",
    retrieved_at=datetime(2026, 11, 23, 9, 30),
    release_id="2026-11-23.1",
    licence="CC BY 4.0",
    is_fictitious=False,
    is_selection=True,
)


def definition(indicator_id: str) -> Definition:
    return read_definitions()[indicator_id]


def groningen_repeat_reports(**changes: Any) -> IndicatorValue:
    """85361NED: 895 repeat reports, 1,745 reports."""
    return replace(GRONINGEN, **changes)


def netherlands_repeat_reports(**changes: Any) -> IndicatorValue:
    """85361NED: 48,555 repeat reports, 127,340 reports."""
    country = groningen_repeat_reports(
        area_code="NL01", area_name="Nederland", area_level="country", value=38.1, lower=38.1,
        upper=38.2, numerator=48555, numerator_lower=48552.5, numerator_upper=48557.5,
        denominator=127340, denominator_lower=127337.5, denominator_upper=127342.5,
    )  # fmt: skip
    return replace(country, **changes)


def midden_drenthe_services(**changes: Any) -> IndicatorValue:
    """84851NED: 45 child abuse cases; both kinds of completed services are a dot."""
    suppressed = groningen_repeat_reports(
        indicator_id="A2", area_code="GM1731", area_name="Midden-Drenthe", value=None, lower=0.0,
        upper=42.4, numerator=None, numerator_lower=0.0, numerator_upper=18.0, denominator=45,
        denominator_lower=42.5, denominator_upper=47.5, missing_reason="unknown_or_secret",
        reliability="indicative", source_tables="84851NED",
    )  # fmt: skip
    return replace(suppressed, **changes)


def assessed_in_noord_en_oost_gelderland(**changes: Any) -> IndicatorValue:
    """84852NED: 2,810 reports; 'not yet assessed' is a dot, so between 0 and 9."""
    region = groningen_repeat_reports(
        indicator_id="A1", area_code="VT14", area_name="Noord- en Oost-Gelderland",
        area_level="veilig_thuis_region", value=None, lower=99.6, upper=100.0, numerator=None,
        numerator_lower=2798.5, numerator_upper=2812.5, denominator=2810,
        denominator_lower=2807.5, denominator_upper=2812.5, missing_reason="unknown_or_secret",
        source_tables="84852NED",
    )  # fmt: skip
    return replace(region, **changes)


def not_there(**changes: Any) -> IndicatorValue:
    """A row without any number."""
    nothing = groningen_repeat_reports(
        value=None, lower=None, upper=None, numerator=None, numerator_lower=None,
        numerator_upper=None, denominator=None, denominator_lower=None, denominator_upper=None,
        missing_reason="not_delivered", reliability=None,
    )  # fmt: skip
    return replace(nothing, **changes)


def area(code: str, name: str, **changes: Any) -> Area:
    return replace(Area(code, "municipality", name, name, "PV20", "VT08", True, 2025), **changes)
