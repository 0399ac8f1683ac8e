"""Wire form: padding, 8-wide texts, typed nulls, keys that are missing rather than null."""

from dataclasses import replace

import pytest

from ingest.replay.wire import Topic, WireTable, pascal_case


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Regio's", "RegioS"),
        ("Perioden", "Perioden"),
        ("Kenmerken adviezen, meldingen, diensten", "KenmerkenAdviezenMeldingenDiensten"),
        ("Leeftijd kind(eren)", "LeeftijdKindEren"),
        ("0 tot 15 jaar", "k_0Tot15Jaar"),
        ("Beëindigd, naar pleegouder", "BeeindigdNaarPleegouder"),
        ("Bedrijfstakken SBI '93", "BedrijfstakkenSBI93"),
    ],
)
def test_keys_are_made_of_titles_as_cbs_does(title: str, key: str) -> None:
    assert pascal_case(title) == key


def test_topic_keys_carry_a_running_number(table: WireTable) -> None:
    assert table.topic_keys == ("OntvangenMeldingenTotaal_1", "Aandeel_2", "k_0Tot15Jaar_3")


def test_untyped_cells_are_texts_of_eight(table: WireTable) -> None:
    first, second, third = table.rows([0, 1, 2], typed=False)
    assert first == {
        "ID": 0,
        "SoortHulp": "A000001 ",
        "RegioS": "NL01  ",
        "Perioden": "2022HJ01",
        "OntvangenMeldingenTotaal_1": "  127340",
        "Aandeel_2": "   100.0",
        "k_0Tot15Jaar_3": "       0",
    }
    assert second["SoortHulp"] == "  2005  "
    assert second["OntvangenMeldingenTotaal_1"] == "       ."
    assert second["Aandeel_2"] == ""
    assert second["k_0Tot15Jaar_3"] == "     -38"
    assert "k_0Tot15Jaar_3" not in third


def test_typed_cells_are_numbers_and_both_signs_are_null(table: WireTable) -> None:
    first, second, third = table.rows([0, 1, 2], typed=True)
    assert first["OntvangenMeldingenTotaal_1"] == 127340
    assert isinstance(first["Aandeel_2"], float)
    assert (second["OntvangenMeldingenTotaal_1"], second["Aandeel_2"]) == (None, None)
    assert "k_0Tot15Jaar_3" not in third


def test_properties_stand_in_document_order_with_parents(table: WireTable) -> None:
    rows = table.data_properties()
    assert [row["ID"] for row in rows] == list(range(8))
    kinds = [(row["Type"], row["Key"], row["Position"], row["ParentID"]) for row in rows]
    assert kinds == [
        ("Dimension", "SoortHulp", 0, None),
        ("GeoDimension", "RegioS", 1, None),
        ("TimeDimension", "Perioden", 2, None),
        ("TopicGroup", "", None, None),
        ("Topic", "OntvangenMeldingenTotaal_1", 3, 3),
        ("TopicGroup", "", None, 3),
        ("Topic", "Aandeel_2", 4, 5),
        ("Topic", "k_0Tot15Jaar_3", 5, None),
    ]
    assert [row.get("Datatype") for row in rows[4:]] == ["Long", None, "Double", "Long"]


def test_periods_have_a_status_and_other_codes_a_group(table: WireTable) -> None:
    kinds, regions, periods = (table.code_list(dimension) for dimension in table.dimensions)
    assert [row["Key"] for row in kinds] == ["A000001 ", "  2005  ", "x'y     "]
    assert set(regions[0]) == {"Key", "Title", "Description", "CategoryGroupID"}
    assert [row["Status"] for row in periods] == ["Definitief", "NaderVoorlopig", "Voorlopig", None]
    assert "CategoryGroupID" not in periods[0]


def test_the_catalogue_row_counts_rows_and_says_what_the_table_is(table: WireTable) -> None:
    row = table.catalogue_row(4, "http://127.0.0.1:1")
    assert (row["ID"], row["RecordCount"], row["ColumnCount"]) == (4, 12, 6)
    assert row["FeedUrl"] == "http://127.0.0.1:1/ODataFeed/OData/12345ned"
    assert row["Modified"] == "2024-04-30T02:00:00"
    assert "IsSelection" not in row and "IsFictitious" not in row


def test_texts_are_padded_to_25_in_both_data_sets(table: WireTable) -> None:
    long = "Een naam die langer is dan vijfentwintig tekens"
    topics = (Topic("Eenheid", "", datatype="String"),)
    cells = [[text] for text in ["kg", "", ".", long] * 3]
    texts = replace(table, topics=topics, cells=cells)
    for typed in (False, True):
        found = [row["Eenheid_1"] for row in texts.rows(range(4), typed=typed)]
        assert found == ["kg".ljust(25), " " * 25, ".".ljust(25), long]
    (row,) = [row for row in texts.data_properties() if row["Type"] == "Topic"]
    assert row["Datatype"] == "String"


def test_a_declared_datatype_goes_before_the_decimals(table: WireTable) -> None:
    topics = (Topic("Heel", "x 1 000", datatype="Double"), Topic("Half", "%", decimals=1))
    doubles = replace(table, topics=topics, cells=[["7559", "7.5"]] * 12)
    (row,) = doubles.rows([0], typed=True)
    assert (str(row["Heel_1"]), str(row["Half_2"])) == ("7559.0", "7.5")
    assert [topic.published_datatype for topic in topics] == ["Double", "Double"]
    assert Topic("Aantal", "aantal").published_datatype == "Long"
