"""The choices on a page about one subject, in its address and back."""

from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from dashboard.chosen import Chosen, NotUsable, chosen_query, parse_chosen
from dashboard.state import SORTS

PERIODS = ["2023JJ00", "2025HJ01"]
AREAS = ["GM0014", "NL01"]
TEXTS = st.sampled_from([*PERIODS, *AREAS, *SORTS, "gm0014", " NL01 ", ""]) | st.text(max_size=8)


@given(
    st.builds(
        Chosen, st.sampled_from(["", *PERIODS]), st.sampled_from(SORTS),
        st.sampled_from(["", *AREAS]),
    )
)  # fmt: skip
def test_an_address_gives_back_what_was_chosen(chosen: Chosen) -> None:
    params = parse_qs(chosen_query(chosen))
    assert parse_chosen(params, periods=PERIODS, areas=AREAS) == (chosen, ())


@given(
    st.dictionaries(
        st.sampled_from(["periode", "sorteer", "gebied", "utm_source"]),
        TEXTS | st.lists(TEXTS, max_size=3),
    )
)
def test_whatever_an_address_says_there_is_an_answer(params: dict[str, str | list[str]]) -> None:
    chosen, problems = parse_chosen(params, periods=PERIODS, areas=AREAS)
    assert chosen.period in ("", *PERIODS)
    assert chosen.area in ("", *AREAS)
    assert chosen.sort in SORTS
    again, _ = parse_chosen(parse_qs(chosen_query(chosen)), periods=PERIODS, areas=AREAS)
    assert again == chosen
    assert len(problems) <= 3


def test_defaults_are_left_out_of_the_address() -> None:
    assert chosen_query(Chosen()) == ""
    assert chosen_query(Chosen("2023JJ00", "-waarde", "NL01")) == (
        "periode=2023JJ00&sorteer=-waarde&gebied=NL01"
    )


def test_what_cannot_be_used_is_named_and_the_first_usable_one_counts() -> None:
    params = {"periode": ["1066", "2023JJ00"], "gebied": "GM9999", "sorteer": "prijs"}
    chosen, problems = parse_chosen(params, periods=PERIODS, areas=AREAS)
    assert chosen == Chosen(period="2023JJ00")
    assert problems == (NotUsable("sorteer", "prijs"), NotUsable("gebied", "GM9999"))


def test_a_code_may_be_written_in_small_letters() -> None:
    chosen, problems = parse_chosen({"gebied": "gm0014"}, periods=PERIODS, areas=AREAS)
    assert (chosen.area, problems) == ("GM0014", ())
