"""The docs name everything that there is, and nothing that there is not."""

import dataclasses
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
import typer.main

from dashboard import cli, routes
from dashboard.settings import DemoMode, Settings
from indicators.definition import read_definitions, read_recommendations
from indicators.tables import TABLES
from indicators.values import MissingReason
from ingest.replay.faults import FAULTS, one_line
from ingest.source import read_sources
from tests.tools import reference

CHECKOUT = Path(__file__).parents[1]
DOCS = CHECKOUT / "docs"
PAGES = [
    CHECKOUT / "README.md",
    CHECKOUT / "CHANGELOG.md",
    CHECKOUT / "tests" / "figures" / "README.md",
    *sorted(DOCS.rglob("*.md")),
]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _commands() -> dict[str, list[str]]:
    """Every command with its options, as the command line itself understands them."""
    group = typer.main.get_group(cli.app)
    return {
        name: [option for parameter in command.params for option in parameter.opts]
        for name, command in group.commands.items()
    }


def test_the_reference_is_up_to_date() -> None:
    assert reference.main(["--check"]) == 0


def test_the_reference_has_every_source_indicator_recommendation_and_file() -> None:
    text = _read(DOCS / "reference.md")

    for source in read_sources():
        assert f"[{source}](" in text
    for indicator in read_definitions().values():
        assert f"### {indicator.id} {indicator.title.en}" in text
    for recommendation in read_recommendations().values():
        assert f"| {recommendation.id} | {recommendation.title.en} |" in text
    for table in TABLES:
        assert f"### {table.name}\n" in text


@pytest.mark.parametrize("name", _commands())
def test_running_explains_every_command_and_option(name: str) -> None:
    text = _read(DOCS / "running.md")
    assert f"| `hulpmonitor {name}` |" in text
    for option in _commands()[name]:
        assert re.search(rf"(`|\s){option}\b", text), f"{option} of {name}"


def test_running_explains_every_setting_with_its_default() -> None:
    text = _read(DOCS / "running.md")

    for field in dataclasses.fields(Settings):
        line = re.search(rf"^\| `HULPMONITOR_{field.name.upper()}` \|.*$", text, re.M)
        assert line, field.name
        assert f"| `{field.default}` |" in line[0]
    for mode in get_args(DemoMode):
        assert f"| `{mode}` |" in text


def test_replay_explains_every_fault() -> None:
    text = _read(DOCS / "replay.md")

    for name, fault in FAULTS.items():
        assert f"| `{name}` | {one_line(fault)} | " in text


def test_running_names_every_page() -> None:
    text = _read(DOCS / "running.md")

    for pattern, _ in routes._PAGES:
        path = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern.pattern)
        assert f"| `{path}` |" in text, path


def test_naming_explains_every_reason_for_missing() -> None:
    _, _, text = _read(DOCS / "naming.md").partition("## Why there is no number\n")
    text, _, _ = text.partition("\n## ")

    for reason in get_args(MissingReason):
        assert f"| `{reason}` |" in text


def test_naming_says_which_figures_are_about_which_violence() -> None:
    text = _read(DOCS / "naming.md").replace("B2a to B2d", "B2a, B2b, B2c, B2d")
    text = text.replace("C1b to C1e", "C1b, C1c, C1d, C1e")

    for word, population in (
        ("kindermishandeling", "child_abuse"),
        ("huiselijk geweld", "all_domestic_violence"),
    ):
        line = re.search(rf"^\| \*{word}\* .*about it are (.*) \|$", text, re.M)
        assert line
        named = re.split(", | and ", line[1])
        assert named == [d.id for d in read_definitions().values() if d.population == population]


@pytest.mark.parametrize("package", ["ingest", "indicators", "dashboard"])
def test_architecture_names_every_room(package: str) -> None:
    text = _read(DOCS / "architecture.md")
    inside = [path for path in (CHECKOUT / package).iterdir() if not path.name.startswith("_")]
    rooms = [f"{path.name}/" if path.is_dir() else path.name for path in inside]

    assert rooms
    for room in rooms:
        assert f"`{room}`" in text, f"{package}/{room}"


def test_decisions_are_numbered_and_listed() -> None:
    records = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    numbers = [int(path.name[:4]) for path in records]
    listed = _read(DOCS / "decisions" / "README.md")

    assert numbers == list(range(1, len(records) + 1))
    for path in records:
        title = _read(path).splitlines()[0].removeprefix(f"# {path.name[:4]}. ")
        assert f"| [{path.name[:4]}]({path.name}) | {title} |" in listed


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", _read(page)):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        destination = (page.parent / path) if path else page
        assert destination.exists(), target
        if anchor:
            assert anchor in _anchors(_read(destination)), target


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_every_path_in_the_docs_exists(page: Path) -> None:
    package_path = r"`((?:ingest|indicators|dashboard|tests|docs|deploy|\.ci)/[\w./-]*)`"

    for name in re.findall(package_path, _read(page)):
        assert (CHECKOUT / name).exists(), name


def test_the_protocol_has_the_sections_that_the_code_refers_to() -> None:
    headings = re.findall(r"^### (\d\.\d) ", _read(DOCS / "cbs-protocol.md"), re.M)
    replay = [_read(path) for path in (CHECKOUT / "ingest" / "replay").glob("*.py")]
    named = [n for text in replay for pair in _sections(text) for n in pair]

    assert named
    assert set(named) <= set(headings)


def _sections(text: str) -> list[tuple[str, str]]:
    return re.findall(r"[Ss]ections (\d\.\d) to (\d\.\d)", text)


def test_the_readme_says_how_to_start_and_whose_figures_they_are() -> None:
    text = _read(CHECKOUT / "README.md")

    for needed in ("make run", "make test", "CC BY 4.0", "EUPL", "endorsed"):
        assert needed in text
    for page in DOCS.glob("*.md"):
        assert f"docs/{page.name}" in text


def test_the_changelog_has_the_version_that_we_are_at() -> None:
    version = tomllib.loads(_read(CHECKOUT / "pyproject.toml"))["project"]["version"]

    assert re.search(rf"^## {re.escape(version)}\b", _read(CHECKOUT / "CHANGELOG.md"), re.M)


def _anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
