"""Bodies, packed and not."""

import gzip
import tracemalloc

import httpx
import pytest

from indexer.errors import RetryableError, UnsupportedContent
from indexer.fetch.body import CHUNK_SIZE, decoded_chunks, is_encoded


def answer(body: bytes, packing: str | None = None) -> httpx.Response:
    headers = {"Content-Encoding": packing} if packing else {}
    return httpx.Response(200, headers=headers, stream=httpx.ByteStream(body))


@pytest.mark.parametrize("packing", [None, "identity", ""])
def test_a_plain_body_comes_as_it_is(packing: str | None) -> None:
    """Nothing is done to a body that is not packed."""
    assert b"".join(decoded_chunks(answer(b"words", packing))) == b"words"
    assert not is_encoded(answer(b"", packing))


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "GZIP"])
def test_a_packed_body_is_unpacked(packing: str) -> None:
    """The bytes are those of the file."""
    assert b"".join(decoded_chunks(answer(gzip.compress(b"words"), packing))) == b"words"
    assert is_encoded(answer(b"", packing))


def test_a_bomb_comes_in_small_pieces() -> None:
    """100 MiB of nothing never need more memory than a few pieces."""
    bomb = answer(gzip.compress(bytes(100 << 20)), "gzip")
    tracemalloc.start()
    try:
        assert sum(len(piece) for piece in decoded_chunks(bomb)) == 100 << 20
        assert tracemalloc.get_traced_memory()[1] < 20 * CHUNK_SIZE
    finally:
        tracemalloc.stop()


def test_half_a_packed_body_is_cut_off() -> None:
    """The end of the packing is missed."""
    with pytest.raises(RetryableError):
        list(decoded_chunks(answer(gzip.compress(b"words" * 1000)[:-9], "gzip")))


@pytest.mark.parametrize(("body", "packing"), [(b"words", "gzip"), (b"words", "br"), (b"words", "gzip, gzip")])
def test_other_packings_are_unwanted(body: bytes, packing: str) -> None:
    """What cannot be unpacked is said so."""
    with pytest.raises(UnsupportedContent, match="packed"):
        list(decoded_chunks(answer(body, packing)))
