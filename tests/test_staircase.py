"""The product's main job, with its own commands: from CBS's published figures to the reader.

Every figure that CBS prints in tests/figures is looked up in the warehouse and in the file that a
journalist downloads; what an indicator uses is looked up on the page, as text without JavaScript.
"""

import csv
import gzip
import html
import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from indicators.api import ReleaseStore
from ingest.replay.derived_codes import period_code
from ingest.replay.figures import read_figures
from ingest.replay.server import ReplayServer
from ingest.titles import identifier
from tests.conftest import FIGURES

pytestmark = pytest.mark.slow

HULPMONITOR = (sys.executable, "-m", "dashboard.cli")
PATIENCE_SECONDS = 60

TOPICS_OF_85361NED = {
    "Ontvangen meldingen, totaal": "reports_received",
    "1e melding, geen betrokkenen bekend VT": "first_report",
    "Hermelding: totaal": "repeat_report",
    "Hermelding: meerdere betrokkenen al bekend bij VT": "repeat_report_several_known",
    "Hermelding: één betrokkene al bekend bij VT": "repeat_report_one_known",
    "Vervolgmelding tijdens betrokkenheid VT: totaal": "follow_up_report",
    "Vervolgmelding: tijdens veiligheidsbeoordeling": "follow_up_report_during_assessment",
    "Vervolgmelding: na veiligheidsbeoordeling": "follow_up_report_after_assessment",
    "Vervolgmelding: tijdens monitoring door VT": "follow_up_report_during_monitoring",
    "Melding niet ingedeeld": "report_not_classified",
}
SOURCES = (
    "84848NED", "84849NED", "84850NED", "84851NED", "84852NED", "84853NED", "85098NED", "85361NED",
    "71487ned", "82975NED", "85094NED", "85097NED", "85100NED",
)  # fmt: skip
# Tables whose columns are not all known: our name of a column, or else one made of its label.
TAKEN_OVER = {
    "71487ned": {
        "Totaal huishoudens met kinderen": "households_with_children",
        "Niet-gehuwd paar met kinderen: totaal": "unmarried_couples",
        "Gehuwd paar met kinderen: totaal": "married_couples",
        "Eenouderhuishoudens met kinderen: totaal": "one_parent_households",
    },
    "82975NED": {
        "Voogdij: totaal trajecten": "guardianships",
        "Ondertoezichtstelling: beëindigd volgens plan": "supervision_orders_ended_as_planned",
    },
    "85094NED": {
        "Totaal jeugdzorgtrajecten in natura": "trajectories",
        "Totaal jeugdhulptrajecten in natura": "youth_help",
        "Jeugdhulp met verblijf: pleegzorg": "foster_care",
        "Totaal jeugdbeschermingstrajecten": "youth_protection",
        "Totaal jeugdreclasseringstrajecten": "youth_probation",
    },
    "85097NED": {
        "Totaal jeugdhulptrajecten in natura": "trajectories",
        "Totaal begonnen trajecten": "trajectories_started",
        "Begonnen trajecten: herhaald beroep": "started_again",
    },
    "85100NED": {"Totaal jongeren met jeugdzorg": "young_people"},
}
# Two versions of these periods were collected; the table as it is now has the definitive one.
SUPERSEDED = {("85098NED", "2023*")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what: str, check: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not check():
        assert time.monotonic() < deadline, f"no {what} in {PATIENCE_SECONDS} seconds"
        time.sleep(0.1)


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


@contextmanager
def running(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A command of ours, stopped at the end as a terminal or a service manager does."""
    process = subprocess.Popen(
        [*HULPMONITOR, *arguments], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """`hulpmonitor replay` in one terminal, `hulpmonitor up` in another."""
    data = tmp_path_factory.mktemp("site")
    cbs, port = free_port(), free_port()
    with running("replay", "--figures", str(FIGURES), "--port", str(cbs), "--page-size", "10"):
        wait_for("replay", lambda: answers(f"http://127.0.0.1:{cbs}/ODataCatalog/Tables"))
        with running(
            "up", "--cbs", f"http://127.0.0.1:{cbs}", "--data", str(data), "--port", str(port)
        ):
            url = f"http://127.0.0.1:{port}"
            wait_for("site", lambda: answers(f"{url}/healthz"))
            wait_for("release", lambda: ReleaseStore(data).newest() is not None)
            yield url, data


def published_cells() -> list[dict[str, str]]:
    cells = []
    for source in SOURCES:
        with (FIGURES / f"{source}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if (source, row["period_label"]) not in SUPERSEDED:
                    cells.append(row)
    return cells


def topic_of(row: dict[str, str]) -> str:
    """Our topic name for a published measure, or its title where the table has no groups."""
    measure, _, unit = row["measure"].rpartition(" (")
    if row["table_id"] == "85361NED":
        return TOPICS_OF_85361NED[measure] + ("_pct" if unit == "%)" else "")
    if row["table_id"] in TAKEN_OVER:
        known = TAKEN_OVER[row["table_id"]]
        return known.get(row["measure"]) or identifier([row["measure"]])
    return row["measure"].removesuffix(" (%)")


def plain(dutch: str) -> str:
    return dutch.replace(".", "").replace(",", ".") if dutch not in (".", "") else dutch


def key(row: dict[str, str]) -> tuple[str, ...]:
    by_name = row["source_id"] in ("85361NED", *TAKEN_OVER)
    topic = row["topic"] if by_name else row["topic_title"]
    area = row["area_code"] if row["area_level"] != "corop" else row["area_name"]
    return (
        row["source_id"], topic, row["category_1"], row["category_2"], area, row["period_code"],
    )  # fmt: skip


def published_key(row: dict[str, str]) -> tuple[str, ...]:
    fixed = {
        "table_id", "period_label", "period_code", "region_label", "region_level", "region_code",
        "measure", "value", "value_num", "status", "source_url",
    }  # fmt: skip
    categories = [value for name, value in row.items() if name not in fixed]
    area = row["region_code"] or row["region_label"].removesuffix(" (CR)")
    period = row["period_code"] or period_code(row["period_label"])
    return (row["table_id"], topic_of(row), *[*categories, "", ""][:2], area, period)


def test_every_published_cell_is_in_the_file_and_in_the_warehouse(site: tuple[str, Path]) -> None:
    url, data = site
    response = httpx.get(f"{url}/data/latest/broncijfers.csv", follow_redirects=True)
    assert response.status_code == 200
    file = {key(row): row for row in csv.DictReader(io.StringIO(response.text, newline=""))}
    release = ReleaseStore(data).newest()
    assert release is not None
    stored = gzip.decompress((release.directory / "files" / "broncijfers.csv.gz").read_bytes())
    assert stored == response.content
    cells = published_cells()
    assert len({published_key(row) for row in cells}) == len(file)
    for row in cells:
        found = file[published_key(row)]
        text = plain(row["value"])
        assert found["published_text"] == text
        assert found["missing_reason"] == {".": "unknown_or_secret", "": "impossible"}.get(text, "")
        if text not in (".", ""):
            assert float(found["value"]) == float(text)
        assert found["is_selection"] == "true"
        assert found["is_fictitious"] == "false"
        assert found["status"] == {
            "": "definitive", "*": "provisional", "**": "revised_provisional",
            "unknown": "not_stated",
        }[row["status"]]  # fmt: skip
    in_warehouse = release._connection.cursor().execute(
        "SELECT source_id, topic, count(*), sum(value) FROM core.observation GROUP BY ALL"
    )
    for source, topic, count, total in in_warehouse.fetchall():
        same = [r for r in file.values() if (r["source_id"], r["topic"]) == (source, topic)]
        assert len(same) == count
        numbers = [float(r["value"]) for r in same if r["value"]]
        assert sum(numbers) == pytest.approx(total or 0)


def text_of(page: str) -> str:
    """What a reader without JavaScript sees."""
    page = re.sub(r"<(script|style|head).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize(
    ("path", "figures"),
    [
        ("/gemeente/GM0014-groningen", ["51,3", "895", "1.745"]),
        ("/gemeente/GM1731-midden-drenthe", ["65", "45", "16,0", "130", "810"]),
        ("/gemeente/GM0358-aalsmeer", ["12,3"]),
    ],
)
def test_the_council_page_shows_what_cbs_published(
    site: tuple[str, Path], path: str, figures: list[str]
) -> None:
    url, _ = site
    response = httpx.get(url + path)
    assert response.status_code == 200
    assert '<html lang="nl"' in response.text
    text = text_of(response.text)
    for figure in figures:
        assert re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d.,]\d)", text), figure
    assert "selectie" in text


def test_the_page_and_the_file_agree(site: tuple[str, Path]) -> None:
    url, _ = site
    file = httpx.get(
        f"{url}/data/latest/indicatoren.csv",
        params={"indicator": "C1", "periode": "2023JJ00"},
        follow_redirects=True,
    )
    rows = list(csv.DictReader(io.StringIO(file.text, newline="")))
    assert {row["indicator_id"] for row in rows} == {"C1"}
    shown = text_of(httpx.get(f"{url}/vergelijk?indicator=C1&periode=2023JJ00").text)
    with_value = [row for row in rows if row["value"]]
    assert {row["area_code"] for row in with_value} >= {"GM0014", "NL01"}
    for row in with_value:
        assert row["area_name"] in shown
        assert f"{float(row['value']):.1f}".replace(".", ",") in shown


def test_a_new_release_shows_without_a_restart(tmp_path: Path) -> None:
    tables = read_figures(FIGURES, edition=1)
    with ReplayServer(tables) as cbs:
        port = free_port()
        arguments = ("--data", str(tmp_path), "--cbs", cbs.url)
        with running("up", *arguments, "--port", str(port)):
            url = f"http://127.0.0.1:{port}/vergelijk?indicator=B3&periode=2023JJ00"
            wait_for("release", lambda: ReleaseStore(tmp_path).newest() is not None)
            wait_for("site", lambda: answers(url))
            assert "13,5" in text_of(httpx.get(url).text)
            cbs.publish(read_figures(FIGURES, edition=0))
            for command in (("ingest", *arguments), ("release", "--data", str(tmp_path))):
                done = subprocess.run(
                    [*HULPMONITOR, *command], capture_output=True, text=True, check=False
                )
                assert done.returncode == 0, done.stderr
            after = text_of(httpx.get(url).text)
            assert "13,9" in after
            assert "13,5" not in after


def test_the_whole_process_group_killed_leaves_a_site_that_starts_again(tmp_path: Path) -> None:
    with ReplayServer(read_figures(FIGURES)) as cbs:
        port = free_port()
        command = [
            *HULPMONITOR, "up", "--data", str(tmp_path), "--cbs", cbs.url, "--port", str(port),
        ]  # fmt: skip
        for _ in range(2):
            process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
            wait_for("release", lambda: ReleaseStore(tmp_path).newest() is not None)
            wait_for("site", lambda: answers(f"http://127.0.0.1:{port}/gemeente/GM0014-groningen"))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            wait_for("silence", lambda: not answers(f"http://127.0.0.1:{port}/healthz"))


def test_trouble_is_told_in_one_line_without_a_traceback(tmp_path: Path) -> None:
    for command in (
        ("release", "--data", str(tmp_path)),
        ("replay", "--figures", str(tmp_path / "nothing")),
    ):
        done = subprocess.run([*HULPMONITOR, *command], capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert done.stderr.strip().startswith("hulpmonitor: ")
