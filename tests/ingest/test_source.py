from pathlib import Path

import pytest

from ingest.errors import SourceFileError
from ingest.source import (
    SOURCES,
    BoundarySource,
    TableSource,
    figure_sources,
    read_source,
    read_sources,
)
from ingest.titles import normalise_title

VEILIG_THUIS = [*(f"{number}NED" for number in range(84847, 84856)), "85361NED"]
UNSEEN = {"84847NED", "84854NED", "84855NED"}


def test_every_source_file_is_understood() -> None:
    assert set(read_sources()) == {
        "03759ned",
        "84847NED", "84848NED", "84849NED", "84850NED", "84851NED", "84852NED", "84853NED",
        "84854NED", "84855NED", "85361NED",
        "82975NED", "85094NED", "85097NED", "85098NED", "85099NED", "85100NED",
        "71487ned", "86132NED",
        "84378NED", "84721NED", "84929NED", "85067NED", "85385NED", "85755NED", "86059NED",
        "70739ned", "pdok-gemeenten",
    }  # fmt: skip


@pytest.mark.parametrize("source_id", sorted(path.stem for path in SOURCES.glob("*.yaml")))
def test_a_source_says_where_its_figures_come_from(source_id: str) -> None:
    source = read_sources()[source_id]
    assert source.licence == "CC BY 4.0"
    if isinstance(source, BoundarySource):
        assert "CBS en Kadaster, via PDOK" in source.attribution
        return
    assert source_id in source.attribution
    assert source_id in source.url
    if isinstance(source, TableSource):
        assert set(source.missing) == {".", ""}


@pytest.mark.parametrize("source_id", VEILIG_THUIS)
def test_half_years_and_the_year_are_expected_at_the_end_of_april_and_october(
    source_id: str,
) -> None:
    expected = [
        (one.period, one.month, one.day, one.years_later)
        for one in read_sources()[source_id].publication
    ]
    assert expected == [("HJ01", 10, 31, 0), ("HJ02", 4, 30, 1), ("JJ00", 4, 30, 1)]


@pytest.mark.parametrize("source_id", VEILIG_THUIS)
def test_what_was_not_seen_is_assumed_and_bounds_no_dot(source_id: str) -> None:
    source = figure_sources()[source_id]
    is_unseen = source_id in UNSEEN
    assert (source.assumed is not None) == is_unseen
    assert (source.takes_over is not None) == is_unseen
    assert (source.dot_bound is None) == is_unseen
    if is_unseen:
        assert all(topic.pattern and not topic.titles for topic in source.topics.values())


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    text = (SOURCES / "85098NED.yaml").read_text(encoding="utf-8")
    path = tmp_path / "85098NED.yaml"
    path.write_text(text + "mising: {}\n", encoding="utf-8")
    with pytest.raises(SourceFileError, match="mising"):
        read_source(path)


def test_the_file_name_is_the_id(tmp_path: Path) -> None:
    path = tmp_path / "85098ned.yaml"
    path.write_text((SOURCES / "85098NED.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(SourceFileError, match="expected the file name, 85098ned"):
        read_source(path)


def test_titles_are_compared_without_case_accents_and_spaces() -> None:
    assert normalise_title("Gemiddelde  bevolking ") == normalise_title("gemiddelde bevolking")
    assert normalise_title("Één betrokkene") == normalise_title("Een betrokkene")
    assert normalise_title("Totaal") != normalise_title("Totaal 2")
