"""docs/methods.md says what the code does: its examples run, its numbers are those of the code."""

import ast
import doctest
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators import api, boundary_years, comparison, statistics, trend
from indicators.comparison.words import reason_text, rule
from indicators.explain import evaluate
from indicators.narrative.phrases import MISSING, SENTENCES
from tests.tools.methods.choices import read_choices, shown
from tests.tools.methods.page import CHAPTERS, PAGE, main

CHECKOUT = PAGE.parents[1]
TEXT = PAGE.read_text(encoding="utf-8")
SECTIONS = {
    part.partition("\n")[0]: part for part in re.split(r"^## ", TEXT, flags=re.M)[1:]
}  # fmt: skip
# Sections of lists and rules have no formula; that intervals make sense is an argument.
WITHOUT_EXAMPLE = {
    "Why a complete registration gets intervals", "Legal terms",
    "Which method each indicator gets", "Everything that was chosen or inferred",
}  # fmt: skip
FIXED = ["In plain words", "What and why", "In the code", "Does not"]
PUBLISHED = re.compile(
    r"^\| (\w+) \| ([A-Z]{2}\d+) \| (\d{4}JJ00) \| ([\d.]*) ?\| ([\d.]+) \| ([\d.]+) \|", re.M
)


def test_the_page_is_up_to_date() -> None:
    assert main(["--check"]) == 0


@pytest.mark.parametrize("title", SECTIONS)
def test_every_section_says_the_same_things_in_the_same_order(title: str) -> None:
    section = SECTIONS[title]
    found = re.findall(r"^\*\*([A-Z][\w, ]+)\.\*\*", section, flags=re.M)
    assert [label for label in found if label in FIXED] == FIXED
    if title not in WITHOUT_EXAMPLE:
        assert "Formula, source and example" in found or {"Source", "Example"} <= {*found}
    plain = section.split("**In plain words.**")[1].split("\n\n")[0]
    assert re.fullmatch(r"[^.]*(\d\.\d[^.]*)*\.", plain.strip()), "one sentence"


@pytest.mark.parametrize("title", sorted(SECTIONS.keys() - WITHOUT_EXAMPLE))
def test_every_section_has_an_example_that_comes_out_as_printed(title: str) -> None:
    without_fences = re.sub(r"^```.*$", "", SECTIONS[title], flags=re.M)
    test = doctest.DocTestParser().get_doctest(without_fences, {}, title, str(PAGE), 0)
    assert test.examples
    said: list[str] = []
    result = doctest.DocTestRunner().run(test, out=said.append)
    assert result.failed == 0, "".join(said)


def test_published_figures_are_those_of_the_release(release: api.Release) -> None:
    rows = PUBLISHED.findall(TEXT)
    assert len(rows) == 7
    for indicator_id, area_code, period_code, *printed in rows:
        value = release.value(indicator_id, area_code, period_code)
        assert value is not None
        expected = [float(number) if number else None for number in printed]
        assert [value.value, value.lower, value.upper] == expected, (indicator_id, area_code)


def _statistics_functions() -> Iterator[str]:
    for module in pkgutil.iter_modules(statistics.__path__):
        found = importlib.import_module(f"{statistics.__name__}.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            if function.__module__ == found.__name__ and not name.startswith("_"):
                yield name


def test_every_module_and_function_of_the_statistics_is_explained() -> None:
    for module in pkgutil.iter_modules(statistics.__path__):
        assert f"`indicators/statistics/{module.name}.py`" in TEXT
    functions = {*_statistics_functions()} - {"quotient"}  # a division
    assert len(functions) > 20
    assert {name for name in functions if f"**`{name}`**" not in TEXT} == set()


def _numbers(path: Path) -> Iterator[str]:
    """Names in capitals that a module gives a number."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for name, value in zip(names, values, strict=False):
                if (
                    isinstance(name, ast.Name)
                    and name.id.isupper()
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, int | float)
                ):
                    yield name.id


def test_every_number_of_the_methods_is_in_the_list_of_choices() -> None:
    listed = {choice.where for choice in read_choices().values()}
    found = {
        f"{package.__name__.removeprefix('indicators.')}.{path.stem}.{name}"
        for package in (statistics, comparison, trend, boundary_years)
        for path in Path(package.__path__[0]).glob("*.py")
        for name in _numbers(path)
    }
    assert len(found) > 20
    assert found - listed == set()


def test_chapters_do_not_write_out_a_level_or_share_that_was_chosen() -> None:
    written = {shown(name) for name in read_choices() if shown(name).endswith("%")}
    assert "99.8%" in written
    for path in CHAPTERS.glob("*.md"):
        found = re.findall(r"[\d.]+%", path.read_text(encoding="utf-8"))
        assert not written & {*found}, path.name


def test_numbers_that_stand_in_two_places_are_the_same() -> None:
    minimum, indicative = shown("minimum_denominator"), shown("indicative_below")
    assert str(evaluate.MINIMUM) == minimum
    for name in ("ratio.sql", "chain/chain.sql"):
        sql = (CHECKOUT / "indicators" / name).read_text(encoding="utf-8")
        thresholds = re.findall(r"\.lower\) < (\d+)", sql)
        assert thresholds == [minimum, indicative], name
    audits = (CHECKOUT / "indicators" / "audits").glob("*.sql")
    compared = [
        number
        for path in audits
        for number in re.findall(
            r"(?:denominator|parent_value) < (\d+)", path.read_text(encoding="utf-8")
        )
    ]
    assert compared == [minimum] * 5


def test_texts_for_readers_name_the_numbers_of_the_code() -> None:
    minimum = shown("minimum_denominator")
    for text in (
        reason_text("small_denominator").nl,
        reason_text("small_denominator").en,
        MISSING.get("withheld_by_us", "nl"),
        MISSING.get("withheld_by_us", "en"),
    ):
        assert f" {minimum}." in text
    assert shown("level_998") in rule("clearly_higher").en
    assert shown("level_95") in rule("possibly_lower").en
    words = {"12": "twelve", "7": "seven"}
    trial = SENTENCES.get("trial_limits", "en", points="8")
    assert f"fewer than {words[shown('trial_below')]}" in trial
    run = SENTENCES.get("rising_halves", "en", title="", place="")
    assert f"last {words[shown('run')]} half-years" in run
