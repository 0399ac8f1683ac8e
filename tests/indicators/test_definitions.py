"""What every definition must say, and what none may say."""

import re
from typing import Any

import pytest
from pydantic import ValidationError

from indicators import definition as module
from indicators.definition import (
    MIRRORED,
    Definition,
    DefinitionError,
    read_definitions,
    read_recommendations,
)

ALL = list(read_definitions().values())
MUNICIPALITY, REGION = "municipality", "veilig_thuis_region"
# As somebody or something that is counted. The names of the subject are let through first.
SUBJECT = re.compile(r"kindermishandeling|child abuse", re.IGNORECASE)
CHILDREN = {
    "nl": re.compile(r"\b(kind|kinderen|jongere|jongeren)\b", re.IGNORECASE),
    "en": re.compile(r"\b(child|children|young person|young people)\b", re.IGNORECASE),
}
NAMED = {"nl": re.compile("huiselijk geweld"), "en": re.compile("domestic violence", re.IGNORECASE)}


def ids(definitions: list[Definition]) -> list[str]:
    return [one.id for one in definitions]


def counted_texts(one: Definition, lang: str) -> dict[str, str]:
    """The texts that say what is counted: not why, and not what the figure leaves open."""
    texts = {
        "title": one.title,
        "description_short": one.description_short,
        "description_long": one.description_long,
        "numerator_label": one.numerator_label,
        "denominator_label": one.denominator_label,
        "remainder_label": one.remainder_label,
        **{f"caveat {number}": caveat for number, caveat in enumerate(one.caveats)},
        **{f"break {each.period}": each.reason for each in one.breaks},
    }
    return {name: getattr(text, lang) for name, text in texts.items() if text is not None}


ABOUT_ALL = [one for one in ALL if one.population == "all_domestic_violence"]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("one", ABOUT_ALL, ids=ids(ABOUT_ALL))
def test_a_figure_on_all_domestic_violence_counts_no_children(one: Definition, lang: str) -> None:
    texts = counted_texts(one, lang)
    for name, text in texts.items():
        assert not CHILDREN[lang].search(SUBJECT.sub("", text)), f"{name}: {text}"
    for name in ("title", "description_short", "numerator_label", "denominator_label"):
        assert NAMED[lang].search(texts[name]), f"{name}: {texts[name]}"
    assert {"nl": "ook tussen volwassenen", "en": "also between adults"}[lang] in getattr(
        one.does_not_show, lang
    )


@pytest.mark.parametrize("one", ALL, ids=ids(ALL))
def test_both_languages_say_something_of_their_own(one: Definition) -> None:
    for name in ("title", "description_short", "description_long", "why_it_matters",
                 "does_not_show", "polarity_reason", "numerator_label"):  # fmt: skip
        text = getattr(one, name)
        assert text.nl.strip() and text.en.strip() and text.nl != text.en, name
    assert one.caveats
    assert one.checked_by is None, "signed by somebody: take the name out of this test"


def test_what_veilig_thuis_does_is_judged_nowhere_but_at_its_regions() -> None:
    judged = {one.id: one.judged_at for one in ALL if one.is_of_veilig_thuis and one.judged_at}
    assert judged == {"A1": [REGION], "A3": [REGION], "C4": [REGION]}
    for name in ("A1", "A2", "A3", "A4", "A5", "B1", "B2", "C1", "C1b"):
        assert read_definitions()[name].polarity_at(MUNICIPALITY) == "not_judged"
    assert read_definitions()["A1"].polarity_at(REGION) == "higher_is_better"


def test_what_municipalities_are_judged_by() -> None:
    found = {one.id: one.polarity_at(MUNICIPALITY) for one in ALL}
    assert {name: polarity for name, polarity in found.items() if polarity != "not_judged"} == {
        "C2": "lower_is_better",
        "D1": "higher_is_better",
        "E1": "lower_is_better",
    }


def test_a_complement_is_judged_the_other_way_round_and_not_shown() -> None:
    complements = {one.id: one.complement_of for one in ALL if one.complement_of}
    assert complements == {"A5": "B1", "C4": "A3"}
    for name, of in complements.items():
        one, other = read_definitions()[name], read_definitions()[of]
        assert not one.is_shown and other.is_shown
        for level in one.area_levels:
            assert one.polarity_at(level) == MIRRORED[other.polarity_at(level)]


def test_every_figure_that_is_shown_has_a_recommendation_or_is_background() -> None:
    for one in ALL:
        assert one.recommendations or one.question == "context", one.id
    assert "D3" in read_recommendations()["R7"].note.nl  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("A1", {"judged_at": [MUNICIPALITY]}, "not judged at"),
        ("C2", {"judged_at": []}, "judged_at names the levels"),
        ("C1", {"judged_at": ["province"]}, "judged_at names the levels"),
        ("C2", {"judged_at": [REGION]}, "not in area_levels"),
        ("A3", {"area_levels": [REGION]}, "expected both in area_levels"),
        ("K1", {"unit": "per_100"}, "saw unit per_100 for a count"),
        ("C1", {"denominator_label": None}, "has a denominator_label"),
        ("C1", {"reference": "municipalities"}, "either sources or a reference"),
        ("K4", {"reference": None}, "either sources or a reference"),
    ],
)
def test_a_definition_that_contradicts_itself_is_refused(
    name: str, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        Definition.model_validate(read_definitions()[name].model_dump() | changes)


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("C4", {"polarity": "higher_is_better"}, "C4 is the complement of A3"),
        ("A5", {"population": "child_abuse"}, "A5 is the complement of B1"),
        ("B2a", {"part_of": "Z9"}, "B2a names Z9"),
        ("B2a", {"part_of": "A5"}, "B2a names A5"),
    ],
)
def test_relatives_that_do_not_fit_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, changes: dict[str, Any], said: str
) -> None:
    read = module._read_definition

    def changed(path: Any) -> Definition:
        one = read(path)
        return one.model_copy(update=changes) if one.id == name else one

    monkeypatch.setattr(module, "_read_definition", changed)
    with pytest.raises(DefinitionError, match=said):
        read_definitions.__wrapped__()


def test_a_shared_query_is_the_same_but_for_its_terms() -> None:
    every, team = (read_definitions()[name] for name in ("B2", "B2a"))
    assert every.sql != team.sql
    assert every.sql.replace("organisation = 'total'", "") == (
        team.sql.replace("organisation = 'local_team'", "")
    )


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"file": "gone.sql", "terms": {}}, "saw query gone.sql"),
        ({"file": "transfers.sql", "terms": {}}, "transfers.sql has ['organisation']"),
        (
            {"file": "transfers.sql", "terms": {"organisation": "total", "help": "total"}},
            "saw terms ['help', 'organisation']",
        ),
        ({"file": "transfers.sql", "terms": {"organisation": "x' OR 'y"}}, "should match pattern"),
    ],
)
def test_a_shared_query_that_does_not_fit_is_refused(query: dict, says: str) -> None:
    content = read_definitions()["B2"].model_dump() | {"query": query}
    with pytest.raises(ValidationError, match=re.escape(says)):
        Definition.model_validate(content)


def test_every_query_is_used() -> None:
    used = {one.query.file if one.query else f"{one.id}.sql" for one in ALL}
    assert used == {path.name for path in module.DEFINITIONS.glob("*.sql")}
