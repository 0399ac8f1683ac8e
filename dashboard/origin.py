"""The address that the site has for its readers: scheme and host, for what leaves the site."""

import flask

PUBLIC_URL = "HULPMONITOR_PUBLIC_URL"


def site_origin() -> str:
    """The public address from the settings, else as the reader asked for it, without a slash.

    Empty outside a request.
    """
    if not flask.has_request_context():
        return ""
    return (flask.current_app.config[PUBLIC_URL] or flask.request.host_url).rstrip("/")
