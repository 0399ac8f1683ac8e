"""What the picture of a page says, before it is drawn, and that all of it is drawn."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts.drawing.card import HEIGHT, WIDTH, Card, card_svg
from dashboard.charts.png import ZOOM
from dashboard.share_picture import card_of
from indicators.api import Release, ReleaseStore

CARD = Card("nl", "Hulpmonitor", "Gemeente", "Groningen", "51,3", "per 100", "", "Bron: CBS", "")


@pytest.fixture(scope="module")
def shown(figures_data: Path) -> Release:
    found = ReleaseStore(figures_data).newest()
    assert found is not None
    return found


def words(card: Card) -> list[str]:
    root = ET.fromstring(card_svg(card))
    assert (root.get("width"), root.get("height")) == (f"{WIDTH // ZOOM}", f"{HEIGHT // ZOOM}")
    return [" ".join("".join(one.itertext()).split()) for one in root if one.tag.endswith("text")]


def test_a_municipality_has_its_number_with_its_bounds(shown: Release) -> None:
    card = card_of(shown, "gemeente-GM0014", "nl")

    assert card is not None and card.title == "Groningen" and not card.warning
    assert card.number and card.unit.startswith("per ")
    assert f"Uitgave {shown.id}" in card.source


def test_every_name_stands_for_one_thing(shown: Release) -> None:
    recommendation = card_of(shown, "aanbeveling-R2", "en")
    assert recommendation is not None and recommendation.above == "Recommendation R2"
    for name in ("gemeente-NL01", "gemeente-", "cijfer-Z9", "aanbeveling-R10", "x-GM0014", ""):
        assert card_of(shown, name, "nl") is None, name


def test_a_warning_takes_the_place_of_the_source() -> None:
    assert "Bron: CBS" in words(CARD)
    warned = words(replace(CARD, warning="Verzonnen voorbeeldcijfers."))
    assert "Verzonnen voorbeeldcijfers." in warned and "Bron: CBS" not in warned


def test_long_texts_are_broken_and_what_does_not_fit_is_marked() -> None:
    long = replace(CARD, title="Overdrachten naar een gecertificeerde instelling " * 2,
                   number="", about="Het aantal keren dat iets gebeurde. " * 20)  # fmt: skip
    drawn = words(long)

    assert " ".join(long.title.split()) in " ".join(drawn)
    assert any(line.endswith("…") for line in drawn)
