"""The map: a tile a municipality, or real boundaries; drawn as SVG on the server."""
