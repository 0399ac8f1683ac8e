"""When runs happen; the scheduler itself is real, the work is a list that grows."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo

import pytest
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers import base
from apscheduler.schedulers.base import BaseScheduler

from ingest import schedule
from ingest.errors import SourceFileError
from ingest.schedule import AMSTERDAM, JITTER_SECONDS, cadence, make_scheduler, next_look
from ingest.source import Source, read_sources

SOURCES = list(read_sources().values())


def test_every_source_is_looked_at_twice_a_night_in_dutch_time() -> None:
    scheduler = make_scheduler(SOURCES, lambda group: None, lambda: False)
    (job,) = [job for job in scheduler.get_jobs() if job.id != "first-release"]
    assert {source.id for source in job.args[0]} == set(read_sources())
    summer = datetime(2026, 7, 1, 0, 0, tzinfo=AMSTERDAM)
    first = job.trigger.get_next_fire_time(None, summer)
    second = job.trigger.get_next_fire_time(first, first + timedelta(seconds=JITTER_SECONDS + 1))
    margin = timedelta(seconds=JITTER_SECONDS)
    assert abs(first - summer.replace(hour=1, minute=15)) <= margin
    assert abs(second - summer.replace(hour=7, minute=15)) <= margin


def test_a_schedule_line_of_its_own_makes_a_job_of_its_own() -> None:
    other = SOURCES[0].model_copy(update={"schedule": "0 12 * * mon"})
    scheduler = make_scheduler([*SOURCES[1:], other], lambda group: None, lambda: False)
    groups = [job.args[0] for job in scheduler.get_jobs() if job.id != "first-release"]
    assert sorted(len(group) for group in groups) == [1, len(SOURCES) - 1]


@pytest.mark.parametrize("has_release", [True, False])
def test_without_a_release_it_runs_at_once_and_only_then(has_release: bool) -> None:
    ran: list[list[Source]] = []
    done = threading.Event()

    def run(group: list[Source]) -> None:
        ran.append(group)
        done.set()

    def is_waiting() -> bool:
        if has_release:
            done.set()
        return not has_release

    scheduler = make_scheduler(SOURCES, run, is_waiting)
    scheduler.start()
    assert done.wait(10)
    scheduler.shutdown(wait=True)
    assert [len(group) for group in ran] == ([] if has_release else [len(SOURCES)])


def test_runs_never_overlap() -> None:
    scheduler = make_scheduler(SOURCES, lambda group: None, lambda: False)
    scheduler.start(paused=True)
    for job in scheduler.get_jobs():
        assert job.max_instances == 1
        assert job.coalesce
        assert job.misfire_grace_time is None
    assert scheduler._lookup_executor("default")._pool._max_workers == 1
    scheduler.shutdown()


class SteppedScheduler(BaseScheduler):
    """The real scheduler without its thread: it looks at the clock when it is told to."""

    def wakeup(self) -> None:
        pass

    def shutdown(self, wait: bool = True) -> None:
        super().shutdown(wait)


class Clock:
    """A clock that a test sets; `ran` notes what it said each time that there was a run."""

    def __init__(self, start: datetime) -> None:
        self.now = start.astimezone(AMSTERDAM)
        self.ran: list[datetime] = []

    def pass_by(self, step: timedelta) -> None:
        # Through UTC: a night in which the clock changes is an hour shorter or longer.
        self.now = datetime.fromtimestamp(self.now.timestamp() + step.total_seconds(), AMSTERDAM)

    def run(self, group: list[Source]) -> None:
        self.ran.append(self.now)


@contextmanager
def stepped(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[SteppedScheduler]:
    class Shown(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return clock.now.astimezone(tz)

    monkeypatch.setattr(base, "datetime", Shown)
    monkeypatch.setattr(schedule, "datetime", Shown)
    monkeypatch.setattr(schedule, "BackgroundScheduler", SteppedScheduler)
    monkeypatch.setattr(schedule, "ThreadPoolExecutor", lambda _: DebugExecutor())
    nightly = [one.model_copy(update={"schedule": "15 1,7 * * *"}) for one in SOURCES]
    scheduler = make_scheduler(nightly, clock.run, lambda: False)
    scheduler.start()
    assert isinstance(scheduler, SteppedScheduler)
    yield scheduler
    scheduler.shutdown()


@pytest.mark.parametrize(
    "changes_on",
    [
        datetime(2026, 3, 29, tzinfo=AMSTERDAM),
        datetime(2026, 10, 25, tzinfo=AMSTERDAM),
        datetime(2027, 3, 28, tzinfo=AMSTERDAM),
        datetime(2027, 10, 31, tzinfo=AMSTERDAM),
    ],
)
def test_when_the_clock_changes_nothing_runs_twice_or_is_left_out(
    monkeypatch: pytest.MonkeyPatch, changes_on: datetime
) -> None:
    assert changes_on.utcoffset() != (changes_on + timedelta(hours=12)).utcoffset()
    clock = Clock(changes_on - timedelta(hours=36))  # noon, two days before
    with stepped(monkeypatch, clock) as scheduler:
        for _ in range(4 * 24 * 12):
            clock.pass_by(timedelta(minutes=5))
            scheduler._process_jobs()
    days = [changes_on.date() + timedelta(days=number) for number in (-1, 0, 1, 2)]
    assert [(run.date(), run.hour) for run in clock.ran] == [
        (day, hour) for day in days for hour in (1, 7)
    ]
    for run in clock.ran:
        # Ten minutes of spread, and the five of the steps.
        assert 15 <= run.minute <= 30


def test_a_machine_that_slept_three_nights_runs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock(datetime(2026, 11, 20, 12, 0, tzinfo=AMSTERDAM))
    with stepped(monkeypatch, clock) as scheduler:
        scheduler._process_jobs()
        clock.pass_by(timedelta(days=3, hours=8))  # it is 20:00: the last look is 12 hours past
        woken = clock.now
        for _ in range(48):
            scheduler._process_jobs()
            clock.pass_by(timedelta(minutes=5))
    assert clock.ran == [woken]


def test_something_wakes_the_scheduler_every_ten_minutes() -> None:
    scheduler = make_scheduler(SOURCES, lambda group: None, lambda: False)
    (job,) = [job for job in scheduler.get_jobs() if job.id == "first-release"]
    assert job.trigger.interval == timedelta(minutes=10)


def test_the_cadence_is_the_longest_time_between_two_looks() -> None:
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=AMSTERDAM)
    assert cadence("15 1,7 * * *", noon) == timedelta(hours=18)
    assert cadence("15 7 * * mon-fri", noon) == timedelta(days=3)
    assert cadence("0 12 1 * *", noon) == timedelta(days=31)
    before_change = datetime(2026, 10, 23, 12, 0, tzinfo=AMSTERDAM)
    assert cadence("15 7 * * *", before_change) == timedelta(hours=25)


def test_the_next_look_is_the_first_of_all_sources() -> None:
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=AMSTERDAM)
    first, second = (
        source.model_copy(update={"schedule": line})
        for source, line in zip(SOURCES, ("15 1,7 * * *", "0 13 * * *"), strict=False)
    )
    assert next_look([first, second], noon) == noon.replace(hour=13)
    assert next_look([first], noon) == datetime(2026, 11, 25, 1, 15, tzinfo=AMSTERDAM)
    assert next_look([], noon) is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("30 2 * * *", "comes twice or not at all"),
        ("0 * * * *", "comes twice or not at all"),
        ("0 1-4 * * *", "comes twice or not at all"),
        ("0 12 * * 1", "a day of the week as a number"),
        ("0 12 * *", "Write it as a cron line"),
        ("0 25 * * *", "Write it as a cron line"),
        ("0 12 30 2 *", "never comes due"),
    ],
)
def test_a_line_that_would_not_do_what_it_says_is_refused(line: str, said: str) -> None:
    with pytest.raises(SourceFileError, match=said):
        cadence(line, datetime(2026, 11, 24, tzinfo=AMSTERDAM))
