import itertools
from dataclasses import replace
from typing import cast, get_args
from urllib.parse import parse_qs, parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.state import (
    ALIASES,
    COMPARATORS,
    MAP_KINDS,
    MAXIMUM_AREAS,
    SERIES,
    SORTS,
    Known,
    Parameter,
    Problem,
    ViewState,
    parse,
    serialise,
)

KNOWN = Known(
    indicators=["V1", "A1", "C1"],
    recommendations=["R1", "R2"],
    areas={"GM0014", "GM0034", "GM1731", "VT02", "NL01"},
    periods={"V1": ["2023JJ00"], "A1": [], "C1": ["2022JJ00", "2023JJ00", "2025HJ01"]},
    comparators={"V1": ["nederland", "regio", "klasse"], "A1": ["regio"], "C1": COMPARATORS},
    former={"GM0018": ["GM0014", "GM0034"]},
)
PARAMETERS: list[Parameter] = list(get_args(Parameter))

areas = st.sets(st.sampled_from(sorted(KNOWN.areas))).map(lambda codes: tuple(sorted(codes)))
indicator_states = st.sampled_from(sorted(KNOWN.indicators)).flatmap(
    lambda indicator: st.builds(
        ViewState,
        indicator=st.just(indicator),
        period=st.sampled_from(["", *KNOWN.periods[indicator]]),
        areas=areas,
        comparator=st.sampled_from(["", *KNOWN.comparators[indicator][1:]]),
        map=st.sampled_from(MAP_KINDS),
        series=st.sampled_from(SERIES),
        sort=st.sampled_from(SORTS),
    )
)
recommendation_states = st.builds(
    ViewState, recommendation=st.sampled_from(sorted(KNOWN.recommendations)), areas=areas
)
words = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["C1", "R2", "GM0014", "gm0018", "GM0014,GM9999", "-waarde", "2023JJ00", "klasse", ",,", ""]
    ),
)


@settings(deadline=None)
@given(st.one_of(indicator_states, recommendation_states))
def test_what_is_written_is_read_back(state: ViewState) -> None:
    assert parse(parse_qs(serialise(state)), KNOWN) == (state, ())


@settings(deadline=None)
@given(st.dictionaries(
    st.one_of(words, st.sampled_from([*PARAMETERS, *(a for one in ALIASES.values() for a in one)])),
    st.one_of(words, st.lists(words, max_size=4))))  # fmt: skip
def test_reading_never_fails_and_gives_what_can_be_shown(
    params: dict[str, str | list[str]],
) -> None:
    state, problems = parse(params, KNOWN)

    assert state.indicator in KNOWN.indicators
    assert state.recommendation in ("", *KNOWN.recommendations)
    assert state.period in ("", *KNOWN.periods[state.indicator])
    assert set(state.areas) <= set(KNOWN.areas)
    assert state.comparator in ("", *KNOWN.comparators[state.indicator])
    assert (state.map, state.series, state.sort) in itertools.product(MAP_KINDS, SERIES, SORTS)
    assert all(isinstance(one, Problem) and one.seen for one in problems)
    assert parse(parse_qs(serialise(state)), KNOWN) == (state, ())


def test_the_address_is_short_and_readable() -> None:
    assert serialise(ViewState()) == ""
    state = ViewState(
        "V1", "", "2023JJ00", ("GM0014", "GM0034"), "klasse", "grenzen", "halfjaren", "-waarde"
    )
    assert serialise(state) == (
        "indicator=V1&periode=2023JJ00&gebieden=GM0014,GM0034&vergelijking=klasse&kaart=grenzen"
        "&reeks=halfjaren&sorteer=-waarde"
    )
    assert (
        serialise(ViewState(recommendation="R2", areas=("GM0034",)))
        == "aanbeveling=R2&gebieden=GM0034"
    )


@pytest.mark.parametrize(
    "given",
    [
        {"gebieden": "GM0034,GM0014"},
        {"gebieden": ["GM0034", "GM0014"]},
        {"gebieden": ["GM0034,GM0014", "GM0014", ""]},
        {"gebieden": " GM0014 , GM0034 ", "utm_source": "krant"},
    ],
)
def test_lists_come_in_several_forms(given: dict[str, str | list[str]]) -> None:
    assert parse(given, KNOWN) == (ViewState(areas=("GM0014", "GM0034")), ())


def test_what_cannot_be_followed_is_named_and_falls_back() -> None:
    state, problems = parse(
        {
            "indicator": "X9",
            "periode": "1999JJ00",
            "gebieden": "GM9999,GM0014",
            "sorteer": "kleur",
            "vergelijking": "mars",
            "kaart": "bol",
            "reeks": "eeuwen",
        },
        KNOWN,
    )

    assert state == ViewState(areas=("GM0014",))
    assert set(problems) == {
        Problem("indicator", "X9"),
        Problem("periode", "1999JJ00"),
        Problem("gebieden", "GM9999"),
        Problem("sorteer", "kleur"),
        Problem("vergelijking", "mars"),
        Problem("kaart", "bol"),
        Problem("reeks", "eeuwen"),
    }


def test_a_period_is_known_per_indicator() -> None:
    assert parse({"indicator": "V1", "periode": "2025HJ01"}, KNOWN) == (
        ViewState("V1"),
        (Problem("periode", "2025HJ01"),),
    )


def test_names_of_old_stay_accepted() -> None:
    state = ViewState("V1", "", "2023JJ00", ("GM0014",), "klasse", "grenzen", "halfjaren", "-naam")
    written = {
        old: value
        for name, value in parse_qsl(serialise(state))
        for old in ALIASES.get(cast(Parameter, name), (name,))
    }

    assert "periode" not in written and written["areas"] == "GM0014"
    assert parse(written, KNOWN) == (state, ())


def test_what_an_indicator_is_compared_with_by_itself_is_not_said() -> None:
    assert parse({"vergelijking": "nederland"}, KNOWN) == (ViewState(), ())
    assert parse({"indicator": "A1", "vergelijking": "regio"}, KNOWN) == (ViewState("A1"), ())
    assert parse({"indicator": "A1", "vergelijking": "klasse"}, KNOWN) == (
        ViewState("A1"),
        (Problem("vergelijking", "klasse"),),
    )


def test_a_municipality_that_is_gone_is_the_one_it_lies_in_and_named() -> None:
    assert parse({"gebieden": "gm0018,gm1731"}, KNOWN) == (
        ViewState(areas=("GM0014", "GM0034", "GM1731")),
        (Problem("gebieden", "GM0018", "merged"),),
    )


def test_more_areas_than_a_page_can_look_up_are_named() -> None:
    codes = [f"GM{number:04}" for number in range(MAXIMUM_AREAS + 3)]
    known = replace(KNOWN, areas=set(codes))
    state, problems = parse({"gebieden": ",".join(reversed(codes))}, known)

    assert state.areas == tuple(codes[:MAXIMUM_AREAS])
    assert problems == (Problem("gebieden", str(MAXIMUM_AREAS + 3), "too_many"),)


def test_the_form_without_javascript_sends_a_recommendation_as_subject() -> None:
    sent = {"indicator": "R2", "periode": "2023JJ00", "gebieden": ["GM0014"]}

    assert parse(sent, KNOWN) == (ViewState(recommendation="R2", areas=("GM0014",)), ())
