"""Takes in the body of an answer: no more of it than allowed, and only of a type that is wanted."""

import re
from collections.abc import Callable

from indexer.errors import RetryableError, UnsupportedContent
from indexer.fetch.body import decoded_chunks, is_encoded
from indexer.fetch.client import HostResponse
from indexer.fetch.file_types import SNIFFED_BYTES, FileType, expected_types, sniffed_type
from indexer.fetch.partial_download import Origin, PartialDownload, validator_of
from indexer.fetch.settings import MEBIBYTE

PART = 206

Received = Callable[[int, int | None], None]
"""Hears how many bytes of a file are there, and how many there will be, where that is known."""

_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)", re.ASCII)


def receive(answer: HostResponse, partial: PartialDownload, largest: int, received: Received) -> FileType:
    """Writes the body into the partial download, behind the bytes that are there if the answer goes on from them.

    Gives the file's type, told as early as that can be. Raises Unwanted where the type is none of ours or the file
    has more than `largest` bytes, and TryAgain where the body is cut off; then the bytes so far stay.
    """
    expected = expected_types(answer.header("Content-Type"), answer.address)
    total = _go_on(answer, partial) if answer.status == PART else _begin(answer, partial)
    _check_size(total or 0, largest)
    size, told = partial.size, None
    with partial.path.open("ab") as file:
        for chunk in decoded_chunks(answer.response):
            size += len(chunk)
            _check_size(size, largest)
            file.write(chunk)
            received(size, total)
            if told is None and size >= SNIFFED_BYTES:
                file.flush()
                told = sniffed_type(expected, partial.head(SNIFFED_BYTES))
    _check_whole(partial, total)
    return told or sniffed_type(expected, partial.head(SNIFFED_BYTES))


def _begin(answer: HostResponse, partial: PartialDownload) -> int | None:
    """Starts anew; the size of the file to come, where the host says."""
    packed = is_encoded(answer.response)
    mark = validator_of(answer.header("ETag"), answer.header("Last-Modified"))
    partial.begin(Origin(answer.address, mark) if mark and not packed else None)
    length = answer.header("Content-Length")
    return int(length[:18]) if length.isascii() and length.isdigit() and not packed else None


def _go_on(answer: HostResponse, partial: PartialDownload) -> int | None:
    """Checks that the answer is the rest of just these bytes; the size of the whole file, where the host says."""
    found = _RANGE.fullmatch(answer.header("Content-Range").strip())
    origin = partial.origin()
    mark = validator_of(answer.header("ETag"), answer.header("Last-Modified"))
    fits = found and int(found[1]) == partial.size and not is_encoded(answer.response)
    if not found or not fits or origin is None or origin.final != answer.address or mark not in ("", origin.mark):
        partial.discard()
        raise RetryableError("The host sent another part of the file than it was asked for.")
    return None if found[2] == "*" else int(found[2])


def _check_size(size: int, largest: int) -> None:
    if size > largest:
        raise UnsupportedContent(
            f"It is larger than the {largest / MEBIBYTE:g} MiB allowed (VERBATIM_FETCH_MEBIBYTES)."
        )


def _check_whole(partial: PartialDownload, total: int | None) -> None:
    """Raises TryAgain where the parts of a file do not make up the whole."""
    if total is None or partial.size == total:
        return
    if partial.size > total:
        partial.discard()
    raise RetryableError("The answer ended before the file was whole.")
