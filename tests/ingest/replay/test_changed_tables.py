"""Each change of a table changes what it says, and leaves the rest."""

from dataclasses import replace

from ingest.replay import changed_tables
from ingest.replay.wire import Code, WireTable


def test_columns_come_go_and_change(table: WireTable) -> None:
    more = changed_tables.with_new_column(table)
    assert len(more.topics) == 4 and all(row[3] == "10" for row in more.cells)
    fewer = changed_tables.with_missing_column(table)
    assert fewer.topics == table.topics[:2] and all(len(row) == 2 for row in fewer.cells)
    renamed = changed_tables.with_renamed_column(table, "Anders")
    assert renamed.topic_keys == ("Anders_1", *table.topic_keys[1:])
    assert changed_tables.with_other_unit(table).topics[0].unit == "x 1 000"
    moved = changed_tables.with_renamed_dimension(table)
    assert [d.title for d in moved.dimensions] == ["Iets anders", "Regio's", "Perioden"]
    category = changed_tables.with_renamed_category(table, "Totaal", "Alles")
    assert category.dimensions[0].codes[0].title == "Alles"


def test_the_two_regions_of_the_erratum_change_names(table: WireTable) -> None:
    kinds, regions, periods = table.dimensions
    codes = (
        Code("VT13", "Noord- en Midden Limburg (VT)"),
        Code("VT14", "Noord- en Oost-Gelderland (VT)"),
        Code("NL01", "Nederland"),
    )
    before = replace(table, dimensions=(kinds, replace(regions, codes=codes), periods))
    after = changed_tables.with_swapped_region_names(before)
    assert [(code.key, code.title) for code in after.dimensions[1].codes] == [
        ("VT13", "Noord- en Oost-Gelderland (VT)"),
        ("VT14", "Noord- en Midden Limburg (VT)"),
        ("NL01", "Nederland"),
    ]
    assert changed_tables.with_swapped_region_names(after) == before


def test_only_numbers_of_final_periods_change(table: WireTable) -> None:
    after = changed_tables.with_changed_final_cells(table)
    assert after.modified > table.modified
    final = [n for n, position in enumerate(table.coordinates) if position[2] == 0]
    assert final == [0, 4, 8]
    assert after.cells[0] == ["127345", "105.0", "5"]
    assert after.cells[4] == ["9", "9.5", None]
    others = [n for n in range(12) if n not in final]
    assert [after.cells[n] for n in others] == [table.cells[n] for n in others]


def test_rows_disappear_or_repeat(table: WireTable) -> None:
    assert changed_tables.with_no_rows(table).record_count == 0
    repeated = changed_tables.with_repeated_row(table)
    assert repeated.record_count == 12
    assert repeated.coordinates[0] == repeated.coordinates[1]
    assert changed_tables.with_cell(table, "x").cells[0] == ["x", "100.0", "0"]


def test_an_id_in_the_other_case(table: WireTable) -> None:
    assert changed_tables.with_other_case_id(table).identifier == "12345NED"
