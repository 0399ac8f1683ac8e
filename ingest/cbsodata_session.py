"""The requests of `cbsodata`, sent by our own client.

cbsodata 1.3.5 opens a `requests.Session` for every request and has no place to hand it another one.
A session of its own has no limit to the whole of an answer, follows redirects to any host, does not
say who is asking, and fetches a next page that is the same page for ever (measured). So the name
under which the module finds its session is another one for as long as a call takes.
"""

import threading
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import urlsplit

import cbsodata.cbsodata3
from requests import PreparedRequest, Response

from ingest.errors import TransportError
from ingest.http import Client, shown

# The module is one for the whole process: two threads must not change it at once.
_lock = threading.Lock()


@contextmanager
def sent_by(client: Client) -> Iterator[None]:
    """Whatever cbsodata asks for inside goes through `client`, with its limits and its errors."""
    with _lock:
        module = cbsodata.cbsodata3
        session = module.Session
        module.Session = _sessions(client)
        module.options.use_https = urlsplit(client.base_url).scheme == "https"
        try:
            yield
        finally:
            module.Session = session


def _sessions(client: Client) -> type:
    asked: set[str] = set()

    class Session:
        """What cbsodata uses of a session; one for each request."""

        def send(self, request: PreparedRequest, **_: object) -> Response:
            url = request.url or ""
            if url in asked:
                message = f"{shown(url)}: the next page is a page that was read already"
                raise TransportError(message, "garbled")
            asked.add(url)
            response = Response()
            response.status_code = 200  # the client raises on any other
            response.raw = BytesIO(client.read(url).removeprefix(BOM_UTF8))
            return response

    return Session
