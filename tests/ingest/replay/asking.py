"""Asking a publication without a socket."""

import json
from collections.abc import Iterable
from typing import Any

from ingest.replay.protocol import Answer, Limits, answer
from ingest.replay.publication import Publication
from ingest.replay.wire import WireTable

BASE = "http://cbs.test"


class Publisher:
    """Answers for a handful of tables; `settings` are those of a `Publication`."""

    def __init__(self, *tables: WireTable, limits: Limits | None = None, **settings: Any) -> None:
        self.publication = Publication(tables, **settings)
        self.limits = limits or Limits(page_size=5, api_rows=8, observations=10)

    def ask(self, target: str) -> Answer:
        return answer(self.publication, self.limits, BASE, target)

    def get(self, target: str) -> dict[str, Any]:
        reply = self.ask(target)
        assert reply.status == 200, reply.body
        return json.loads(reply.body)

    def pages(self, target: str, link: str) -> Iterable[dict[str, Any]]:
        """Follow the links as they are; `link` is the key that holds them."""
        while target:
            body = self.get(target)
            yield body
            following = body.get(link, "")
            assert following.startswith(BASE) or not following
            target = following.removeprefix(BASE)
