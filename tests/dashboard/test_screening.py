"""`hulpmonitor screen`: what it prints and how it ends."""

import ast
import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli import app
from dashboard.i18n.text import has_text, t
from indicators.wording import LANGS

pytestmark = pytest.mark.slow

CHECKOUT = Path(__file__).parents[2]
# What puts a finding's subject somewhere else than in the call that makes it.
GENERAL = {
    "ingest/examine.py",
    "ingest/findings.py",
    "ingest/health/measures.py",
    "ingest/load_reclassifications.py",
    "ingest/loaded.py",
    "ingest/resolve.py",
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["screen", *map(str, arguments)])


def test_it_tells_what_was_looked_at_in_either_language(figures_data: Path) -> None:
    english, dutch = run(figures_data), run(figures_data, "--lang", "nl")
    assert english.exit_code == dutch.exit_code == 0
    assert "Snapshot 84852NED" in english.stdout
    assert "Errors: 0." in english.stdout
    assert "Momentopname 84852NED" in dutch.stdout
    assert "Fouten: 0." in dutch.stdout


def test_it_ends_with_1_on_errors_and_names_the_check(figures_data: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(figures_data / "snapshots" / "84852NED", tmp_path / "84852NED"))
    next(copy.glob("*/pages/*")).write_text("[]", encoding="utf-8")
    outcome = run(copy)
    assert outcome.exit_code == 1
    assert f"error, {t('check.damaged', 'en')}: " in outcome.stdout


def test_it_ends_with_2_when_it_does_not_understand(tmp_path: Path) -> None:
    outcome = run(tmp_path)
    assert outcome.exit_code == 2
    assert f"Not understood: {tmp_path}. Seen: an empty directory. Expected: " in outcome.stdout


def test_it_speaks_to_machines(figures_data: Path, tmp_path: Path) -> None:
    outcome = json.loads(run(figures_data, tmp_path / "nowhere", "--json").stdout)
    assert outcome["exit_status"] == 2
    assert {item["kind"] for item in outcome["screened"]} >= {"snapshot", "release", "table"}
    assert outcome["not_understood"][0]["seen"] == "nothing"


def subjects() -> set[str]:
    """The name of every check, as the code gives it to what it finds."""
    found = set()
    for package in ("ingest", "indicators"):
        for path in (CHECKOUT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(ast.Name("Finding"), [_, ast.Constant(str(subject)), *_]):
                        found.add(subject)
                    case ast.Call(ast.Name("Finding")):
                        assert str(path.relative_to(CHECKOUT)) in GENERAL
                    case ast.Call(
                        ast.Attribute(_, "_remark") | ast.Name("above_maximum"),
                        [ast.Constant(str(subject)), *_],
                    ):
                        found.add(subject)
                    case ast.For(ast.Tuple([ast.Name("subject"), *_]), ast.Tuple(rows)):
                        found |= {ast.literal_eval(row.elts[0]) for row in rows}  # type: ignore[attr-defined]
    return found


def documented() -> list[str]:
    """The first column of every table in docs/checks.md whose first column is the subject."""
    text = (CHECKOUT / "docs" / "checks.md").read_text(encoding="utf-8")
    tables = re.findall(r"^\| subject \|.*\n((?:\|.*\n)+)", text, re.M)
    return [subject for rows in tables for subject in re.findall(r"^\| `(\w+)` \|", rows, re.M)]


def test_every_check_is_explained_once_and_nothing_else_is() -> None:
    assert len(subjects()) > 30
    assert sorted(documented()) == sorted(subjects())


@pytest.mark.parametrize("subject", sorted(subjects()))
def test_every_check_has_a_name_in_both_languages(subject: str) -> None:
    assert has_text(f"check.{subject}")
    assert all(t(f"check.{subject}", lang) for lang in LANGS)
