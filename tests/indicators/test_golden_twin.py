"""Every indicator that collected published cells allow, worked out from the CSV rows themselves.

The figures go through the replay and the whole release on one side. On the other side each cell is
read from its line, by its published labels, and put through the slow twin of the ratio.
"""

import csv
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from indicators.api import Release, ReleaseStore
from indicators.definition import read_definitions
from indicators.values import MissingReason
from ingest.source import figure_sources
from tests.conftest import FIGURES, run_on_figures
from tests.indicators.ratio_twin import Cell, figure, less

pytestmark = pytest.mark.slow

COLLECTED = Path(__file__).parents[3] / "shared" / "data" / "golden"
FOLDERS = [FIGURES, *([COLLECTED] if COLLECTED.exists() else [])]
NOT_OURS = {
    "82968NED", "82972NED", "84134NED", "84135NED", "84799NED", "85096NED", "85102NED",
    "jeugdmonitor-2020-longread",
}  # fmt: skip

Labels = tuple[str, ...]  # the categories in the order of the file, and the measure
Cells = dict[Labels, Cell]

RECEIVED = "Ontvangen meldingen"
ASSESSED = {
    name: ("Totaal", label, RECEIVED)
    for name, label in {
        "total": "Totaal",
        "waiting": "Nog niet beoordeeld",
        "here": "Vervolgstappen beleggen bij Veilig Thuis",
        "elsewhere": "Overdracht",
        "regional": "Inzet regionaal maatwerk Veilig Thuis",
        "nowhere": "Geen vervolgstappen nodig",
    }.items()
}
CASES = "Casussen met ontvangen melding(en)"
OUTCOME = "Afgeronde diensten onderzoek"
STARTED = "Totaal begonnen trajecten"
HISTORY = {
    "C1": "Hermelding: totaal",
    "C1b": "Vervolgmelding tijdens betrokkenheid VT: totaal",
    "C1d": "Vervolgmelding: na veiligheidsbeoordeling",
}
# Numerator and denominator as they are printed.
PRINTED: dict[str, tuple[str, Labels, Labels]] = {
    **{
        name: ("85361NED", (f"{label} (aantal)",), ("Ontvangen meldingen, totaal (aantal)",))
        for name, label in HISTORY.items()
    },
    "A1": ("84852NED", ASSESSED["waiting"], ASSESSED["total"]),
    "A3": (
        "84853NED",
        ("Niet voortijdig afgesloten totaal", OUTCOME),
        ("Totaal afgeronde onderzoeken", OUTCOME),
    ),
    "R1a": ("84849NED", ("Onderwijs: totaal", RECEIVED), ("Totaal", RECEIVED)),
    "R1b": ("84849NED", ("Niet beroepsmatig totaal", RECEIVED), ("Totaal", RECEIVED)),
    "R9a": (
        "84851NED",
        ("Kindermishandeling", "Gestarte adviezen"),
        ("Kindermishandeling", RECEIVED),
    ),
    "C3": (
        "85097NED",
        ("Totaal verwijzer", "Begonnen trajecten: herhaald beroep"),
        ("Totaal verwijzer", STARTED),
    ),
    "R1c": ("85097NED", ("Jeugdarts", STARTED), ("Totaal verwijzer", STARTED)),
    "K2": (
        "71487ned",
        ("Totaal leeftijden", "Eenouderhuishoudens met kinderen: totaal"),
        ("Totaal leeftijden", "Totaal huishoudens met kinderen"),
    ),
}
PRINTED["C4"] = PRINTED["A3"]
SHARES = {
    "B3": "Jongeren met jeugdhulp in natura (%)",
    "B5": "Jongeren met jeugdbescherming (%)",
}
SETTLED_FIRST = ["", "**", "*", "unknown"]
HUNDRED = Cell(Fraction(100), Fraction(100), Fraction(100))
Drawn = tuple[Cell, Cell, Cell | None]


def plus(*cells: Cell) -> Cell | None:
    """The sum of cells; None where one has no bounds."""
    if any(cell.lower is None or cell.upper is None for cell in cells):
        return None
    value = None
    if all(cell.value is not None for cell in cells):
        value = sum((cell.value or Fraction(0) for cell in cells), Fraction(0))
    reason: MissingReason | None = next((cell.reason for cell in cells if cell.reason), None)
    lower = sum((cell.lower or Fraction(0) for cell in cells), Fraction(0))
    upper = sum((cell.upper or Fraction(0) for cell in cells), Fraction(0))
    return Cell(value, lower, upper, reason)


