import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cbs_v3 import first_url
from ingest.pages import ArrayCut
from ingest.retrying import RetryableError

texts = st.text(alphabet='ab ]["{}:,value\\é\n', max_size=20)
rows = st.lists(st.dictionaries(texts, st.one_of(texts, st.none(), st.integers())), max_size=30)


def cut(body: bytes, piece: int = 7) -> tuple[bytes, dict]:
    cutter = ArrayCut("http://127.0.0.1/page")
    pieces = (body[start : start + piece] for start in range(0, len(body), piece))
    array = b"".join(cutter.rows(pieces))
    return array, cutter.envelope


@given(rows, st.integers(1, 5000), st.booleans(), st.sampled_from([None, (",", ":"), (", ", ": ")]))
def test_the_array_and_its_envelope_come_apart_whatever_the_rows_hold(
    value: list, piece: int, next_first: bool, separators: tuple[str, str] | None
) -> None:
    link = {"odata.nextLink": "http://127.0.0.1/next?$skip=10"}
    body = {**(link if next_first else {}), "odata.metadata": "m", "value": value, **link}
    indent = 1 if separators is None else None
    text = json.dumps(body, separators=separators, indent=indent).encode()
    array, envelope = cut(text, piece)
    assert json.loads(array) == value
    assert envelope == {**body, "value": []}


def test_a_page_of_megabytes_is_passed_on_in_pieces() -> None:
    value = [{"ID": n, "x": "       ."} for n in range(60_000)]
    body = json.dumps({"odata.metadata": "m", "value": value}).encode()
    cutter = ArrayCut("page")
    pieces = list(cutter.rows(body[i : i + 65536] for i in range(0, len(body), 65536)))
    assert json.loads(b"".join(pieces)) == value
    assert max(len(piece) for piece in pieces) < 2 * 65536 + 32 * 1024


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>Storing</html>", 'expected a list under "value"'),
        (b'{"odata.error":{"code":""}}', 'expected a list under "value"'),
        (b"", 'expected a list under "value"'),
        (b'{"odata.metadata":"m","value":[{"ID":0},{"ID"', "stops in the middle"),
        (b'{"odata.metadata":"m","value":[{"ID":0}]', "cut off"),
        (b'{"odata.metadata":"m","value":[{"a":"]"},{"ID"', "cut off"),
    ],
)
def test_what_is_not_a_whole_page_is_refused(body: bytes, said: str) -> None:
    with pytest.raises(RetryableError, match=said):
        cut(body)


def test_a_filter_keeps_its_padding_and_is_encoded_once() -> None:
    url = first_url("https://x", "03759ned", "(Leeftijd eq '10010 ')")
    assert url.endswith("UntypedDataSet?$format=json&$filter=(Leeftijd%20eq%20'10010%20')")
