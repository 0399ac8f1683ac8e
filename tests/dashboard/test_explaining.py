"""The explanation as people and machines read it, from the command line too."""

import json
import math
import re
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from dashboard.cli import app, main
from dashboard.explaining import SECTIONS, as_json, as_text
from dashboard.explaining.comparison import comparison
from indicators.api import Release
from indicators.wording import LANGS
from tests.indicators.core_tables import Cell
from tests.indicators.explain.small_release import release_of

PAGE = Path(__file__).parents[2] / "docs" / "explain.md"

EXAMPLES = [
    ("B1", "PV25", "2023"),
    ("A1", "VT14", "2023"),
    ("A2", "GM1731", "2023"),
    ("B3", "NL01", "2023"),
    ("V1", "GM1731", "2023"),
]


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["explain", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_cell_stands_in_the_text_as_it_was_printed(release: Release) -> None:
    explanation = release.explain("B1", "PV25", "2023")
    text = as_text(explanation, "nl")
    for cell in explanation.cells:
        assert f'"{cell.published_text}"' in text
        assert " | ".join((cell.topic_title, *cell.categories)) in text
    assert "(3.595 + 4.335 + 170) / (8.565 - 285) x 100 = 97,8" in text
    assert release.manifest["snapshots"]["84852NED"] in text
    assert "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/84852NED/table" in text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("asked", EXAMPLES)
def test_every_section_is_there_in_both_languages(
    release: Release, asked: tuple[str, str, str], lang: str
) -> None:
    explanation = release.explain(*asked)
    text = as_text(explanation, lang)  # type: ignore[arg-type]
    title = explanation.definition.title
    assert (title.nl if lang == "nl" else title.en) in text
    assert explanation.value.release_id in text
    assert "None" not in text
    paragraphs = [section(explanation, lang) for section in SECTIONS]  # type: ignore[arg-type]
    assert len(text.split("\n\n")) == sum(1 for lines in paragraphs if lines)


def test_the_sum_for_a_complement_shows_what_is_left_out(release: Release) -> None:
    text = as_text(release.explain("A1", "VT06", "2023"), "en")
    assert "(2,695 - 245) / 2,695 x 100 = 90.9" in text
    assert "(1 - 247.5 / 2,692.5) x 100 = 90.8" in text
    assert "What the numerator leaves out" in text


def test_a_missing_figure_says_why_and_between_what_it_lies(release: Release) -> None:
    text = as_text(release.explain("A2", "GM1731", "2023"), "nl")
    assert 'Gepubliceerd staat er: "."' in text
    assert "18 / 42,5 x 100 = 42,4" in text


def test_the_command_gives_the_same_as_the_release(release: Release, figures_data: Path) -> None:
    explanation = release.explain("C1", "NL01", "2023")
    given = ("C1", "Nederland", "2023", "--data", str(figures_data))
    assert run(*given).strip() == as_text(explanation, "nl").strip()
    assert run(*given, "--lang", "en", "--release", release.id).strip() == as_text(
        explanation, "en"
    )
    content = json.loads(run(*given, "--json"))
    assert content["definition"]["id"] == "C1"
    assert [part["formula"] for part in content["parts"]] == [["cell", 0], ["cell", 1]]
    assert [cell["published_text"] for cell in content["cells"]] == ["48555", "127340"]
    assert content.keys() == as_json(explanation).keys()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["C1", "Gronningen", "2023"], "Bedoelt u"),
        (["C1", "Gronningen", "2023", "--lang", "en"], "Do you mean"),
        (["C1", "NL01", "2023", "--release", "2001-01-01.1"], "saw no release '2001-01-01.1'"),
    ],
)
def test_what_is_not_found_ends_with_one_line_and_one(
    figures_data: Path,
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    argv = ["hulpmonitor", "explain", *arguments, "--data", str(figures_data)]
    monkeypatch.setattr("sys.argv", argv)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    seen = capsys.readouterr()
    assert seen.out == ""
    *_, line = seen.err.strip().splitlines()
    assert line.startswith("hulpmonitor: ")
    assert said in line


def example(folder: Path) -> list[str]:
    """The invented example of the page: one municipality of twelve beside the country."""
    cells: list[Cell] = []
    for place in range(12):
        repeated = 450 + 5 * (place % 4) if place else 600
        cells += reports(f"GM90{place + 10}", repeated, 1500)
    cells += reports("NL01", 31_200, 100_000)
    release = release_of(folder, {"85361NED": cells}, ["C1"], _is_country)
    lines = comparison(release.explain("C1", "GM9010", "2023"), "en")
    return lines[: next(n for n, line in enumerate(lines[2:], 2) if not line.startswith(" "))]


def reports(area: str, repeated: int, received: int) -> list[Cell]:
    counts = {"repeat_report": repeated, "reports_received": received}
    return [(topic, None, None, area, "2023JJ00", str(n)) for topic, n in counts.items()]


def _is_country(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "UPDATE core.area SET area_level = 'country', area_name = 'Nederland' "
        "WHERE area_code = 'NL01'"
    )


def test_the_worked_examples_in_the_docs_are_what_the_command_says(
    release: Release, tmp_path: Path
) -> None:
    """What differs between builds (times, ids) is left out of the comparison."""
    blocks = re.findall(r"```text\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    real, invented = ([line.rstrip() for line in one.splitlines()] for one in blocks)
    told = as_text(release.explain("B1", "PV25", "2023"), "en").splitlines()
    assert real[-1] == "..."
    assert real[:-1] == told[: len(real) - 1]
    assert invented == example(tmp_path)
    # The bounds of the real one, by hand from what is printed in it.
    text = "\n".join(real)
    printed = [int(number) for number in re.findall(r'Published is: "(\d+)"', text)]
    here, elsewhere, regional, total, not_yet, nowhere = printed
    n, m, d = here + elsewhere + regional, nowhere, total - not_yet
    low = (n - 7.5) / min(n - 7.5 + m + 2.5, d + 5)
    high = (n + 7.5) / max(n + 7.5 + m - 2.5, d - 5)
    expected = n / d, math.floor(1000 * low) / 10, math.ceil(1000 * high) / 10
    assert f"Value: {100 * expected[0]:.1f} (between {expected[1]} and {expected[2]})" in text
