"""The content of responses: decoding, and the file type, on which the Content-Type and the first bytes must agree."""

import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import httpx

from indexer.errors import RetryableError, UnsupportedContent
from indexer.read.formats import FILE_TYPES, ZIP, FileType, is_markup

CHUNK_SIZE = 1 << 16
"""The most bytes to which encoded bytes are decoded at a time."""

SNIFFED_BYTES = 1024
"""How many bytes at the start of a file its type is sniffed from."""

_GZIP = zlib.MAX_WBITS | 16

MEDIA_TYPES = tuple(media for each in FILE_TYPES for media in each.media_types)
"""For the Accept header."""

_UNSPECIFIC = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download"})
"""Media types that do not say what a file is."""

_ARCHIVES = frozenset({"application/zip", "application/x-zip-compressed"})
"""Media types of ZIP archives, whose kind only the URL shows."""

_BY_SUFFIX = {each.suffix: each for each in FILE_TYPES}
_ALL = ", ".join(each.name for each in FILE_TYPES)


def expected_types(content_type: str, url: str) -> tuple[FileType, ...]:
    """Return the types that a file with this Content-Type can have. Raise UnsupportedContent if there is none.

    Where the host does not say, the file is a PDF, or what the suffix of its URL says. Plain text at a URL that ends
    in .md is Markdown.
    """
    media_type = content_type.split(";", maxsplit=1)[0].strip().lower()
    by_suffix = _BY_SUFFIX.get(PurePosixPath(urlsplit(url).path).suffix.lower())
    if media_type in _UNSPECIFIC:
        return tuple(dict.fromkeys(each for each in (FILE_TYPES[0], by_suffix) if each))
    if media_type in _ARCHIVES and by_suffix and by_suffix.matches(ZIP):
        return (by_suffix,)
    declared = tuple(each for each in FILE_TYPES if media_type in each.media_types)
    if not declared:
        shown = media_type[:60] if media_type.isprintable() else "something unknown"
        raise UnsupportedContent(f"It is {shown}, and only {_ALL} can be indexed.")
    if declared[0].name == "text" and by_suffix and by_suffix.name == "Markdown":
        return (by_suffix,)
    return declared


def sniffed_type(expected: tuple[FileType, ...], head: bytes) -> FileType:
    """Return the type that the first bytes confirm. Raise UnsupportedContent where they contradict the host."""
    if not head:
        raise UnsupportedContent("It is empty.")
    for each in expected:
        if each.matches(head):
            return each
    names = " or ".join(each.name for each in expected)
    found = "a web page, perhaps one to log in," if is_markup(head) else "something else"
    raise UnsupportedContent(f"It should be {names}, but its first bytes are those of {found} instead.")


def is_encoded(response: httpx.Response) -> bool:
    """Return whether the body's bytes are not the file's, so that neither their count nor a range of them is of use."""
    return response.headers.get("Content-Encoding", "").strip().lower() not in ("", "identity")


def decoded_chunks(response: httpx.Response) -> Iterator[bytes]:
    """Return the body as it comes in, each chunk at once, so that what came before a break is not lost.

    Memory stays small however much a chunk decodes to; the caller counts the bytes. Raise UnsupportedContent for an
    encoding that was not asked for and cannot be undone, RetryableError where the body is cut off.
    """
    if not is_encoded(response):
        return response.iter_raw()
    if response.headers["Content-Encoding"].strip().lower() in ("gzip", "x-gzip"):
        return _gunzipped(response.iter_raw())
    raise UnsupportedContent("It has an unsupported Content-Encoding.")


def _gunzipped(chunks: Iterator[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(_GZIP)
    try:
        for chunk in chunks:
            yield decoder.decompress(chunk, CHUNK_SIZE)
            while decoder.unconsumed_tail:
                yield decoder.decompress(decoder.unconsumed_tail, CHUNK_SIZE)
    except zlib.error as error:
        raise UnsupportedContent(f"Its compression is damaged ({error}).") from error
    if not decoder.eof:
        raise RetryableError("The response ended too early.")
