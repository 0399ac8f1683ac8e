"""How every source stands, from a release, the run log and the clock."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indicators.api import ReleaseStore
from indicators.run_log import RunSummary, TableRun, append_run, read_runs
from indicators.status import InUse, overview
from indicators.values import Issue, SourceState
from ingest.source import Publication, read_sources

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ONE, TWO = (
    read_sources()[table_id].model_copy(update={"publication": (), "schedule": "15 1,7 * * *"})
    for table_id in ("84851NED", "85361NED")
)
LOG = read_runs(Path("no such directory"), 1)


def state_of(source_id: str, **changes: object) -> SourceState:
    state = SourceState(
        id=source_id, title_nl="", title_en="", published_title=None, publisher="", licence="",
        attribution="", url="", is_delivered=True, is_selection=False, is_fictitious=False,
        modified="2026-11-01", change_key="", retrieved_at=datetime(2026, 11, 24, 7), row_count=1,
        newest_period="2025JJ00", kind="figures", protocol="v3", protocol_reason=None,
    )  # fmt: skip
    return replace(state, **changes)  # type: ignore[arg-type]


def in_use(data: Path, *states: SourceState, issues: tuple[Issue, ...] = ()) -> InUse:
    return InUse(data, {state.id: state for state in states}, issues, {})


def run(day: int, *tables: TableRun) -> RunSummary:
    moment = f"2026-11-{day:02}T01:15:00+00:00"
    return RunSummary(moment, moment, "unchanged", None, "", tables)


def test_the_worst_stand_first_and_are_counted(tmp_path: Path) -> None:
    doubt = Issue("warning", "85361NED", "bounds", "nl", "en")
    general = Issue("warning", None, "bounds", "nl", "en")
    seen = overview(
        [ONE, TWO],
        in_use(tmp_path, state_of(ONE.id), state_of(TWO.id), issues=(doubt, general)),
        LOG,
        NOON,
    )
    assert [(one.id, one.state) for one in seen.sources] == [
        ("85361NED", "doubtful"),
        ("84851NED", "fresh"),
    ]
    assert (seen.count("doubtful"), seen.count("late")) == (1, 0)
    assert seen.sources[0].issues == (doubt,)
    assert seen.general_issues == (general,)
    assert seen.last_look is None
    assert seen.next_look is not None and seen.next_look > NOON


def test_the_last_attempt_for_a_source_may_be_of_an_earlier_run(tmp_path: Path) -> None:
    append_run(tmp_path, run(22, TableRun(ONE.id, "failed", "te traag", reason="too_slow")))
    append_run(tmp_path, run(23, TableRun(TWO.id, "unchanged")))
    log = read_runs(tmp_path, 10)
    states = in_use(tmp_path, state_of(ONE.id), state_of(TWO.id))
    seen = {one.id: one for one in overview([ONE, TWO], states, log, NOON).sources}
    assert seen[ONE.id].state == "failed"
    assert seen[ONE.id].attempt == TableRun(ONE.id, "failed", "te traag", reason="too_slow")
    assert seen[TWO.id].state == "fresh"
    append_run(tmp_path, run(24, TableRun(ONE.id, "unchanged")))
    later = overview([ONE, TWO], states, read_runs(tmp_path, 10), NOON)
    assert later.count("fresh") == 2
    assert later.last_look == datetime(2026, 11, 24, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize(("is_fictitious", "state"), [(False, "behind"), (True, "fresh")])
def test_nobody_has_to_look_for_invented_figures(
    tmp_path: Path, is_fictitious: bool, state: str
) -> None:
    old = state_of(ONE.id, retrieved_at=datetime(2026, 11, 20), is_fictitious=is_fictitious)
    (seen,) = overview([ONE], in_use(tmp_path, old), LOG, NOON).sources
    assert seen.state == state


@pytest.mark.parametrize(
    ("mark", "state"), [(None, "late"), ("is_selection", "fresh"), ("is_fictitious", "fresh")]
)
def test_a_selection_and_invented_figures_do_not_make_the_publisher_late(
    tmp_path: Path, mark: str | None, state: str
) -> None:
    rule = Publication(period="JJ00", month=4, day=30, years_later=1)
    source = ONE.model_copy(update={"publication": (rule,)})
    old = state_of(ONE.id, newest_period="2020JJ00", **({mark: True} if mark else {}))
    (seen,) = overview([source], in_use(tmp_path, old), LOG, NOON).sources
    assert seen.state == state


def test_a_snapshot_that_no_release_was_made_of_is_behind(
    figures_data: Path, tmp_path: Path
) -> None:
    shutil.copytree(figures_data, tmp_path / "data")
    store = ReleaseStore(tmp_path / "data")
    now = datetime.now(UTC)
    assert store.overview(now).count("behind") == 0
    pointer = tmp_path / "data" / "snapshots" / "85361NED" / "current"
    pointer.write_text("20300101-00000000\n")
    behind = [one.id for one in store.overview(now).sources if one.state == "behind"]
    assert behind == ["85361NED"]
    shutil.rmtree(tmp_path / "data" / "releases")
    fetched = {path.parent.name for path in tmp_path.glob("data/snapshots/*/current")}
    behind = [one.id for one in store.overview(now).sources if one.state == "behind"]
    assert set(behind) == fetched
    # Three days later nobody has looked for the others either.
    assert store.overview(now + timedelta(days=3)).count("behind") == len(read_sources())


def test_before_anything_happened_every_source_is_not_delivered(tmp_path: Path) -> None:
    seen = ReleaseStore(tmp_path).overview(NOON)
    assert seen.count("not_delivered") == len(read_sources()) == len(seen.sources)
    assert (seen.log.runs, seen.last_look) == ((), None)


def test_the_demonstration_tells_of_its_own_runs_until_there_are_real_ones(tmp_path: Path) -> None:
    demo = tmp_path / "demonstration"
    demo.mkdir()
    append_run(demo, run(22))
    assert ReleaseStore(tmp_path).last_run() == run(22)
    append_run(tmp_path, run(23))
    assert ReleaseStore(tmp_path).last_run() == run(23)
