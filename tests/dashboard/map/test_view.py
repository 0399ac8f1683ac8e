"""What a map says of each area, and its legend."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dashboard.map.view import MapArea, MapView, map_view
from indicators.values import Area, IndicatorValue
from indicators.wording import LANGS
from tests.dashboard.records import definition, groningen_repeat_reports

GRONINGEN = Area("GM0014", "municipality", "Groningen", "Groningen (gemeente)", "PV20", "VT08",
                 True, 2025)  # fmt: skip
ALMERE = replace(GRONINGEN, code="GM0034", name="Almere", province_code="PV24")
EMMEN = replace(GRONINGEN, code="GM0114", name="Emmen", province_code="PV22")
HAREN = replace(GRONINGEN, code="GM0017", name="Haren", is_current=False)


def of(area: Area, **changes: object) -> IndicatorValue:
    return groningen_repeat_reports(area_code=area.code, area_name=area.name, **changes)


def view(areas: Sequence[Area], *values: IndicatorValue, **more: object) -> MapView:
    by_code = {value.area_code: value for value in values}
    return map_view(
        definition("C1"), "2023JJ00", by_code, areas, lambda area: f"/{area.code}", "nl", **more
    )  # type: ignore[arg-type]


def only(found: MapView) -> MapArea:
    (area,) = found.areas
    return area


def test_an_area_has_its_value_with_unit_and_leads_to_its_page() -> None:
    found = view([GRONINGEN], of(GRONINGEN), chosen={"GM0014"}, provinces={"PV20": "Groningen"})

    assert only(found) == MapArea(
        "GM0014", "Groningen", "Groningen", "51,3 per 100", "1", "/GM0014", True
    )
    assert found.title == "Hermeldingen van huiselijk geweld, 2023: kaart van de gemeenten"
    assert "niet beter en niet slechter" in found.lead


def test_missing_is_a_shade_and_words_and_never_zero() -> None:
    unknown = of(ALMERE, value=None, lower=None, upper=None, missing_reason="unknown_or_secret")
    bounded = of(EMMEN, value=None, lower=0.0, upper=60.0, missing_reason="unknown_or_secret")
    found = view([ALMERE, EMMEN, GRONINGEN], unknown, bounded)

    assert [area.shade for area in found.areas] == ["none", "bounds", "none"]
    assert [area.words for area in found.areas] == [
        "geen cijfer: geen getal van CBS: te klein, onbekend of geheim",
        "tussen 0 en 60,0 per 100; het cijfer zelf is niet bekend",
        "geen cijfer voor deze gemeente in deze periode",
    ]
    assert [(one.text, one.areas) for one in found.legend] == [
        ("alleen grenzen bekend", 1),
        ("geen cijfer", 2),
    ]


def test_bounds_that_fit_in_one_class_have_its_shade() -> None:
    spread = [
        of(replace(GRONINGEN, code=f"GM1{n:03}"), value=float(n), lower=n, upper=n)
        for n in range(50)
    ]
    areas = [replace(GRONINGEN, code=value.area_code) for value in spread]
    known = of(EMMEN, value=None, lower=21.0, upper=29.0, missing_reason="unknown_or_secret")
    wide = of(ALMERE, value=None, lower=19.0, upper=29.0, missing_reason="unknown_or_secret")
    found = view([*areas, EMMEN, ALMERE], *spread, known, wide)

    shades = {area.code: area.shade for area in found.areas}
    assert shades["GM0114"] == shades["GM1025"]
    assert shades["GM0034"] == "bounds"


def test_the_legend_names_every_class_and_counts_every_area_once() -> None:
    values = [
        of(replace(GRONINGEN, code=f"GM1{n:03}"), value=n / 10, lower=n / 10, upper=n / 10)
        for n in range(300)
    ]
    areas = [replace(GRONINGEN, code=value.area_code) for value in values]
    found = view([*areas, ALMERE], *values)

    assert [(one.text, one.areas) for one in found.legend] == [
        ("lager dan 10 per 100", 100),
        ("van 10 tot 20 per 100", 100),
        ("20 per 100 of hoger", 100),
        ("geen cijfer", 1),
    ]
    assert sum(one.areas for one in found.legend) == len(found.areas) == 301


def test_a_region_s_figure_is_named_so() -> None:
    region = groningen_repeat_reports(
        area_code="VT08", area_name="Groningen", area_level="veilig_thuis_region"
    )
    found = map_view(
        definition("C1"), "2023JJ00", {"GM0014": region}, [GRONINGEN], lambda _: "/", "nl"
    )

    assert only(found).words == (
        "51,3 per 100. Dit is het cijfer van Groningen (Veilig Thuis-regio)"
    )


def test_a_dissolved_municipality_is_there_only_with_a_number() -> None:
    nothing = of(
        HAREN, value=None, lower=None, upper=None, numerator=None, denominator=None,
        missing_reason="impossible",
    )  # fmt: skip

    assert [area.name for area in view([GRONINGEN, HAREN], of(HAREN)).areas] == [
        "Groningen",
        "Haren",
    ]
    assert only(view([GRONINGEN, HAREN], nothing)).name == "Groningen"
    assert only(view([GRONINGEN, HAREN])).name == "Groningen"


@pytest.mark.parametrize("lang", LANGS)
def test_small_numbers_are_marked(lang: str) -> None:
    value = of(GRONINGEN, reliability="indicative")
    found = map_view(
        definition("C1"), "2023JJ00", {"GM0014": value}, [GRONINGEN], lambda _: "/", lang
    )  # type: ignore[arg-type]

    assert only(found).words.endswith({"nl": "indicatief", "en": "indicative"}[lang])
