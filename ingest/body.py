"""The body of an answer: unpacked, bounded, and known to be whole as far as that can be known.

httpx takes a gzip stream that stops halfway for a complete one (measured with 0.28), so it is
unpacked here. A body that ends where the connection ends says nothing about its length; of JSON we
know that the last character is a bracket, and of any other kind the reader has to know.
"""

import zlib
from collections.abc import Iterator

import httpx

from ingest.errors import TransportError
from ingest.retrying import RetryableError

_GZIP = 16 + zlib.MAX_WBITS


def whole_body(response: httpx.Response, subject: str, most_bytes: int) -> Iterator[bytes]:
    """The decoded body in pieces, as they arrive; `subject` begins every message.

    Raises RetryableError "garbled" when the body is not whole or not packed as it says, and
    TransportError when more than `most_bytes` come out.
    """
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    pieces = response.iter_raw()
    if encoding == "gzip":
        pieces = _unzipped(pieces, subject)
    elif encoding != "identity":
        message = f"{subject}: saw content encoding {encoding!r}; expected gzip or none"
        raise RetryableError(message, "garbled")
    size, last = 0, b""
    for piece in pieces:
        size += len(piece)
        if size > most_bytes:
            raise TransportError(
                f"{subject}: saw more than {most_bytes:,} bytes; expected a smaller answer. "
                "Nothing of it is kept.",
                "garbled",
            )
        last = piece.rstrip()[-1:] or last
        yield piece
    if "json" in response.headers.get("Content-Type", "") and last not in (b"}", b"]"):
        message = f"{subject}: the answer was cut off: saw {last!r} at its end; expected a bracket"
        raise RetryableError(message, "garbled")


def _unzipped(pieces: Iterator[bytes], subject: str) -> Iterator[bytes]:
    stream = zlib.decompressobj(wbits=_GZIP)
    try:
        for piece in pieces:
            yield stream.decompress(piece)
    except zlib.error as error:
        raise RetryableError(
            f"{subject}: the gzip stream is damaged: {error}", "garbled"
        ) from error
    if not stream.eof:
        message = f"{subject}: the answer was cut off: its gzip stream does not end"
        raise RetryableError(message, "garbled")
    if stream.unused_data:
        message = f"{subject}: saw {len(stream.unused_data)} bytes behind the end of the answer"
        raise RetryableError(message, "garbled")
