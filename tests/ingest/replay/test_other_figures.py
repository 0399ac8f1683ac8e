"""Any other folder of the same form: other tables, regions and periods, and what is refused."""

import re
from pathlib import Path

import pytest

from ingest.replay.figures import read_figures
from ingest.replay.tidy import FiguresError
from ingest.replay.wire import WireTable


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """Another table, with other regions and periods, a day, and empty codes."""
    header = (
        "table_id,period_label,period_code,region_label,region_level,region_code,"
        '"Vorm van hulp, en plaats",Leeftijd kind(eren),measure,value,value_num,status,source_url'
    )
    island = "Zeeuws eiland (CR),CR,,Thuis,0 tot 4"
    lines = [
        f"2e halfjaar 2021**,2021HJ02,{island},Hulp: totaal,1.010,1010,**",
        f'2e halfjaar 2021**,2021HJ02,{island},Duur (dagen),"7,25",7.25,**',
        f"30 juni 2022*,,{island},Duur (dagen),8,8,*",
        "30 juni 2022*,,Fryslân,PV,PV21,Elders,0 tot 4,Hulp: na afloop,,,*",
        "30 juni 2022*,,Fryslân,PV,PV21,Thuis,0 tot 4,Hulp: totaal,.,,*",
        "2020,,Grote gemeenten,size_class,,Thuis,4 tot 8,Hulp: totaal,0,0,",
        "2020,,Nederland,NL,NL01,Thuis,4 tot 8,Hulp: totaal,12.345.678,12345678,",
        "2020,,Nederland,NL,NL01,Thuis,4 tot 8,Hulp: totaal,12.345.678,12345678,",
        "najaar 2019,,Nederland,NL,NL01,Thuis,4 tot 8,Hulp: totaal,5,5,unknown",
    ]
    body = "\n".join(f"7NEDx,{line},https://cbs.nl/{n % 2}" for n, line in enumerate(lines))
    (tmp_path / "7NEDx.csv").write_text(f"{header}\n{body}\n", encoding="utf-8-sig")
    (tmp_path / "README.md").write_text("Not a table.")
    (tmp_path / ".hidden.csv").write_text("Not a table either.")
    return tmp_path


def test_another_folder_works_just_as_well(made_up: Path) -> None:
    (table,) = read_figures(made_up)
    assert (table.identifier, table.title) == ("7NEDx", "7NEDx")
    keys = [(dimension.key, dimension.title, dimension.kind) for dimension in table.dimensions]
    assert keys == [
        ("VormVanHulpEnPlaats", "Vorm van hulp, en plaats", "Dimension"),
        ("LeeftijdKindEren", "Leeftijd kind(eren)", "Dimension"),
        ("RegioS", "Regio's", "GeoDimension"),
        ("Perioden", "Perioden", "TimeDimension"),
    ]
    forms, _, regions, periods = table.dimensions
    assert [code.title for code in forms.codes] == ["Thuis", "Elders"]
    assert all(forms.padded(code) == code.key + " " for code in forms.codes)
    assert [(code.key, code.title) for code in regions.codes] == [
        ("NL01", "Nederland"),
        ("PV21", "Fryslân"),
        ("CRZeeuwsEiland", "Zeeuws eiland (CR)"),
        ("SCGroteGemeenten", "Grote gemeenten"),
    ]
    assert regions.width == len("SCGroteGemeenten")
    assert [(code.key, code.title, code.status) for code in periods.codes] == [
        ("Najaar2019", "najaar 2019", None),
        ("2020JJ00", "2020", "Definitief"),
        ("2021HJ02", "2e halfjaar 2021", "NaderVoorlopig"),
        ("20220630", "30 juni 2022", "Voorlopig"),
    ]
    topics = [(topic.group, topic.title, topic.unit, topic.decimals) for topic in table.topics]
    assert topics == [
        (("Hulp",), "Totaal", "aantal", 0),
        (("Hulp",), "Na afloop", "aantal", 0),
        ((), "Duur", "dagen", 2),
    ]
    rows = [
        [code.strip() for code in list(row.values())[1:5]] + list(row.values())[5:]
        for row in table.rows(range(table.record_count), typed=False)
    ]
    thuis, elders = (code.key for code in forms.codes)
    small, large = (code.key for code in table.dimensions[1].codes)
    assert rows == [
        [thuis, small, "PV21", "20220630", "       ."],
        [thuis, small, "CRZeeuwsEiland", "2021HJ02", "    1010", "    7.25"],
        [thuis, small, "CRZeeuwsEiland", "20220630", "       8"],
        [thuis, large, "NL01", "Najaar2019", "       5"],
        [thuis, large, "NL01", "2020JJ00", "12345678"],
        [thuis, large, "SCGroteGemeenten", "2020JJ00", "       0"],
        [elders, small, "PV21", "20220630", ""],
    ]
    typed = list(table.rows(range(table.record_count), typed=True))
    assert typed[0]["Totaal_1"] is None and "NaAfloop_2" not in typed[0]
    assert isinstance(typed[2]["Duur_3"], float)
    assert table.record_count == 7
    assert table.summary == "https://cbs.nl/0\nhttps://cbs.nl/1"
    assert (table.period, table.frequency) == ("najaar 2019 - 30 juni 2022", "Perhalfjaar")


