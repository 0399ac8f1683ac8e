"""The visual language as values: what the style sheet, the charts and the documents read.

`assets/css/10-tokens.css` is made from here (`make fix`), and docs/design.md lists it.
"""
