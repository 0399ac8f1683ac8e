"""When runs happen: each source file's own cron line, in Dutch time, one run at a time.

The work itself is handed in as a function, since it ends a storey higher, with a release.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from ingest.errors import SourceFileError
from ingest.source import Source

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JITTER_SECONDS = 600
RETRY_MINUTES = 10
_LOOKS_IN_A_CYCLE = 8  # enough for a line that leaves out the weekend
_AT_TWO = datetime(2001, 1, 1, 2)

Run = Callable[[list[Source]], object]


def make_scheduler(
    sources: Iterable[Source], run: Run, is_waiting_for_first: Callable[[], bool]
) -> BackgroundScheduler:
    """A scheduler, not yet started, with one job per cron line and one for the first release.

    Until there is a first release `run` is called at once and then every ten minutes; after that
    only by cron. All jobs share one thread, so that no two runs overlap; a run that was missed or
    came due several times is done once, however late.
    """
    scheduler = BackgroundScheduler(
        timezone=AMSTERDAM,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    by_schedule: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_schedule[source.schedule].append(source)
    for number, (line, group) in enumerate(by_schedule.items()):
        trigger = _trigger(line)
        trigger.jitter = JITTER_SECONDS
        scheduler.add_job(run, trigger, args=[group], id=f"schedule-{number}", name=line)

    everything = [source for group in by_schedule.values() for source in group]

    def first() -> None:
        if is_waiting_for_first():
            run(everything)

    now = datetime.now(AMSTERDAM)
    # It stays after the first release too: a machine that slept counts its waiting time in hours
    # awake, so that something must wake the scheduler every now and then.
    scheduler.add_job(
        first,
        IntervalTrigger(minutes=RETRY_MINUTES, start_date=now + timedelta(minutes=RETRY_MINUTES)),
        id="first-release",
        next_run_time=now,
    )
    return scheduler


def next_look(sources: Iterable[Source], now: datetime) -> datetime | None:
    """When any of the sources is looked at next, by its cron line; None without sources."""
    lines = {source.schedule for source in sources}
    return min((next(_looks(line, now)) for line in lines), default=None)


def cadence(line: str, now: datetime) -> timedelta:
    """The longest time between two looks by this cron line: 18 hours for 01:15 and 07:15."""
    # In UTC, because local times of one zone are subtracted as if the clock never changed.
    looks = [look.astimezone(UTC) for look in islice(_looks(line, now), _LOOKS_IN_A_CYCLE)]
    return max(later - earlier for earlier, later in pairwise(looks))


def _looks(line: str, now: datetime) -> Iterator[datetime]:
    trigger = _trigger(line)
    look = None
    while True:
        look = trigger.get_next_fire_time(look, look or now.astimezone(AMSTERDAM))
        if look is None:
            raise SourceFileError(f"schedule {line!r}: saw a line that never comes due")
        yield look


def _trigger(line: str) -> CronTrigger:
    try:
        trigger = CronTrigger.from_crontab(line, timezone=AMSTERDAM)
    except ValueError as error:
        raise SourceFileError(f"schedule {line!r}: {error}. Write it as a cron line.") from error
    if re.search(r"\d", line.split()[4]):
        raise SourceFileError(
            f"schedule {line!r}: saw a day of the week as a number, which not every cron counts "
            "from the same day; expected mon to sun. Write the name."
        )
    hour = next(field for field in trigger.fields if field.name == "hour")
    if hour.get_next_value(_AT_TWO) == _AT_TWO.hour:
        raise SourceFileError(
            f"schedule {line!r}: saw the hour from 02:00, which comes twice or not at all when the "
            "clock changes; expected another hour. Choose one."
        )
    return trigger
