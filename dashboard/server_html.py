"""The first response: the same component tree that Dash draws, written out as plain HTML.

A page is defined once, as Dash components. Here they become the tags that a browser, a search
engine or a reader without JavaScript needs; Dash takes over the same place a moment later.
"""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

import dash_mantine_components as dmc
from dash import dcc
from dash.development.base_component import Component

from dashboard.components.inline_svg import InlineSvg

Attributes = Mapping[str, object]

# How Dash spells an attribute, where that differs from HTML's lower case.
_SPELLING = {"className": "class", "htmlFor": "for"}
_NOT_FOR_HTML = {"children", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"}
_VOID = {"br", "hr", "img", "input"}


class NoHtmlError(TypeError):
    """A component without a plain HTML form is used on a page."""


def to_html(node: object) -> str:
    """A tree of components as HTML, with every text escaped.

    Raises NoHtmlError for a component that has no form without JavaScript, so that a page cannot
    silently lose a part of its first response.
    """
    if node is None or isinstance(node, bool):
        return ""
    if isinstance(node, Component):
        return _component(node)
    if isinstance(node, list | tuple):
        return "".join(to_html(child) for child in node)
    if isinstance(node, str | int | float):
        return escape(str(node))
    raise NoHtmlError(f"saw {type(node).__name__}; expected a component or text")


def _component(node: Component) -> str:
    props = {name: getattr(node, name) for name in node.to_plotly_json()["props"]}
    if type(node) in _FORMS:
        return _FORMS[type(node)](props)
    if type(node)._namespace == "dash_html_components":
        name = type(node).__name__.lower()
        return _tag(name, _attributes(props), to_html(props.get("children")))
    raise NoHtmlError(
        f"saw {type(node)._namespace}.{type(node).__name__}; "
        "expected an html component or one with a form in dashboard/server_html.py"
    )


def _attributes(props: Mapping[str, Any]) -> Attributes:
    return {
        _SPELLING.get(name, name if "-" in name else name.lower()): value
        for name, value in props.items()
        if name not in _NOT_FOR_HTML
    }


def _tag(name: str, attributes: Attributes, inner: str = "") -> str:
    written = ""
    for key, value in attributes.items():
        if value is True:
            written += f" {key}"
        elif value is not None and value is not False:
            written += f' {key}="{escape(_attribute_text(value))}"'
    if name in _VOID:
        return f"<{name}{written}>"
    return f"<{name}{written}>{inner}</{name}>"


def _attribute_text(value: object) -> str:
    if isinstance(value, dict):
        return ";".join(f"{name}:{setting}" for name, setting in value.items())
    return str(value)


def _link(props: Mapping[str, Any]) -> str:
    return _tag("a", _attributes(props), to_html(props.get("children")))


def _select(props: Mapping[str, Any]) -> str:
    return _labelled_select(props, [props.get("value")], {})


def _multi_select(props: Mapping[str, Any]) -> str:
    return _labelled_select(props, props.get("value") or [], {"multiple": True, "size": 8})


def _labelled_select(props: Mapping[str, Any], chosen: Iterable[Any], extra: Attributes) -> str:
    chosen = set(chosen)
    options = "".join(_option(row, chosen) for row in props["data"])
    attributes = {"id": props["id"], "name": props["name"], **extra}
    return _labelled(props, _tag("select", attributes, options))


def _option(row: Mapping[str, Any], chosen: set[Any]) -> str:
    if "group" in row:
        items = "".join(_option(item, chosen) for item in row["items"])
        return _tag("optgroup", {"label": row["group"]}, items)
    attributes = {"value": row["value"], "selected": row["value"] in chosen}
    return _tag("option", attributes, escape(row["label"]))


def _autocomplete(props: Mapping[str, Any]) -> str:
    names = f"{props['id']}-names"
    field = _tag(
        "input",
        {
            "id": props["id"],
            "name": props["name"],
            "type": "search",
            "value": props.get("value") or None,
            "placeholder": props.get("placeholder"),
            "list": names,
            "autocomplete": "off",
        },
    )
    options = "".join(_tag("option", {"value": name}) for name in props["data"])
    return _labelled(props, field + _tag("datalist", {"id": names}, options))


def _labelled(props: Mapping[str, Any], field: str) -> str:
    label = _tag("label", {"for": props["id"]}, escape(props["label"]))
    return _tag("div", {"class": "field"}, label + field)


def _drawing(props: Mapping[str, Any]) -> str:
    return _tag("div", {"class": props["className"]}, props["svg"])


def _nothing(_: Mapping[str, Any]) -> str:
    # A chart's numbers stand in the table beside it; addresses and stores are for scripts only.
    return ""


_FORMS: Mapping[type, Callable[[Mapping[str, Any]], str]] = {
    dcc.Link: _link,
    dcc.Graph: _nothing,
    dcc.Location: _nothing,
    dcc.Store: _nothing,
    InlineSvg: _drawing,
    dmc.Select: _select,
    dmc.MultiSelect: _multi_select,
    dmc.Autocomplete: _autocomplete,
}
