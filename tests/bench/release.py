"""Compares building `core` and `mart` with a bare scan of their snapshots; `make bench-release`.

The snapshots are those of the whole fictitious set, 6.4 million cells; DATA names a data directory
that has them already. As in the bench of the ingest, sides take turns within a round, each in a
fresh process, and a ratio is that of two runs of one round.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from indicators.release import build
from ingest.fetch import fetch
from ingest.hosts import Hosts
from ingest.replay.demonstration import demonstration_tables
from ingest.replay.server import ReplayServer
from ingest.snapshot import SnapshotStore
from ingest.source import read_sources
from tests.bench.ingest import DOCUMENT, Rounds, Run, machine, spread
from tests.bench.release_sides import SIDES

HEADING = "## A release\n"
MOST = 3.0  # times the bare scan


def measure(data: Path, rounds: int) -> Rounds:
    """Every side once a round; what is kept of loaded tables is made anew once a round."""
    found: Rounds = []
    for _ in range(rounds):
        turn = {}
        for side in (
            "core and mart anew",
            *(name for name in SIDES if name != "core and mart anew"),
        ):
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, "-m", "tests.bench.release_sides", side, data, folder]
                answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            turn[side] = Run(answer["seconds"], answer["megabytes"], answer["processor_seconds"])
        found.append(turn)
    return found


def table(rounds: Rounds) -> str:
    """The runs as a Markdown table; ratios are to the scan and to the floor of the same round."""
    lines = [
        "| side | seconds | of the processors | peak in MB | to the scan | of the processors | "
        "to the floor |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for side in SIDES:
        seconds = spread((turn[side].seconds for turn in rounds), 2)
        megabytes = spread((turn[side].megabytes for turn in rounds), 0)
        processor = spread((turn[side].processor_seconds for turn in rounds), 2)
        to_scan, to_floor = (spread(_ratios(rounds, side, peer), 2) for peer in ("scan", "floor"))
        of_processors = spread(
            (turn[side].processor_seconds / turn["scan"].processor_seconds for turn in rounds), 2
        )
        lines.append(
            f"| {side} | {seconds} | {processor} | {megabytes} | {to_scan} | {of_processors} | "
            f"{to_floor} |"
        )
    return "\n".join(lines)


def goals(rounds: Rounds) -> str:
    """Whether what we want of ourselves is reached, as a Markdown table."""
    lines = ["| goal | seen | |", "| --- | --- | --- |"]
    for peer in ("scan", "floor"):
        seen = statistics.median(_ratios(rounds, "core and mart", peer))
        word = "met" if seen <= MOST else "not met"
        lines.append(
            f"| core and mart at most {MOST:.2f} of the {peer}'s time | {seen:.2f} | {word} |"
        )
    return "\n".join(lines)


def _ratios(rounds: Rounds, side: str, peer: str) -> list[float]:
    return [turn[side].seconds / turn[peer].seconds for turn in rounds]


def snapshots_of_the_demonstration(data: Path) -> None:
    """Fetch the fictitious set into a data directory."""
    with ReplayServer(demonstration_tables()) as server:
        fetch(read_sources().values(), Hosts.at(server.url), SnapshotStore(data))


def main() -> None:
    """Measure, print the result and keep it."""
    rounds_wanted = int(os.environ.get("ROUNDS", "5"))
    with tempfile.TemporaryDirectory() as made:
        data = Path(os.environ.get("DATA", made))
        if not (data / "snapshots").exists():
            snapshots_of_the_demonstration(data)
        build(data, read_sources().values())  # so that there can be no news
        rounds = measure(data, rounds_wanted)
    result = f"{len(rounds)} rounds on {machine()}.\n\n{table(rounds)}\n\n{goals(rounds)}\n"
    print(result)
    text = DOCUMENT.read_text(encoding="utf-8")
    before, mark, rest = text.partition(HEADING)
    if not mark:
        raise RuntimeError(f"{DOCUMENT.name}: saw no heading {HEADING!r}; expected one to fill")
    introduction, mark_of_result, _ = rest.partition("### Result\n")
    DOCUMENT.write_text(f"{before}{mark}{introduction}{mark_of_result}\n{result}", encoding="utf-8")


if __name__ == "__main__":
    main()
