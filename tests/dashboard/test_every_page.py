"""The list of example addresses is whole, and every one of them is answered."""

import re

import pytest
from werkzeug.test import Client

from dashboard.routes import patterns
from tests.dashboard.every_page import (
    EXAMPLES,
    NOWHERE,
    every_page_in_every_language,
    lost_in_every_language,
)


def test_each_route_has_an_example_that_it_answers() -> None:
    assert set(EXAMPLES) == set(patterns())
    for pattern, addresses in EXAMPLES.items():
        assert addresses, pattern
        for address in addresses:
            assert re.fullmatch(pattern, address.partition("?")[0])


@pytest.mark.parametrize("address", every_page_in_every_language())
def test_each_example_is_a_page(client: Client, address: str) -> None:
    is_lost = address in lost_in_every_language()
    assert client.get(address).status_code == (404 if is_lost else 200)
    assert client.get(address).headers["Content-Type"].startswith("text/html")


def test_an_address_that_leads_nowhere_is_among_them() -> None:
    assert f"/en{NOWHERE}" in every_page_in_every_language()
