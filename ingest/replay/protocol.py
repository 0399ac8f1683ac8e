"""One pure function for every protocol that is spoken here: a path and query to an answer.

docs/cbs-protocol.md says what is known of CBS's and PDOK's own servers. The paths of their hosts do
not overlap, so one address can stand in for all of them.
"""

from ingest.replay import pdok, protocol_v3, protocol_v4
from ingest.replay.answers import Answer, Limits, unless_known, with_validators
from ingest.replay.protocol_v3 import refusal
from ingest.replay.publication import Publication

__all__ = ["Answer", "Limits", "answer", "refusal", "unless_known"]


def answer(publication: Publication, limits: Limits, base_url: str, target: str) -> Answer:
    """Answer one GET; `target` is the path and query as they stood in the request line."""
    path, _, query = target.partition("?")
    reply = _dispatch(publication, limits, base_url, path, query)
    if publication.assumptions.validators and reply.status == 200:
        return with_validators(reply, publication.modified(path))
    return reply


def _dispatch(
    publication: Publication, limits: Limits, base_url: str, path: str, query: str
) -> Answer:
    match path.split("/")[1:2]:
        case ["odata"]:
            return protocol_v4.answer(publication, limits, base_url, path, query)
        case ["csv" | "CSV"]:
            return protocol_v4.answer_csv(publication, path)
        case ["cbs"]:
            return pdok.answer(publication.boundaries, base_url, path, query)
    return protocol_v3.answer(publication, limits, base_url, path, query)
