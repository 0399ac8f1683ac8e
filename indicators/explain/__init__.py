"""Any figure of a release, followed down to the cells that were published."""
