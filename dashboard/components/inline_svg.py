"""A drawing as part of the page: no build step, no frame, so that it follows the page's colours."""

from dash.development.base_component import Component


class InlineSvg(Component):
    """SVG markup of our own, put into the page as it is.

    `svg`: a complete `<svg>` element, from `dashboard.charts.kinds.inline_svg` or `dashboard.map`;
    never anything that a reader typed, because nothing in it is escaped. `class_name`: class of the
    `div` around it. The browser's half is in `assets/inline-svg.js`; without JavaScript
    `server_html.to_html` writes the same markup.
    """

    _namespace = "hulpmonitor"
    _type = "InlineSvg"

    def __init__(self, svg: str, class_name: str = "inline-svg") -> None:
        # What Dash's generator writes into a class for a component that has a build step.
        self._prop_names = ["className", "svg"]
        self._valid_wildcard_attributes = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties = []
        super().__init__(svg=svg, className=class_name)
