"""The page that tells a stranger what is fresh, late, failed or doubtful."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from dash import html

from dashboard.components.status_sources import remarks, sources
from dashboard.components.status_summary import summary_sentence
from dashboard.i18n.text import t
from dashboard.page import PageRequest
from dashboard.pages import status
from dashboard.server_html import to_html
from indicators.api import ReleaseStore
from indicators.run_log import RunLog, append_run, read_runs
from indicators.status import Overview, SourceStatus
from indicators.values import Issue
from indicators.wording import LANGS, Lang
from ingest.freshness import STATES, Expected, State
from ingest.source import Translated, read_sources
from tests.dashboard.html_reader import Node, read_html
from tests.indicators.test_status import state_of

NOTHING_RUN = RunLog((), 0)


@pytest.fixture
def data(figures_data: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(figures_data, copy)
    return copy


def read(data: Path, lang: Lang = "nl", now: datetime | None = None) -> Node:
    path = "/status" if lang == "nl" else "/en/status"
    request = PageRequest.of(ReleaseStore(data), path, "")
    page = status.page_at(request, now or datetime.now(UTC))
    return read_html(to_html(html.Main(page.content)))


def source(number: int, state: State, **changes: object) -> SourceStatus:
    reasons = (Translated(nl=f"reden {number}", en=f"reason {number}"),)
    title = Translated(nl=f"Tabel {number}", en=f"Table {number}")
    one = SourceStatus(
        f"T{number}", title, "https://example.org", state, reasons, None, None, (), None
    )
    return replace(one, **changes)  # type: ignore[arg-type]


def of(**counts: int) -> Overview:
    states = [state for state in STATES for _ in range(counts.get(state, 0))]
    made = tuple(source(number, state) for number, state in enumerate(states))
    return Overview(made, NOTHING_RUN, None, None)


@pytest.mark.parametrize(
    ("counts", "nl", "en"),
    [
        (
            {"fresh": 18, "late": 2, "failed": 1, "doubtful": 3, "behind": 1, "not_delivered": 1},
            "18 van de 26 bronnen zijn actueel. 1 is mislukt, 1 loopt bij ons achter, 1 is niet "
            "geleverd, 3 zijn twijfelachtig, 2 zijn te laat bij CBS.",
            "18 of the 26 sources are fresh. 1 failed, 1 is behind on our side, 1 was not "
            "delivered, 3 are doubtful, 2 are late at CBS.",
        ),
        ({"fresh": 6}, "Alle 6 bronnen zijn actueel.", "All 6 sources are fresh."),
        (
            {"fresh": 1, "late": 1},
            "1 van de 2 bronnen is actueel. 1 is te laat bij CBS.",
            "1 of the 2 sources is fresh. 1 is late at CBS.",
        ),
        (
            {"failed": 2},
            "Geen van de 2 bronnen is actueel. 2 zijn mislukt.",
            "None of the 2 sources is fresh. 2 failed.",
        ),
    ],
)
def test_the_first_sentence_counts_every_state(counts: dict[str, int], nl: str, en: str) -> None:
    assert summary_sentence(of(**counts), "nl") == nl
    assert summary_sentence(of(**counts), "en") == en


@pytest.mark.parametrize("lang", LANGS)
def test_every_state_has_a_word_beside_its_sign(lang: Lang) -> None:
    overview = of(**dict.fromkeys(STATES, 1))
    page = read_html(to_html(sources(overview, lang)))
    for state in STATES:
        mark = page.one("span", **{"class": f"state {state}"})
        sign = mark.one("span", **{"class": "sign", "aria-hidden": "true"})
        assert mark.text() == f"{sign.text()} {t(f'state.{state}', lang)}"
        assert sign.text()


def test_a_row_tells_what_is_in_use_and_what_is_expected() -> None:
    late = Expected("2026HJ01", date(2026, 10, 31), 24)
    one = source(
        1, "late", expected=late,
        in_use=state_of("T1", row_count=1234, protocol="v4", protocol_reason="tls"),
    )  # fmt: skip
    bare = state_of("T2", newest_period=None, modified=None, retrieved_at=None, row_count=None,
                    protocol=None)  # fmt: skip
    one_day = source(2, "late", expected=replace(late, days_late=1), in_use=bare)
    there = source(3, "fresh", expected=replace(late, days_late=0), in_use=bare)
    unjudged = source(4, "fresh", in_use=bare)
    absent = source(5, "not_delivered")
    rows = (
        read_html(
            to_html(
                sources(
                    Overview((one, one_day, there, unjudged, absent), NOTHING_RUN, None, None), "nl"
                )
            )
        )
        .one("table")
        .rows()
    )
    assert rows[1:] == [
        ["! te laat bij CBS Tabel 1 (T1 (andere site))", "2025",
         "1e halfjaar 2026, uiterlijk op 31 oktober 2026: 24 dagen te laat", "1 november 2026",
         "24 november 2026, 08:00",
         "OData 4, omdat de eerste keus niet ging: het beveiligingscertificaat is niet te "
         "vertrouwen", "1.234", "1 opmerking"],
        ["! te laat bij CBS Tabel 2 (T2 (andere site))", "",
         "1e halfjaar 2026, uiterlijk op 31 oktober 2026: 1 dag te laat", "", "", "", "",
         "1 opmerking"],
        ["✓ actueel Tabel 3 (T3 (andere site))", "",
         "1e halfjaar 2026, uiterlijk op 31 oktober 2026: is er", "", "", "", "", "geen"],
        ["✓ actueel Tabel 4 (T4 (andere site))", "", "niet te zeggen", "", "", "", "", "geen"],
        ["– niet geleverd Tabel 5 (T5 (andere site))", "", "", "", "", "", "", "1 opmerking"],
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_remarks_are_counted_linked_and_in_the_readers_language(lang: Lang) -> None:
    issue = Issue("warning", "T1", "bounds", "opmerking", "remark")
    overview = Overview(
        (source(1, "doubtful", issues=(issue,)), source(2, "fresh")),
        NOTHING_RUN, None, None, (Issue("warning", None, "x", "algemeen", "general"),),
    )  # fmt: skip
    table = read_html(to_html(sources(overview, lang)))
    links = {a.attributes["href"]: a.text() for a in table.all("a")}
    assert links["#opmerkingen-T1"] == ("2 opmerkingen" if lang == "nl" else "2 remarks")
    assert "#opmerkingen-T2" not in links
    section = read_html(to_html(remarks(overview, lang)))
    assert section.one("h3", id="opmerkingen-T1")
    said = [item.text() for item in section.all("li")]
    assert said == (
        ["reden 1", "opmerking", "algemeen"] if lang == "nl" else ["reason 1", "remark", "general"]
    )


def test_the_page_on_real_figures(data: Path) -> None:
    page = read(data)
    assert page.one("p", id="samenvatting").text().endswith(".")
    assert "De volgende keer staat gepland op" in page.text()
    rows = page.one("section", id="bronnen").one("table").rows()[1:]
    assert len(rows) == len(read_sources())
    (population,) = [row[0] for row in rows if "03759ned" in row[0]]
    assert population.startswith("– niet geleverd Bevolking")
    assert page.one("h3", id="opmerkingen-03759ned")
    (run,) = page.one("section", id="keren").one("table").rows()[1:]
    assert run[2] == "nieuwe uitgave gemaakt"
    fetched = len(list(data.glob("snapshots/*/current")))
    missing = len(rows) - fetched
    assert run[3] == f"{fetched} opgehaald, {missing} niet in de lijst van de bron"


def test_a_site_that_stopped_looking_says_so(data: Path) -> None:
    page = read(data, now=datetime.now(UTC) + timedelta(days=3))
    text = page.one("p", id="samenvatting").text()
    assert f"{len(read_sources())} lopen bij ons achter" in text
    assert "niet bij de bron kunnen kijken" in page.one("section", id="opmerkingen").text()


@pytest.mark.parametrize("lang", LANGS)
def test_what_the_program_says_is_marked_as_english_and_folded_when_long(
    data: Path, lang: Lang
) -> None:
    (last,) = read_runs(data, 1).runs
    message = "84851NED: saw <something>; expected more. " * 9
    tables = tuple(
        replace(table, outcome="failed", message=message) if table.id == "84851NED" else table
        for table in last.tables
    )
    append_run(data, replace(last, message=message, tables=tables))
    page = read(data, lang)
    spans = page.all("span", lang="en")
    assert [span.text() for span in spans] == [message.strip()] * 2
    folded = [span for details in page.all("details") for span in details.all("span", lang="en")]
    assert len(folded) == 2
    row = page.one("section", id="keren").one("table").rows()[1]
    assert row[3].endswith(", 1 mislukt" if lang == "nl" else ", 1 failed")


def test_lines_of_the_log_that_cannot_be_read_are_mentioned(data: Path) -> None:
    assert "logboek" not in read(data).one("section", id="keren").text()
    with (data / "runs.jsonl").open("a") as file:
        file.write('{"started_at": "2026')
    text = read(data).one("section", id="keren").text()
    assert t("status_page.unreadable.one", "nl") in text


def test_ten_runs_are_shown(data: Path) -> None:
    (last,) = read_runs(data, 1).runs
    for _ in range(12):
        append_run(data, replace(last, outcome="skipped", tables=()))
    rows = read(data).one("section", id="keren").one("table").rows()
    assert len(rows) == 11
    assert rows[1][2] == "overgeslagen, er liep al iets"


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_there_before_the_first_release(tmp_path: Path, lang: Lang) -> None:
    page = read(tmp_path, lang)
    assert t("status_page.no_look", lang) in page.text()
    assert t("status_page.no_run", lang) in page.text()
    assert len(page.one("section", id="bronnen").one("table").rows()) == len(read_sources()) + 1
    assert not page.all("section", id="uitgave")
