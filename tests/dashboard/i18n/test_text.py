import ast
import re
from pathlib import Path

import pytest

import dashboard
from dashboard.i18n.text import TextError, has_text, other_lang, placeholders, t, texts
from indicators.wording import LANGS

PACKAGE = Path(dashboard.__file__).parent


def test_both_languages_have_the_same_texts() -> None:
    assert texts("nl").keys() == texts("en").keys()


def test_both_languages_have_the_same_files() -> None:
    nl, en = (
        {path.name for path in (PACKAGE / "i18n" / lang).glob("*.yaml")} for lang in ("nl", "en")
    )

    assert nl == en


@pytest.mark.parametrize("key", sorted(texts("nl")))
def test_both_languages_have_the_same_places(key: str) -> None:
    assert placeholders(texts("nl")[key]) == placeholders(texts("en")[key])


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_is_empty_or_has_stray_space(lang: str) -> None:
    for key, text in texts(lang).items():
        assert text.strip(), key
        assert "\n" not in text and "  " not in text, key


# Counts of which there are always several: members of a sum, similar municipalities, all sources.
ALWAYS_SEVERAL = {
    "chart.position.peers", "compare.peers_firm", "council.recorded", "council.inhabitants",
    "explain.members", "calculation_page.added_up", "status_page.all_fresh",
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_a_count_of_one_has_words_of_its_own(lang: str) -> None:
    plural = {"nl": r"\w*(?:en|s)", "en": r"(?!is\b|was\b)\w*(?:s|ies)"}[lang]
    for key, text in texts(lang).items():
        parent, _, form = key.rpartition(".")
        if form in ("one", "none") or key in ALWAYS_SEVERAL:
            continue
        if re.search(rf"\{{(?:count|number|all)\}} {plural}\b", text):
            assert form == "many", f"{key}: {text!r} is said of one as well"
            assert has_text(f"{parent}.one"), key


def asked_for() -> dict[str, str]:
    """Every key in the code as a pattern: an f-string's own parts stand for anything."""
    patterns = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                patterns[re.escape(node.value)] = path.name
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+"
                    for part in node.values
                    if not isinstance(part, ast.Constant) or isinstance(part.value, str)
                ]
                patterns["".join(parts)] = path.name
    return patterns


def test_every_text_is_used() -> None:
    sections = {key.partition(".")[0] for key in texts("nl")}
    patterns = [one for one in asked_for() if re.match(rf"({'|'.join(sections)})\\?\.", one)]

    for key in texts("nl"):
        assert any(re.fullmatch(pattern, key) for pattern in patterns), key


def test_every_literal_key_exists() -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "t"
                and isinstance(node.args[0], ast.Constant)
            ):
                assert has_text(node.args[0].value), f"{path.name}: {node.args[0].value}"


def test_values_fill_their_places() -> None:
    assert t("period.half_1", "nl", year=2025) == "1e halfjaar 2025"
    assert t("period.half_1", "en", year=2025) == "1st half of 2025"


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(TextError, match=r"no text 'home\.nothing_here' in en/\*\.yaml"):
        t("home.nothing_here", "en")


@pytest.mark.parametrize("values", [{}, {"year": 1, "month": 2}])
def test_too_few_or_too_many_values_are_refused(values: dict[str, int]) -> None:
    with pytest.raises(TextError, match="expected"):
        t("period.half_1", "nl", **values)


def test_there_is_always_another_language() -> None:
    assert [other_lang(lang) for lang in LANGS] == ["en", "nl"]
