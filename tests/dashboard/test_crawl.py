"""A reader who follows every link: all lead somewhere, and every page is in order."""

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from werkzeug.test import Client

from dashboard.urls import VERSION, in_language
from indicators.wording import LANGS, Lang
from tests.dashboard.html_reader import Node, read_html

# Of what there is for each municipality a few stand for all.
MUNICIPALITIES = ("GM0014", "GM1731", "GM0363")


def _form(address: str) -> tuple[str, frozenset[str]]:
    """Pages that differ in a choice only are one: the path, and which choices the address makes."""
    parts = urlsplit(address)
    return parts.path, frozenset(parse_qs(parts.query))


def _is_followed(address: str) -> bool:
    path = urlsplit(address).path
    is_ours = path.startswith("/") and not urlsplit(address).netloc
    one_of_many = re.search(r"/gemeente/(GM\d+)", path)
    is_file = "." in path.rpartition("/")[2]
    if VERSION in parse_qs(urlsplit(address).query):
        return False  # the same page again, with the same links
    return is_ours and not is_file and (not one_of_many or one_of_many[1] in MUNICIPALITIES)


def _crawl(client: Client, start: str) -> Iterator[tuple[str, Node]]:
    waiting, seen = [start], {_form(start)}
    for address in waiting:  # the list grows while it is read
        response = client.get(address, follow_redirects=True)
        assert response.status_code == 200, address
        page = read_html(response.text)
        yield address, page
        for link in page.all("a"):
            target = unquote(str(link.attributes["href"])).partition("#")[0]
            if _is_followed(target) and _form(target) not in seen:
                seen.add(_form(target))
                waiting.append(target)


def _heading_levels(page: Node) -> list[int]:
    found: list[int] = []

    def walk(node: Node) -> None:
        for child in node.children:
            if isinstance(child, Node):
                if re.fullmatch(r"h[1-6]", child.tag):
                    found.append(int(child.tag[1]))
                walk(child)

    walk(page.one("main"))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_page_that_can_be_reached_is_there_and_in_order(client: Client, lang: Lang) -> None:
    reached: dict[str, set[str]] = {}
    fragments: list[tuple[str, str, str]] = []
    for address, page in _crawl(client, in_language("/", "", lang)):
        path = urlsplit(address).path
        levels = _heading_levels(page)
        assert levels.count(1) == 1 and levels[0] == 1, address
        for before, after in pairwise(levels):
            assert after <= before + 1, f"{address}: h{after} under h{before}"
        ids = [str(i) for tag in ("section", "article", "main", "h2", "h3", "li", "dt", "figure",
                                  "div", "g", "details", "summary", "form", "p", "span")
               for one in page.all(tag) if (i := one.attributes.get("id"))]  # fmt: skip
        reached.setdefault(path, set()).update(ids)
        for link in page.all("a"):
            target = urlsplit(unquote(str(link.attributes["href"])))
            if target.fragment and not target.scheme:
                fragments.append((address, target.path or path, target.fragment))
            assert link.text(), f"{address}: a link without words to {target.geturl()}"
        for table in page.all("table"):
            assert len(table.all("caption")) == 1, address
            assert all(cell.attributes.get("scope") for cell in table.all("th")), address

    pages = {path.removeprefix("/en") or "/" for path in reached}
    for expected in (
        "/", "/vergelijk", "/indicator", "/indicator/C1", "/aanbeveling", "/aanbeveling/R5",
        "/methode", "/begrippen", "/toegankelijkheid", "/data", "/status",
    ):  # fmt: skip
        assert expected in pages
    for address, path, fragment in fragments:
        if path in reached and not path.endswith("/vergelijk"):
            assert fragment in reached[path], f"{address} points to {path}#{fragment}"
