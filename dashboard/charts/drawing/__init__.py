"""From the numbers of a chart to SVG: shapes, scales, text, and the two forms of a drawing."""
