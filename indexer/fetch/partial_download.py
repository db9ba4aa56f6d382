"""A download under way: its bytes so far, how to ask for the rest of the same file, and how more bytes come in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from indexer.errors import RetryableError, UnsupportedContent
from indexer.fetch.client import FinalResponse
from indexer.fetch.content import SNIFFED_BYTES, decoded_chunks, expected_types, is_encoded, sniffed_type
from indexer.read.formats import FileType
from indexer.read.sandbox.limits import MEBIBYTE

PARTIAL_CONTENT = 206

OnBytes = Callable[[int, int | None], None]
"""Called with the bytes received so far, and the size of the whole file, where that is known."""

_CONTENT_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Representation:
    """The URL and the validator of the representation (RFC 9110, 3.2) that a partial download is part of."""

    final_url: str
    validator: str


class PartialDownload:
    """The partial download of one source, which an earlier run may have begun."""

    def __init__(self, folder: Path, source: str) -> None:
        self.path = folder / f".{source}.part"
        self._note = folder / f".{source}.part.json"

    @property
    def size(self) -> int:
        """The bytes so far."""
        return self.path.stat().st_size if self.path.exists() else 0

    def head(self, size: int) -> bytes:
        """Return the first bytes, at most `size`."""
        with self.path.open("rb") as file:
            return file.read(size)

    def representation(self) -> Representation | None:
        """Return what the bytes are part of; None where there are none, or the download cannot be resumed."""
        try:
            return msgspec.json.decode(self._note.read_bytes(), type=Representation) if self.size else None
        except (OSError, msgspec.DecodeError):
            return None

    def start(self, representation: Representation | None) -> None:
        """Start from the first byte. Without a representation, a download that breaks off cannot be resumed."""
        self.discard()
        self.path.touch()
        if representation:
            self._note.write_bytes(msgspec.json.encode(representation))

    def discard(self) -> None:
        """Remove the bytes."""
        self._note.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)


def validator_of(etag: str, last_modified: str) -> str:
    """Return the validator of a file's version for the header If-Range, or nothing (RFC 9110, 13.1.5).

    A weak ETag may be that of several versions; the date is taken instead.
    """
    return etag if etag and not etag.startswith("W/") else last_modified


def receive(response: FinalResponse, partial: PartialDownload, max_bytes: int, on_bytes: OnBytes) -> FileType:
    """Write the body into the partial download, behind its bytes if the response resumes it, and return its type.

    Raise UnsupportedContent, as early as possible, where the type is unsupported or the file has more than
    `max_bytes`, and RetryableError where the body is cut off; then the bytes so far stay.
    """
    expected = expected_types(response.header("Content-Type"), response.url)
    total = _resume(response, partial) if response.status == PARTIAL_CONTENT else _start(response, partial)
    _check_size(total or 0, max_bytes)
    size, found = partial.size, None
    with partial.path.open("ab") as file:
        for chunk in decoded_chunks(response.response):
            size += len(chunk)
            _check_size(size, max_bytes)
            file.write(chunk)
            on_bytes(size, total)
            if found is None and size >= SNIFFED_BYTES:
                file.flush()
                found = sniffed_type(expected, partial.head(SNIFFED_BYTES))
    _check_complete(partial, total)
    return found or sniffed_type(expected, partial.head(SNIFFED_BYTES))


def _start(response: FinalResponse, partial: PartialDownload) -> int | None:
    """Start from the first byte; return the size of the file, where the host gives it."""
    encoded = is_encoded(response.response)
    validator = validator_of(response.header("ETag"), response.header("Last-Modified"))
    partial.start(Representation(response.url, validator) if validator and not encoded else None)
    length = response.header("Content-Length")
    return int(length[:18]) if length.isascii() and length.isdigit() and not encoded else None


def _resume(response: FinalResponse, partial: PartialDownload) -> int | None:
    """Check that the response is the rest of these very bytes; return the whole size, where the host says it."""
    found = _CONTENT_RANGE.fullmatch(response.header("Content-Range").strip())
    known = partial.representation()
    validator = validator_of(response.header("ETag"), response.header("Last-Modified"))
    follows = found and int(found[1]) == partial.size and not is_encoded(response.response)
    same = known and known.final_url == response.url and validator in ("", known.validator)
    if not found or not follows or not same:
        partial.discard()
        raise RetryableError("The host sent a different part of the file than requested.")
    return None if found[2] == "*" else int(found[2])


def _check_size(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise UnsupportedContent(
            f"It is larger than the {max_bytes / MEBIBYTE:g} MiB allowed (VERBATIM_FETCH_MEBIBYTES)."
        )


def _check_complete(partial: PartialDownload, total: int | None) -> None:
    """Raise RetryableError where the file's size is not the announced one."""
    if total is None or partial.size == total:
        return
    if partial.size > total:
        partial.discard()
    raise RetryableError("The response ended before the file was complete.")
