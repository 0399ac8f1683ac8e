"""Shows: pages, downloads and the command line."""