def test_codes_do_not_depend_on_what_else_is_in_the_folder(made_up: Path) -> None:
    (before,) = read_figures(made_up)
    path = made_up / "7NEDx.csv"
    header, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    other = "\n".join([header, *lines[3:5]]).replace("7NEDx", "8NED")
    (made_up / "8NED.csv").write_text(other, encoding="utf-8")
    after, second = read_figures(made_up)
    assert after == before

    def codes(table: WireTable) -> dict[str, str]:
        return {code.title: code.key for dim in table.dimensions for code in dim.codes}

    assert codes(second).items() <= codes(before).items()
    assert set(codes(second)) >= {"Thuis", "Elders", "Fryslân", "30 juni 2022"}


def test_the_stamp_of_change_is_of_the_content_alone(made_up: Path) -> None:
    (before,) = read_figures(made_up)
    path = made_up / "7NEDx.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text, encoding="utf-8-sig")  # another file date
    assert read_figures(made_up) == [before]
    assert before.modified.date().isoformat() == "2022-07-01"
    path.write_text(text.replace("1.010,1010", "1.015,1015"), encoding="utf-8")
    (after,) = read_figures(made_up)
    assert after.modified.date() == before.modified.date()
    assert after.modified != before.modified


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "12.345.678,12345678,,https://cbs.nl/1",
            "12.345.679,12345679,,https://cbs.nl/1",
            "7NEDx.csv, line 9: saw '12345679' for Hulp: totaal, Nederland, 2020; "
            "expected '12345678', as on line 8. Give figures of another version their own status",
        ),
        (
            "Grote gemeenten,size_class,,",
            "Zeeuws-eiland,CR,,",
            "7NEDx.csv, line 7: saw 'Zeeuws-eiland' without a code, like 'Zeeuws eiland (CR)'; "
            "expected labels that do not both become CRZeeuwsEiland. Give both regions their code.",
        ),
        (
            "Leeftijd kind(eren)",
            "Regio's",
            "7NEDx.csv, line 1: saw column \"Regio's\", which gets the key 'RegioS'; "
            "expected a key of its own",
        ),
        ("7,25", "7.25", "7NEDx.csv, line 3: saw value '7.25'; expected a number in Dutch"),
    ],
)
def test_what_cannot_be_a_table_is_refused(made_up: Path, old: str, new: str, message: str) -> None:
    path = made_up / "7NEDx.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    head, found, tail = text.rpartition(old)
    path.write_text(head + new + tail if found else text, encoding="utf-8")
    with pytest.raises(FiguresError, match=re.escape(message)):
        read_figures(made_up)


def test_a_folder_without_figures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="saw no CSV file; expected one file a table"):
        read_figures(tmp_path)
    with pytest.raises(FiguresError, match="saw no folder"):
        read_figures(tmp_path / "missing")
    with pytest.raises(ValueError, match="saw edition -1"):
        read_figures(tmp_path, edition=-1)


def test_a_region_with_several_published_names_keeps_them(made_up: Path) -> None:
    path = made_up / "7NEDx.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("Fryslân,PV", "Friesland (PV),PV", 1), encoding="utf-8")
    (table,) = read_figures(made_up)
    region = next(code for code in table.dimensions[2].codes if code.key == "PV21")
    assert (region.title, region.description) == (
        "Friesland (PV)",
        "Ook gepubliceerd als: Fryslân.",
    )
