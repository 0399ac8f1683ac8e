from typing import get_args
from xml.etree import ElementTree as ET

from dashboard.design.colours import palette
from dashboard.design.patterns import PATTERN_OF, pattern_definitions, pattern_fill
from indicators.values import MissingReason


def test_every_reason_has_a_pattern_that_is_drawn() -> None:
    assert set(PATTERN_OF) == set(get_args(MissingReason))

    drawn = {one.get("id") for one in ET.fromstring(pattern_definitions("map"))}
    fills = {pattern_fill(pattern, "map") for pattern in PATTERN_OF.values()}

    assert fills == {f"url(#{name})" for name in drawn}


def test_a_page_follows_the_reader_and_a_file_has_its_colours() -> None:
    light = palette("light")
    file = pattern_definitions("map", light.__getitem__)

    assert "var(--unknown)" in pattern_definitions("map")
    assert "var(" not in file
    assert light["unknown"] in file and light["unknown-shade"] in file
