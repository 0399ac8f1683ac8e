"""The public client `cbsodata`, unchanged, against the replay server."""

from collections.abc import Iterator
from typing import Any

import cbsodata
import pytest
import requests

from ingest.replay.server import ReplayServer


@pytest.fixture
def how(server: ReplayServer) -> Iterator[dict[str, Any]]:
    """The options by which cbsodata is pointed at another server."""
    before = cbsodata.options.use_https
    cbsodata.options.use_https = False
    yield {"catalog_url": server.url.removeprefix("http://"), "timeout": 10}
    cbsodata.options.use_https = before


def test_table_list_info_and_code_lists(how: dict[str, Any]) -> None:
    (row,) = cbsodata.get_table_list(**how)
    assert (row["Identifier"], row["Title"]) == ("12345ned", "Een tabel & meer")
    chosen = "Identifier eq '12345ned' and Language eq 'nl'"
    rows = cbsodata.get_table_list(select=["Identifier", "RecordCount"], filters=chosen, **how)
    assert rows == [{"Identifier": "12345ned", "RecordCount": 12}]
    assert cbsodata.get_table_list(filters="Identifier eq '12345NED'", **how) == []
    info = cbsodata.get_info("12345ned", **how)
    assert info is not None and info["Description"] == "Uitleg"
    # Eight rows on pages of five: metadata has pages too.
    assert len(cbsodata.get_meta("12345ned", "DataProperties", **how)) == 8
    assert [row["Key"] for row in cbsodata.get_meta("12345ned", "RegioS", **how)] == [
        "NL01  ",
        "GM0363",
        "GM0014",
    ]


def test_download_of_both_data_sets(how: dict[str, Any]) -> None:
    # In this version `typed` removes the set that is asked for, so each name gives the other set.
    typed = cbsodata.download_data("12345ned", typed=False, **how)
    untyped = cbsodata.download_data("12345ned", typed=True, **how)
    assert "UntypedDataSet" not in typed and "TypedDataSet" not in untyped
    assert len(typed["TypedDataSet"]) == len(untyped["UntypedDataSet"]) == 12
    assert typed["TypedDataSet"][1]["OntvangenMeldingenTotaal_1"] is None
    assert typed["TypedDataSet"][1]["Aandeel_2"] is None
    assert untyped["UntypedDataSet"][1]["OntvangenMeldingenTotaal_1"] == "       ."
    assert untyped["UntypedDataSet"][1]["Aandeel_2"] == ""
    assert typed["CategoryGroups"] == []
    assert typed["Perioden"][0]["Status"] == "Definitief"


def test_a_filtered_and_labelled_download(how: dict[str, Any]) -> None:
    rows = cbsodata.get_data(
        "12345ned",
        filters="RegioS eq 'GM0363' and substringof('HJ',Perioden)",
        select=["ID", "RegioS", "SoortHulp"],
        **how,
    )
    # Titles replace codes only where padding agrees byte for byte.
    assert [row["ID"] for row in rows] == [4, 5, 7]
    assert {row["RegioS"] for row in rows} == {"Amsterdam"}
    assert rows[0]["SoortHulp"] == "Hulp 's avonds"


def test_errors_are_http_errors(how: dict[str, Any]) -> None:
    with pytest.raises(requests.HTTPError, match="404"):
        cbsodata.get_info("12345NED", **how)
    with pytest.raises(requests.HTTPError, match="400"):
        cbsodata.download_data("12345ned", filters="RegioS equals 'x'", **how)
