"""Compares how long and in how much memory a table becomes a DuckDB file; `make bench-ingest`.

The sides take turns within a round, each in a fresh process, and a ratio is that of two runs of one
round, so that a busy machine weighs on all of them. The result is kept in docs/bench.md.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.published import Published
from tests.bench.server import serve_in_a_process
from tests.bench.sides import SIDES

DOCUMENT = Path(__file__).parents[2] / "docs" / "bench.md"
PAGE_ROWS = 10_000
SIZES = (100_000, 1_000_000)


@dataclass(frozen=True)
class Run:
    """What one run of one side took; of the processors where that was measured."""

    seconds: float
    megabytes: float
    processor_seconds: float = float("nan")


Rounds = list[dict[str, Run]]


def measure(row_count: int, rounds: int, page_rows: int = PAGE_ROWS) -> Rounds:
    """Every side once a round; raises RuntimeError where a table is not what was published."""
    published = Published(row_count)
    expected = [row_count, published.first_topic_sum]
    with serve_in_a_process(published, page_rows) as url:
        found: Rounds = []
        for number in range(rounds):
            # Another side begins each round.
            names = [*SIDES][number % len(SIDES) :] + [*SIDES][: number % len(SIDES)]
            found.append({name: _run(name, url, expected) for name in names})
    return found


def _run(side: str, url: str, expected: list[float]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.bench.sides", side, url, folder]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    if answer["found"] != expected:
        raise RuntimeError(f"{side}: saw {answer['found']}; expected rows and sum {expected}")
    return Run(answer["seconds"], answer["megabytes"])


def spread(values: Iterable[float], digits: int) -> str:
    """The median, with the least and the most in brackets."""
    values = sorted(values)
    middle = statistics.median(values)
    return f"{middle:.{digits}f} ({values[0]:.{digits}f}-{values[-1]:.{digits}f})"


def table(row_count: int, rounds: Rounds) -> str:
    """The runs of one size as a Markdown table; ratios are of ours to the other side."""
    lines = [
        f"### {row_count:,} rows, {len(rounds)} rounds",
        "",
        "| side | seconds | peak in MB | ours to this, time | ours to this, peak |",
        "| --- | --- | --- | --- | --- |",
    ]
    for side in SIDES:
        seconds = spread((turn[side].seconds for turn in rounds), 2)
        megabytes = spread((turn[side].megabytes for turn in rounds), 0)
        lines.append(
            f"| {side} | {seconds} | {megabytes} | {spread(_time(rounds, side), 2)} "
            f"| {spread(_peak(rounds, side), 2)} |"
        )
    return "\n".join(lines)


def _time(rounds: Rounds, side: str) -> list[float]:
    return [turn["ours"].seconds / turn[side].seconds for turn in rounds]


def _peak(rounds: Rounds, side: str) -> list[float]:
    return [turn["ours"].megabytes / turn[side].megabytes for turn in rounds]


def goals(small: Rounds, large: Rounds) -> str:
    """Whether what we want of ourselves is reached, as a Markdown table."""
    growth = [
        many["ours"].megabytes / few["ours"].megabytes
        for few, many in zip(small, large, strict=True)
    ]
    wanted = [
        ("time at most 0.40 of cbsodata's", statistics.median(_time(large, "cbsodata")), 0.40),
        ("peak at most 0.15 of cbsodata's", statistics.median(_peak(large, "cbsodata")), 0.15),
        ("time at most 1.50 of the floor's", statistics.median(_time(large, "floor")), 1.50),
        ("peak at most 1.60 of that for a tenth of the rows", statistics.median(growth), 1.60),
    ]
    lines = [f"| goal for {SIZES[1]:,} rows | seen | |", "| --- | --- | --- |"]
    lines += [
        f"| {goal} | {seen:.2f} | {'met' if seen <= most else 'not met'} |"
        for goal, seen, most in wanted
    ]
    return "\n".join(lines)


def machine() -> str:
    """This machine, by what matters for the figures."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return f"{os.cpu_count()} cores, {gigabytes:.0f} GB of memory"


def main() -> None:
    """Measure every size, print the result and keep it."""
    rounds = int(os.environ.get("ROUNDS", "5"))
    small, large = (measure(size, rounds) for size in SIZES)
    result = "\n\n".join([table(SIZES[0], small), table(SIZES[1], large), goals(small, large)])
    print(result)
    introduction, mark, rest = DOCUMENT.read_text(encoding="utf-8").partition("## Result\n")
    if not mark:
        raise RuntimeError(f"{DOCUMENT.name}: saw no heading 'Result'; expected one to write under")
    _, next_heading, others = rest.partition("## A release\n")
    DOCUMENT.write_text(
        f"{introduction}{mark}\nMeasured on {machine()}.\n\n{result}\n\n{next_heading}{others}",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
