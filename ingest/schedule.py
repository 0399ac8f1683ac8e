"""When runs happen: each source file's own cron line, in Dutch time, one run at a time.

The work itself is handed in as a function, since it ends a storey higher, with a release.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from ingest.source import Source

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
JITTER_SECONDS = 600
RETRY_MINUTES = 10
# A machine that slept through the night still runs in the morning.
MISFIRE_GRACE_SECONDS = 12 * 3600

Run = Callable[[list[Source]], object]


def make_scheduler(
    sources: Iterable[Source], run: Run, is_waiting_for_first: Callable[[], bool]
) -> BackgroundScheduler:
    """A scheduler, not yet started, with one job per cron line and one for the first release.

    Until there is a first release `run` is called at once and then every ten minutes; after that
    only by cron. All jobs share one thread, so that no two runs overlap; a run that was missed or
    came due several times is done once.
    """
    scheduler = BackgroundScheduler(
        timezone=AMSTERDAM,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": MISFIRE_GRACE_SECONDS,
        },
    )
    by_schedule: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_schedule[source.schedule].append(source)
    for number, (line, group) in enumerate(by_schedule.items()):
        trigger = CronTrigger.from_crontab(line, timezone=AMSTERDAM)
        trigger.jitter = JITTER_SECONDS
        scheduler.add_job(run, trigger, args=[group], id=f"schedule-{number}", name=line)

    everything = [source for group in by_schedule.values() for source in group]

    def first() -> None:
        if is_waiting_for_first():
            run(everything)

    now = datetime.now(AMSTERDAM)
    scheduler.add_job(
        first,
        IntervalTrigger(minutes=RETRY_MINUTES, start_date=now + timedelta(minutes=RETRY_MINUTES)),
        id="first-release",
        next_run_time=now,
    )
    return scheduler
