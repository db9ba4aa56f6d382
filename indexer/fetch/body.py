"""An answer's body in small pieces, unpacked where it comes packed."""

import zlib
from collections.abc import Iterator

import httpx

from indexer.errors import RetryableError, UnsupportedContent

CHUNK_SIZE = 1 << 16
"""The largest piece, in bytes, that packed bytes are unpacked to at a time."""

_GZIP = zlib.MAX_WBITS | 16


def decoded_chunks(response: httpx.Response) -> Iterator[bytes]:
    """The body as it comes in, each piece at once, so that what came before a break is not lost.

    Memory stays small however much a piece unpacks to; counting the bytes is the caller's.
    Raises Unwanted for a packing that was not asked for and cannot be undone, TryAgain where the body is cut off.
    """
    packing = response.headers.get("Content-Encoding", "").strip().lower()
    if packing in ("", "identity"):
        return response.iter_raw()
    if packing in ("gzip", "x-gzip"):
        return _unpacked(response.iter_raw())
    raise UnsupportedContent("It comes packed in a way that was not asked for (Content-Encoding).")


def is_encoded(response: httpx.Response) -> bool:
    """Whether the body's bytes are not those of the file, so that neither their count nor a part of them is of use."""
    return response.headers.get("Content-Encoding", "").strip().lower() not in ("", "identity")


def _unpacked(packed: Iterator[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    try:
        for piece in packed:
            yield unpacker.decompress(piece, CHUNK_SIZE)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, CHUNK_SIZE)
    except zlib.error as error:
        raise UnsupportedContent(f"It comes packed, and the packing is damaged ({error}).") from error
    if not unpacker.eof:
        raise RetryableError("The answer ended too early.")
