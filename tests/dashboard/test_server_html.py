import dash_mantine_components as dmc
import pytest
from dash import dcc, html

from dashboard.server_html import NoHtmlError, to_html


def test_tags_attributes_and_text() -> None:
    tree = html.Section(
        [
            html.H2("Kop", id="kop"),
            html.P(["a ", html.Strong("b"), None, 3]),
            html.Td("1", colSpan=2),
            html.Br(),
        ],
        className="deel",
        **{"aria-labelledby": "kop"},
    )

    assert to_html(tree) == (
        '<section class="deel" aria-labelledby="kop"><h2 id="kop">Kop</h2>'
        '<p>a <strong>b</strong>3</p><td colspan="2">1</td><br></section>'
    )


def test_everything_is_escaped() -> None:
    tree = html.P('<script>alert("x")</script> & co', title='"><img src=x>')

    assert to_html(tree) == (
        '<p title="&quot;&gt;&lt;img src=x&gt;">'
        "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co</p>"
    )


def test_attributes_that_are_on_or_off() -> None:
    assert to_html(html.Details("a", open=True)) == "<details open>a</details>"
    assert to_html(html.Div("a", hidden=False)) == "<div>a</div>"
    assert to_html(html.Div("a", style={"width": "3px"})) == '<div style="width:3px">a</div>'


def test_links_and_labels() -> None:
    assert to_html(dcc.Link("Data", href="/data?a=1&b=2")) == (
        '<a href="/data?a=1&amp;b=2">Data</a>'
    )
    assert to_html(html.Label("Naam", htmlFor="veld")) == '<label for="veld">Naam</label>'


def test_a_select_becomes_a_labelled_list() -> None:
    select = dmc.Select(
        id="keuze",
        name="indicator",
        label="Cijfer",
        value="C1",
        data=[
            {"group": "Cijfers", "items": [{"value": "A1", "label": "<A>"}]},
            {"value": "C1", "label": "C"},
        ],
    )

    assert to_html(select) == (
        '<div class="field"><label for="keuze">Cijfer</label>'
        '<select id="keuze" name="indicator">'
        '<optgroup label="Cijfers"><option value="A1">&lt;A&gt;</option></optgroup>'
        '<option value="C1" selected>C</option></select></div>'
    )


def test_several_choices() -> None:
    select = dmc.MultiSelect(
        id="gebieden",
        name="gebieden",
        label="Gebieden",
        value=["NL01"],
        data=[{"value": "NL01", "label": "Nederland"}, {"value": "VT02", "label": "Drenthe"}],
    )

    assert '<select id="gebieden" name="gebieden" multiple size="8">' in to_html(select)
    assert '<option value="NL01" selected>Nederland</option>' in to_html(select)
    assert '<option value="VT02">Drenthe</option>' in to_html(select)


def test_a_search_field_suggests_names() -> None:
    field = dmc.Autocomplete(id="zoek", name="zoek", label="Zoek", data=["Oss"], value='"x"')

    assert to_html(field) == (
        '<div class="field"><label for="zoek">Zoek</label>'
        '<input id="zoek" name="zoek" type="search" value="&quot;x&quot;" list="zoek-names"'
        ' autocomplete="off"><datalist id="zoek-names"><option value="Oss"></option></datalist>'
        "</div>"
    )


def test_what_only_scripts_need_leaves_nothing() -> None:
    parts = [dcc.Graph(id="g"), dcc.Store(id="s"), dcc.Location(id="l")]

    assert to_html(html.Div(parts)) == "<div></div>"


@pytest.mark.parametrize("node", [dcc.Dropdown(id="d"), dmc.Button("x"), object()])
def test_a_component_without_html_is_refused(node: object) -> None:
    with pytest.raises(NoHtmlError, match="expected"):
        to_html(html.Div(node))
