"""Asking for the table of this folder in version 4."""

import json
from typing import Any

from tests.ingest.replay.asking import BASE, Publisher

TABLE = "/odata/v1/CBS/12345ned"
FIGURES = f"{TABLE}/Observations"
ROOT = f"{BASE}{TABLE}/$metadata"


def all_observations(cbs: Publisher, query: str = "") -> list[dict[str, Any]]:
    """The rows of all pages of observations."""
    pages = list(cbs.pages(f"{FIGURES}{query}", "@odata.nextLink"))
    assert all(len(page["value"]) <= cbs.limits.observations for page in pages)
    return [row for page in pages for row in page["value"]]


def refusal(cbs: Publisher, target: str) -> tuple[int, str]:
    """The status and the words in which something is not given."""
    reply = cbs.ask(target)
    error = json.loads(reply.body)["error"]
    assert list(error) == ["code", "message", "details"]
    return reply.status, error["message"]
