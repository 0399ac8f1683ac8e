"""What a browser may load and run, and which callback requests are let through to Dash."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Any

import dash
import flask
from flask.typing import ResponseReturnValue

from dashboard.components.theme_switch import EARLY_SCRIPT

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


# The endpoints of pages that others may put into a frame begin with this; no other page may be.
FRAMED = "embed"
# Such a page runs nothing and sends nothing.
_FRAMED_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)


def register(app: dash.Dash) -> None:
    """Guard the app's server; every response gets the headers."""
    app.server.before_request(lambda: _refuse_malformed(app))

    @cache
    def policy() -> str:
        # Dash has written all its inline scripts only once it has answered its first request.
        return content_security_policy(app)

    def add_headers(response: flask.Response) -> flask.Response:
        response.headers.update(_FIXED)
        if (flask.request.endpoint or "").startswith(f"{FRAMED}-"):
            del response.headers["X-Frame-Options"]
            response.headers["Content-Security-Policy"] = _FRAMED_POLICY
        else:
            response.headers["Content-Security-Policy"] = policy()
        return response

    app.server.after_request(add_headers)


def content_security_policy(app: dash.Dash) -> str:
    """Nothing from another host; inline scripts by hash only; inline styles as components do."""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", _hash(EARLY_SCRIPT), *app.csp_hashes()]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(script: str) -> str:
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _refuse_malformed(app: dash.Dash) -> ResponseReturnValue | None:
    """Answer 400 to a callback request that no page of ours sends; Dash would fail with 500."""
    if not flask.request.path.endswith("/_dash-update-component"):
        return None
    if _is_callback(flask.request.get_json(silent=True), app):
        return None
    return flask.Response("not a callback of this site\n", status=400, mimetype="text/plain")


def _is_callback(body: Any, app: dash.Dash) -> bool:
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    callback = app.callback_map.get(body["output"])
    return callback is not None and all(
        _has_values(body.get(name, []), len(callback[name])) for name in ("inputs", "state")
    )


def _has_values(given: Any, count: int) -> bool:
    return (
        isinstance(given, list)
        and len(given) == count
        and all(isinstance(one, dict) and {"id", "property"} <= one.keys() for one in given)
    )
