"""docs/methods.md: chapters in words, filled in from the code, its constants and its data."""
