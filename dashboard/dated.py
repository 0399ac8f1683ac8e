"""A page of one release for good: every link and form on it leads to that same release.

Pages make their links without thinking of it; here they are given the release, all at once, so that
none can be forgotten.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from html import escape, unescape

from dash import html
from dash.development.base_component import Component

from dashboard.components.basics import kept_value
from dashboard.urls import VERSION, in_version

_LINK_IN_SVG = re.compile(r'\bhref="([^"]*)"')


def dated(tree: Component, release_id: str) -> Component:
    """The same tree with the release in the address of every page that it leads to."""
    copy = deepcopy(tree)
    for part in _parts(copy):
        href = getattr(part, "href", None)
        if isinstance(href, str):
            part.href = in_version(href, release_id)  # type: ignore[attr-defined]
        drawing = getattr(part, "svg", None)
        if isinstance(drawing, str):
            part.svg = _LINK_IN_SVG.sub(  # type: ignore[attr-defined]
                lambda found: f'href="{escape(in_version(unescape(found[1]), release_id))}"',
                drawing,
            )
        if isinstance(part, html.Form):
            children = part.children if isinstance(part.children, list) else [part.children]
            # A form that is sent with GET replaces the query of its address.
            part.children = [*children, kept_value(VERSION, release_id)]
    return copy


def _parts(node: object) -> Iterator[Component]:
    if isinstance(node, Component):
        yield node
        yield from _parts(getattr(node, "children", None))
    elif isinstance(node, list | tuple):
        for child in node:
            yield from _parts(child)
