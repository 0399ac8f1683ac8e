"""What state a source is in, with the clock passed in."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import get_args

import pytest

from ingest.errors import Reason
from ingest.freshness import STATES, Attempt, Known, expected_period, judge
from ingest.schedule import AMSTERDAM
from ingest.source import Publication, Source, read_sources
from ingest.wording import REASONS

FIRST_HALF = Publication(period="HJ01", month=10, day=31)
SECOND_HALF = Publication(period="HJ02", month=4, day=30, years_later=1)
YEAR = Publication(period="JJ00", month=4, day=30, years_later=1)
HALVES = (FIRST_HALF, SECOND_HALF)

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=AMSTERDAM)
GOOD = Known(
    is_delivered=True,
    newest_period="2026HJ01",
    attempt=Attempt("unchanged"),
    last_look=NOON - timedelta(hours=5),
)


def source(*rules: Publication) -> Source:
    """A real source file, with these rules and the usual two looks a night."""
    changes = {"publication": rules, "schedule": "15 1,7 * * *"}
    return read_sources()["85361NED"].model_copy(update=changes)


@pytest.mark.parametrize(
    ("rules", "newest", "today", "expected"),
    [
        # On its last day a period is still in time; the day after it is one day late.
        (HALVES, "2025HJ02", date(2026, 10, 31), ("2025HJ02", date(2026, 4, 30), 0)),
        (HALVES, "2025HJ02", date(2026, 11, 1), ("2026HJ01", date(2026, 10, 31), 1)),
        (HALVES, "2025HJ02", date(2026, 11, 24), ("2026HJ01", date(2026, 10, 31), 24)),
        (HALVES, "2026HJ01", date(2026, 11, 24), ("2026HJ01", date(2026, 10, 31), 0)),
        # What came before its day is no reason to complain.
        (HALVES, "2026HJ01", date(2026, 7, 1), ("2025HJ02", date(2026, 4, 30), 0)),
        # Of several that are missing the first one counts.
        (HALVES, "2024JJ00", date(2026, 5, 2), ("2025HJ01", date(2025, 10, 31), 183)),
        # A whole year and its second half end together, whichever of the two the table has.
        (HALVES, "2025JJ00", date(2026, 5, 2), ("2025HJ02", date(2026, 4, 30), 0)),
        ((YEAR,), "2025HJ02", date(2026, 5, 2), ("2025JJ00", date(2026, 4, 30), 0)),
        ((YEAR,), "2025HJ01", date(2026, 5, 2), ("2025JJ00", date(2026, 4, 30), 2)),
        # A table that publishes years only.
        ((YEAR,), "2024JJ00", date(2026, 4, 30), ("2024JJ00", date(2025, 4, 30), 0)),
        # The day before and after the turn of a year.
        ((Publication(period="JJ00", month=12, day=31, years_later=1),), "2023JJ00",
         date(2025, 12, 31), ("2023JJ00", date(2024, 12, 31), 0)),
        ((Publication(period="JJ00", month=12, day=31, years_later=1),), "2023JJ00",
         date(2026, 1, 1), ("2024JJ00", date(2025, 12, 31), 1)),
    ],
)  # fmt: skip
def test_what_should_be_there(
    rules: tuple[Publication, ...],
    newest: str,
    today: date,
    expected: tuple[str, date, int],
) -> None:
    seen = expected_period(rules, newest, today)
    assert seen is not None
    assert (seen.period, seen.by, seen.days_late) == expected


@pytest.mark.parametrize(
    ("rules", "newest"), [((), "2020JJ00"), (HALVES, None), (HALVES, "2025SJ00")]
)
def test_what_cannot_be_judged_is_not_judged(
    rules: tuple[Publication, ...], newest: str | None
) -> None:
    assert expected_period(rules, newest, date(2026, 11, 24)) is None


def test_the_day_is_the_one_in_the_netherlands() -> None:
    late = replace(GOOD, newest_period="2025HJ02")
    before = datetime(2026, 10, 31, 23, 59, tzinfo=AMSTERDAM)
    known = replace(late, last_look=before)
    assert judge(source(*HALVES), known, before).state == "fresh"
    assert judge(source(*HALVES), known, before + timedelta(minutes=1)).state == "late"


def test_late_is_told_in_both_languages() -> None:
    seen = judge(source(*HALVES), replace(GOOD, newest_period="2025HJ02"), NOON)
    assert seen.state == "late"
    (reason,) = seen.reasons
    assert reason.nl == (
        "CBS zou het 1e halfjaar van 2026 uiterlijk op 31 oktober 2026 publiceren: 24 dagen te "
        "laat."
    )
    assert reason.en == (
        "CBS should have published the first half of 2026 by 31 October 2026: 24 days late."
    )


def test_fresh_says_whether_it_could_be_judged() -> None:
    judged, unjudged = judge(source(*HALVES), GOOD, NOON), judge(source(), GOOD, NOON)
    assert (judged.state, unjudged.state) == ("fresh", "fresh")
    assert "tot en met het 1e halfjaar van 2026" in judged.reasons[0].nl
    assert "niet te zeggen" in unjudged.reasons[0].nl


@pytest.mark.parametrize("reason", get_args(Reason))
def test_an_attempt_that_broke_off_is_failed_and_says_how(reason: Reason) -> None:
    seen = judge(source(*HALVES), replace(GOOD, attempt=Attempt("failed", reason)), NOON)
    assert seen.state == "failed"
    assert REASONS[reason].nl in seen.reasons[0].nl
    assert REASONS[reason].en in seen.reasons[0].en


def test_a_table_that_was_not_tried_is_failed() -> None:
    assert judge(source(), replace(GOOD, attempt=Attempt("not_tried")), NOON).state == "failed"


def test_a_newer_version_that_does_not_pass_is_behind() -> None:
    refused = replace(GOOD, attempt=Attempt("failed"))
    assert judge(source(), refused, NOON).state == "behind"
    first = replace(refused, is_delivered=False)
    assert judge(source(), first, NOON).state == "failed"


def test_a_snapshot_that_is_not_in_the_release_is_behind() -> None:
    assert judge(source(), replace(GOOD, is_taken_over=False), NOON).state == "behind"


def test_two_cadences_without_a_look_is_behind() -> None:
    # By night the next look is 18 hours away, so that two cadences are 36 hours.
    for hours, state in ((36, "fresh"), (37, "behind")):
        known = replace(GOOD, last_look=NOON - timedelta(hours=hours))
        assert judge(source(), known, NOON).state == state
    assert judge(source(), replace(GOOD, last_look=None), NOON).state == "fresh"


@pytest.mark.parametrize(
    ("checks", "state"),
    [
        (("not_compared",), "fresh"),
        (("bounds",), "doubtful"),
        (("unknown_status",), "doubtful"),
        (("not_compared", "a_check_of_tomorrow"), "doubtful"),
    ],
)
def test_what_touches_the_figures_makes_doubtful(checks: tuple[str, ...], state: str) -> None:
    seen = judge(source(), replace(GOOD, warnings=checks), NOON)
    assert seen.state == state
    assert ("Eén opmerking raakt de cijfers." in seen.reasons[0].nl) == (state == "doubtful")


def test_a_table_that_is_no_longer_listed_is_doubtful_while_it_is_in_use() -> None:
    gone = replace(GOOD, attempt=Attempt("not_in_catalogue"))
    assert judge(source(), gone, NOON).state == "doubtful"
    assert judge(source(), replace(gone, is_delivered=False), NOON).state == "not_delivered"


def test_the_worst_state_comes_first_and_no_reason_is_lost() -> None:
    known = Known(
        is_delivered=True,
        newest_period="2024JJ00",
        warnings=("bounds",),
        attempt=Attempt("failed", "unreachable"),
        last_look=NOON - timedelta(days=3),
    )
    changes = [
        ("failed", {}),
        ("behind", {"attempt": Attempt("unchanged")}),
        ("doubtful", {"last_look": NOON}),
        ("late", {"warnings": ()}),
        ("fresh", {"newest_period": "2026HJ01"}),
    ]
    counts = []
    for state, change in changes:
        known = replace(known, **change)
        seen = judge(source(*HALVES), known, NOON)
        assert seen.state == state
        counts.append(len(seen.reasons))
    assert counts == [4, 3, 2, 1, 1]
    nothing = Known(is_delivered=False, attempt=Attempt("failed", "missing"))
    assert judge(source(), nothing, NOON).state == "failed"
    assert judge(source(), Known(is_delivered=False), NOON).state == "not_delivered"
    assert [state for state, _ in changes] == [one for one in STATES if one != "not_delivered"]
