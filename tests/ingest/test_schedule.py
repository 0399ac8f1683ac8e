"""When runs happen; the scheduler itself is real, the work is a list that grows."""

import threading
from datetime import datetime, timedelta

import pytest

from ingest.schedule import AMSTERDAM, JITTER_SECONDS, make_scheduler
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
    other = SOURCES[0].model_copy(update={"schedule": "0 12 * * 1"})
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
    assert scheduler._lookup_executor("default")._pool._max_workers == 1
    scheduler.shutdown()