def read(folder: Path) -> dict[tuple[str, str, str], Cells]:
    """Cells by table, area and period; of two versions of a period the more settled one."""
    found: dict[tuple[str, str, str], Cells] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [one for one in csv.DictReader(file) if one["region_code"]]
        for line in lines:
            versions = {o["status"] for o in lines if o["period_code"] == line["period_code"]}
            if line["period_code"] and line["status"] == min(versions, key=SETTLED_FIRST.index):
                place = (path.stem, line["region_code"], line["period_code"])
                columns = [name for name in line if name not in FIXED]
                labels = (*(line[name] for name in columns), line["measure"])
                found.setdefault(place, {})[labels] = _cell(path.stem, line)
    return found


FIXED = {
    *("table_id", "period_label", "period_code", "region_label", "region_level", "region_code"),
    *("measure", "value", "value_num", "status", "source_url"),
}


def _cell(table: str, line: dict[str, str]) -> Cell:
    if line["value"] == ".":
        return Cell(None, Fraction(0), Fraction(9), "unknown_or_secret")
    value = Fraction(line["value_num"])
    half = Fraction(1, 20) if "%" in line["measure"] else Fraction(5, 2)
    half = Fraction(0) if table == "71487ned" else half
    return Cell(value, max(Fraction(0), value - half), value + half)


def worked_out(table: str, cells: Cells) -> Iterator[tuple[str, Drawn]]:
    """The indicators whose cells are all there: numerator, denominator and remainder."""
    for name, (of, part, whole) in PRINTED.items():
        if of == table and part in cells and whole in cells:
            yield name, (cells[part], cells[whole], None)
    for name, label in SHARES.items():
        if table == "85098NED" and (label,) in cells:
            yield name, (cells[label,], HUNDRED, None)
    if table == "84852NED" and set(ASSESSED.values()) <= set(cells):
        one = {name: cells[labels] for name, labels in ASSESSED.items()}
        followed = plus(one["here"], one["elsewhere"], one["regional"])
        assessed = less(one["total"], one["waiting"])
        assert followed
        yield "B1", (followed, assessed, one["nowhere"])
        yield "A5", (one["nowhere"], assessed, followed)
    kinds = [("Kindermishandeling", m) for m in (OUTCOME, CASES)]
    second = ("Kindermishandeling", "Afgeronde diensten voorwaarden en vervolg")
    if table == "84851NED" and {*kinds, second} <= set(cells):
        services = plus(cells[kinds[0]], cells[second])
        assert services
        yield "A2", (services, cells[kinds[1]], None)
    outcomes = [
        (f"Kindermishandeling: {o}", OUTCOME) for o in ("bevestigd", "niet bevestigd", "weerlegd")
    ]
    if table == "84853NED" and set(outcomes) <= set(cells):
        parts = [cells[labels] for labels in outcomes]
        whole, rest = plus(*parts), plus(*parts[1:])
        assert whole
        yield "A4", (parts[0], whole, rest)


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release made of the folder."""
    data = tmp_path_factory.mktemp("golden")
    summary = run_on_figures(folder, data)
    assert summary.outcome == "published", summary.message
    newest = ReleaseStore(data).newest()
    assert newest is not None
    return newest


def test_what_no_source_covers_is_known(folder: Path) -> None:
    tables = {path.stem for path in folder.glob("*.csv")}
    assert tables - set(figure_sources()) == (NOT_OURS if folder == COLLECTED else set())


def test_every_indicator_is_what_its_lines_make_of_it(folder: Path, made: Release) -> None:
    checked: dict[str, int] = {}
    for (table, area, period), cells in read(folder).items():
        for name, (part, whole, rest) in worked_out(table, cells):
            definition = read_definitions()[name]
            twin = figure(definition, part, whole, rest)
            row = made.value(name, area, period)
            assert row is not None, (name, area, period)
            seen = (row.value, row.lower, row.upper, row.missing_reason)
            expected = (
                *(None if n is None else float(n) for n in (twin.value, twin.lower, twin.upper)),
                twin.reason,
            )
            assert seen == expected, (name, area, period, part, whole, rest)
            checked[name] = checked.get(name, 0) + 1
    assert set(checked) == {*PRINTED, *SHARES, "B1", "A5", "A2", "A4"}
    assert sum(checked.values()) >= 60, checked
