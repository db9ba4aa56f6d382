"""A page of a file as a picture, with the places of its words, and how both travel from the worker that renders it.

The parent does not trust the worker, whose libraries have met a hostile file: it accepts plain values of the right
types alone, and pictures that begin as WebP files do.
"""

import math

import msgspec
from msgspec import Struct

from indexer.errors import ReadingError

SMALL, LARGE, THUMBNAIL = "1x", "2x", "thumb"

WIDTHS = {SMALL: 700, LARGE: 1400, THUMBNAIL: 140}
"""The widths of the pictures of a page, in pixels."""

MAX_PICTURE_BYTES = 250_000
MAX_HEIGHT_RATIO = 4.0
"""Of height to width: a longer page is rendered smaller, so that its height is that of these pictures."""

MAX_WORDS = 50_000


REBUILD = "rebuild"
"""The argument by which the worker is asked to rebuild a damaged file."""


class DamagedFile(ReadingError):
    """A file cannot be opened as it is; it may be rebuilt."""


class PlacedWord(Struct, frozen=True, array_like=True):
    """A run of letters and digits, with its box in shares of the page's width and height, from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class PagePicture(Struct, frozen=True, array_like=True):
    """The pictures of a page by name, in WebP, with the page's width and height in points and its words in order."""

    page: int
    width: float
    height: float
    pictures: dict[str, bytes]
    words: tuple[PlacedWord, ...]


class _Response(Struct, frozen=True):
    pages: tuple[PagePicture, ...] = ()
    error: str = ""
    is_damaged: bool = False


_DECODER = msgspec.msgpack.Decoder(_Response)
_PAGE_DECODER = msgspec.msgpack.Decoder(PagePicture)


def encode_page(page: PagePicture) -> bytes:
    """Encode one page, for the cache."""
    return msgspec.msgpack.encode(page)


def decode_page(content: bytes) -> PagePicture:
    """Decode one page of the cache. Raise ValueError."""
    return _checked(_PAGE_DECODER.decode(content))


def encode_response(pages: tuple[PagePicture, ...] = (), error: str = "", *, is_damaged: bool = False) -> bytes:
    """Encode what the worker sends: the pages, or why there are none."""
    return msgspec.msgpack.encode(_Response(pages, error, is_damaged))


def decode_response(response: bytes) -> tuple[PagePicture, ...]:
    """Decode a response. Raise the ReadingError that it holds, or one that says that it is malformed."""
    try:
        decoded = _DECODER.decode(response)
        if decoded.error:
            raise DamagedFile(decoded.error) if decoded.is_damaged else ReadingError(decoded.error)
        return tuple(map(_checked, decoded.pages))
    except (msgspec.DecodeError, ValueError, RecursionError) as cause:
        raise ReadingError("the renderer returned an invalid response", "response") from cause


def _checked(page: PagePicture) -> PagePicture:
    """Return a page after checking what types do not say. Raise ValueError."""
    is_picture = all(picture[:4] == b"RIFF" and picture[8:12] == b"WEBP" for picture in page.pictures.values())
    if not is_picture or not set(page.pictures) <= set(WIDTHS):
        raise ValueError("not the pictures of a page")
    if not (0 < page.width < math.inf and 0 < page.height < math.inf) or len(page.words) > MAX_WORDS:
        raise ValueError("not a page")
    for word in page.words:
        if not (0 <= word.left <= word.right <= 1 and 0 <= word.top <= word.bottom <= 1):
            raise ValueError("a word outside the page")
    return page
