"""The letters and signs that our fonts have; nothing else can be set in them."""

# Dutch, Frisian and English, names from elsewhere, and the signs of our own pages.
SIGNS = "ĲĳŒœŠšŽžŸĆćČč‐‑–—‘’‚“”„†‡•…‰′″‹›€™←↑→↓↔−≈≠≤≥■▲▶▼◆●✓"
LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, SIGNS))
