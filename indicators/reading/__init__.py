"""Reading published releases; `indicators.api` is the door to it."""
