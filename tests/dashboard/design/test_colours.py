"""The colours can be read and told apart, by whoever looks, on light, on dark and on paper.

Colour blindness is simulated after Machado, Oliveira & Fernandes (2009), "A physiologically-based
model for simulation of color vision deficiency", IEEE TVCG 15(6), at full severity. How far two
colours lie apart is measured with CIEDE2000 (CIE 142-2001).
"""

from itertools import combinations, pairwise

import pytest
from coloraide import Color

from dashboard.design.colours import COLOURS, ON_EITHER, Scheme, palette
from dashboard.design.pairs import GRAPHIC_RATIO, Pair, pairs
from dashboard.design.series import SERIES

SCHEMES: tuple[Scheme, ...] = ("light", "dark", "print")
EYES = (None, "protan", "deutan", "tritan")

# Two series are told apart at a glance above some 10; a step of a map, side by side, above 5.
APART = 10
STEP = 5


def as_seen(value: str, eye: str | None) -> Color:
    colour = Color(value)
    if eye is None:
        return colour
    return colour.filter(eye, method="machado", severity=1).fit("srgb")


def distance(one: str, other: str, eye: str | None) -> float:
    return as_seen(one, eye).delta_e(as_seen(other, eye), method="2000")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", list(pairs()), ids=lambda pair: f"{pair.colour} on {pair.ground}")
def test_pair_has_its_contrast(pair: Pair, scheme: Scheme) -> None:
    colours = palette(scheme)
    found = Color(colours[pair.colour]).contrast(colours[pair.ground])
    assert found >= pair.ratio, f"{found:.2f}"


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_series_are_told_apart(scheme: Scheme, eye: str | None) -> None:
    colours = palette(scheme)
    found = {
        (one.colour, other.colour): distance(colours[one.colour], colours[other.colour], eye)
        for one, other in combinations(SERIES, 2)
    }
    assert min(found.values()) >= APART, min(found, key=lambda names: found[names])


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("one", "other"), [("better", "worse"), ("lower", "higher")])
def test_opposites_are_told_apart(one: str, other: str, scheme: Scheme, eye: str | None) -> None:
    colours = palette(scheme)
    assert distance(colours[one], colours[other], eye) >= APART


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_ramp_goes_one_way(scheme: Scheme, eye: str | None) -> None:
    steps = [palette(scheme)[f"ramp-{step}"] for step in range(1, 6)]
    lightness = [as_seen(step, eye).convert("lab-d65")["lightness"] for step in steps]
    assert lightness == sorted(lightness, reverse=scheme != "dark")
    assert all(distance(one, other, eye) >= STEP for one, other in pairwise(steps))


def test_symbols_and_dashes_differ() -> None:
    lines = [one.dash for one in SERIES if one.colour != "crowd"]
    assert len(set(lines)) == len(lines)
    assert len({one.symbol for one in SERIES}) == len(SERIES)


def test_colour_is_six_digits_and_named_once() -> None:
    names = [colour.name for colour in COLOURS]
    assert len(set(names)) == len(names)
    for scheme in SCHEMES:
        for value in palette(scheme).values():
            assert Color(value).to_string(hex=True) == value


@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("name", ON_EITHER)
def test_fixed_colour_is_seen_on_light_and_dark(name: str, ground: str) -> None:
    for scheme in SCHEMES:
        assert Color(ON_EITHER[name]).contrast(palette(scheme)[ground]) >= GRAPHIC_RATIO
