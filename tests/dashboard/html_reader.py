"""Read a page as a person does: headings, paragraphs, tables and links, without JavaScript."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Within these a tag does not separate words.
INLINE = {"a", "strong", "span", "p", "code", "summary"}
VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str | None]
    children: list["Node | str"] = field(default_factory=list)

    def text(self) -> str:
        """What is read aloud: all words, with one space between them."""
        return " ".join(self._raw().split())

    def _raw(self) -> str:
        parts = [one if isinstance(one, str) else one._raw() for one in self.children]
        joint = "" if self.tag in INLINE else " "
        return joint.join(parts)

    def all(self, tag: str, **attributes: str) -> list["Node"]:
        found = []
        for one in self.children:
            if isinstance(one, Node):
                wanted = attributes.items() <= one.attributes.items()
                found += [one] * (one.tag == tag and wanted) + one.all(tag, **attributes)
        return found

    def one(self, tag: str, **attributes: str) -> "Node":
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {attributes}>"
        return found[0]

    def rows(self) -> list[list[str]]:
        """The cells of a table, heading row first."""
        return [
            [cell.text() for cell in row.children if isinstance(cell, Node)]
            for row in self.all("tr")
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_html(text: str) -> Node:
    """The whole document; a tag that is not closed, or closed in the wrong place, fails."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> stays open"
    return reader.open[0]
