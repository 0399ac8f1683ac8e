"""One file a page: a function from a request to a page, and where needed its callbacks."""
