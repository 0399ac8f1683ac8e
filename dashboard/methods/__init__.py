"""The methods in plain words: one text for the page and for docs/methods.md."""
