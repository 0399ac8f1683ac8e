"""A municipality on one sheet of A4 as PDF, from the records of its council page."""
