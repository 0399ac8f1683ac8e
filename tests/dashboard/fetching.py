"""Pages as the server sends them, each asked for once: many tests look at the same ones."""

from functools import cache

from werkzeug.test import Client

from dashboard.urls import in_language
from indicators.wording import Lang
from tests.dashboard.html_reader import Node, read_html

GRONINGEN = "/gemeente/GM0014-groningen"


@cache
def fetch(client: Client, address: str) -> tuple[int, str]:
    """One page, asked for once: many tests look at it."""
    response = client.get(address)
    # A drawing has no text.
    return response.status_code, response.text if response.mimetype.startswith("text/") else ""


@cache
def read(client: Client, address: str) -> Node:
    return read_html(fetch(client, address)[1])


def get(client: Client, path: str, lang: Lang = "nl", status: int = 200) -> Node:
    bare, _, query = path.partition("?")
    address = in_language(bare, query, lang)
    assert fetch(client, address)[0] == status, fetch(client, address)[1][:300]
    return read(client, address)
