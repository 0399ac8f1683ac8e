"""Reading one file: Dutch numbers, and every way in which a file can be wrong."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.replay.tidy import FiguresError, plain_number, read_tidy_file

HEADER = (
    "table_id,period_label,period_code,region_label,region_level,region_code,Soort,"
    "measure,value,value_num,status,source_url"
)
GOOD = "1NED,2023*,2023JJ00,Nederland,NL,NL01,Totaal,Meldingen,1.240,1240,*,https://cbs.nl/1"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("127.340", "127340"),
        ("1.234.567", "1234567"),
        ("31,9", "31.9"),
        ("1.240,5", "1240.5"),
        ("100,0", "100.0"),
        ("0", "0"),
        ("-38,5", "-38.5"),
        ("12345", "12345"),
        (".", "."),
        ("", ""),
    ],
)
def test_dutch_numbers(value: str, text: str) -> None:
    assert plain_number(value) == text


@pytest.mark.parametrize(
    "value", ["31.9", "1,240,5", "12.34", "1.2345", "x", "..", "5,", ",5", "+5"]
)
def test_what_is_no_dutch_number(value: str) -> None:
    with pytest.raises(ValueError, match=re.escape(value)):
        plain_number(value)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_any_number_comes_back_from_dutch_notation(number: object) -> None:
    english = f"{number:,.2f}"
    dutch = english.replace(",", "#").replace(".", ",").replace("#", ".")
    assert plain_number(dutch) == f"{number:.2f}"


def written(tmp_path: Path, *lines: str, name: str = "1NED.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def test_a_good_file_with_a_byte_order_mark_and_blank_lines(tmp_path: Path) -> None:
    other = GOOD.replace("1.240,1240", '"31,9",31.90').replace("Totaal", '"Zo, zo"')
    file = read_tidy_file(written(tmp_path, HEADER, GOOD, "", other, encoding="utf-8-sig"))
    assert (file.table_id, file.dimensions) == ("1NED", ("Soort",))
    first, second = file.figures
    assert (first.line, first.text, first.categories) == (2, "1240", ("Totaal",))
    assert (second.line, second.text, second.categories) == (4, "31.9", ("Zo, zo",))
    assert file.place(second) == "1NED.csv, line 4"


def test_lines_are_counted_through_quoted_line_ends(tmp_path: Path) -> None:
    two_lines = GOOD.replace("Totaal", '"Totaal\nvan alles"')
    file = read_tidy_file(written(tmp_path, HEADER, two_lines, GOOD))
    assert [figure.line for figure in file.figures] == [2, 4]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1.240", "31.9", "line 2: saw value '31.9'; expected a number in Dutch notation"),
        ("1240", "1250", "saw value '1.240' with value_num '1250'; expected value_num '1240'"),
        ("1.240,1240", "1.240,", "with value_num ''; expected value_num '1240'"),
        ("1.240,1240", ".,0", "saw value '.' with value_num '0'; expected value_num ''"),
        ("1.240,1240", ",0", "saw value '' with value_num '0'"),
        ("1240", "veel", "with value_num 'veel'"),
        (",*,", ",***,", "saw status '***'; expected *, **"),
        (",*,", ",**,", "saw status '**' with period '2023*'; expected status '*'"),
        ("1NED,", "2NED,", "saw table 2NED; expected 1NED, the name of the file"),
        ("Meldingen,", ",", "saw '' as measure"),
        ("Nederland,", " Nederland,", "saw ' Nederland' as region_label"),
        ("NL,NL01", "NL,NL01 ", "saw 'NL01 ' as region_code"),
        ("Totaal,", "", "saw 11 cells; expected 12"),
        ("Totaal,", "Totaal, te veel,", "saw 13 cells; expected 12"),
    ],
)
def test_a_bad_line_is_named_with_what_was_seen(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    with pytest.raises(FiguresError, match=re.escape(message)) as refusal:
        read_tidy_file(written(tmp_path, HEADER, GOOD.replace(old, new, 1)))
    assert str(refusal.value).startswith("1NED.csv, line 2: ")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (HEADER.replace("value_num,", ""), "line 1: saw columns table_id"),
        (HEADER.replace("period_label,period_code", "period_code,period_label"), "saw columns"),
        (HEADER + ",note", "saw columns"),
        (HEADER.replace(",Soort,", ",Soort,Soort,"), "['Soort'] more than once"),
        (HEADER.replace(",Soort,", ",,"), "[''] more than once or without a name"),
        ("a;b;c", "saw columns a;b;c"),
    ],
)
def test_a_bad_header_is_shown(tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(FiguresError, match=re.escape(message)):
        read_tidy_file(written(tmp_path, header, GOOD))


def test_files_that_hold_nothing_or_something_else(tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="saw 1 lines; expected a header and at least one"):
        read_tidy_file(written(tmp_path, HEADER))
    with pytest.raises(FiguresError, match="saw 0 lines"):
        read_tidy_file(written(tmp_path, ""))
    latin = written(tmp_path, HEADER, GOOD.replace("Totaal", "Beëindigd"), encoding="latin-1")
    with pytest.raises(FiguresError, match="expected CSV in UTF-8"):
        read_tidy_file(latin)
    with pytest.raises(FiguresError, match="expected CSV in UTF-8"):
        read_tidy_file(written(tmp_path, HEADER, GOOD.replace("Totaal", '"Totaal"x')))


def test_the_columns_are_those_of_the_published_figures() -> None:
    folder = Path(__file__).parents[2] / "figures"
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as lines:
            count = sum(1 for _ in csv.DictReader(lines))
        assert len(read_tidy_file(path).figures) == count
