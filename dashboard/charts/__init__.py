"""Charts: numbers and texts made from a release, drawn as SVG on the server, or as Plotly."""
