"""What stands around every page, in the first response."""

import re
from base64 import b64encode
from hashlib import sha256

from werkzeug.test import Client

from dashboard.components.basics import Column, Row, table
from dashboard.server_html import to_html


def test_every_page_but_the_first_has_a_search_field_in_its_header(client: Client) -> None:
    home, status = (client.get(path).text.partition("<main")[0] for path in ("/", "/status"))

    assert 'role="search"' not in home
    assert re.search(r'<form [^>]*action="/"[^>]*role="search"', status)
    assert re.search(r'<label for="site-search-input">[^<]+</label><input [^>]*name="zoek"', status)


def test_the_choice_of_light_or_dark_is_painted_before_the_style_sheet(client: Client) -> None:
    response = client.get("/en/status")
    head = response.text.partition("</head>")[0]
    script = re.search(r"<script>(.+?)</script>", head)

    assert script and script.start() < head.index('rel="stylesheet"')
    digest = b64encode(sha256(script[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in response.headers["Content-Security-Policy"]
    assert '<option value="dark">Dark</option>' in response.text


def test_fonts_are_asked_for_early_and_are_there(client: Client) -> None:
    head = client.get("/").text.partition("</head>")[0]
    fonts = re.findall(r'<link rel="preload" as="font" type="font/woff2" href="([^"]+)"', head)

    assert len(fonts) == 2
    for path in fonts:
        with client.get(path) as font:
            assert font.data[:4] == b"wOF2"


def test_a_table_with_many_columns_can_be_a_card_a_row() -> None:
    columns = [Column(name) for name in ("Gebied", "Waarde", "Teller", "Noemer")]
    wide = to_html(table("Cijfers", columns, [Row(["Utrecht", "1", "2", "3"])]))
    narrow = to_html(table("Cijfers", columns[:3], [Row(["Utrecht", "1", "2"])]))

    assert '<table class="cards" role="table">' in wide
    assert '<td class="text" role="cell" data-label="Noemer">3</td>' in wide
    assert "cards" not in narrow
