"""Whether this process serves: for a container's health check and a load balancer."""

import logging

import flask

from indicators.api import ReleaseStore

logger = logging.getLogger(__name__)


def register(server: flask.Flask, store: ReleaseStore) -> None:
    """Add `/healthz`: 200 when the newest release can be read, or when there is none yet."""

    @server.get("/healthz")
    def healthz() -> flask.Response:
        try:
            release = store.newest()
            # A read from the warehouse itself: a pointer alone proves little.
            text = f"ok, release {release.id}, {len(release.sources())} sources" if release else ""
        except Exception as error:
            # Whatever is wrong with the files, the answer is the same: do not send readers here.
            logger.exception("health check failed")
            return _plain(f"release cannot be read: {type(error).__name__}", 503)
        return _plain(text or "ok, no release yet", 200)


def _plain(text: str, status: int) -> flask.Response:
    response = flask.Response(text + "\n", status=status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
