"""How a reading, or the reason why there is none, travels from the worker: one JSON object.

The parent does not trust the worker, whose libraries have met a hostile file: it accepts plain values alone, checks
each type and that every page named exists, and accepts nothing that could run.
"""

import json

import msgspec

from indexer.errors import ReadingError
from indexer.records.reading import Reading

SIGN_OF_PROGRESS = b"\n"
"""What the worker may write before its response, which JSON ignores, as a sign that it goes on."""

MAX_CONFIDENCE = 100


class _Failure(msgspec.Struct, frozen=True):
    stage: str
    message: str


class _Response(msgspec.Struct, frozen=True, omit_defaults=True):
    reading: Reading | None = None
    error: _Failure | None = None


_DECODER = msgspec.json.Decoder(_Response)


def encode_reading(reading: Reading) -> bytes:
    """Encode a reading as the worker's response."""
    return _encode(_Response(reading=reading))


def encode_error(error: ReadingError) -> bytes:
    """Encode the reason why there is no reading as the worker's response."""
    return _encode(_Response(error=_Failure(error.stage, str(error))))


def _encode(response: _Response) -> bytes:
    try:
        return msgspec.json.encode(response)
    except UnicodeEncodeError:  # half of a surrogate pair, which a damaged file can have
        return json.dumps(msgspec.to_builtins(response), ensure_ascii=False).encode("utf-8", "replace")


def decode_reading(response: bytes) -> Reading:
    """Decode a response. Raise the ReadingError that it holds, or one that says that it is malformed."""
    try:
        decoded = _checked(_DECODER.decode(response))
    except (msgspec.DecodeError, ValueError, RecursionError) as cause:
        raise ReadingError(
            "cannot be read: the reader returned an invalid response; save a new copy and add that", "response"
        ) from cause
    if isinstance(decoded, _Failure):
        raise ReadingError(decoded.message, decoded.stage)
    return decoded


def _checked(response: _Response) -> Reading | _Failure:
    """Return what a response holds, after checking what types do not say. Raise ValueError."""
    reading = response.reading
    if reading is None:
        if response.error is None:
            raise ValueError("neither a reading nor an error")
        return response.error
    count = len(reading.pages)
    if [page.number for page in reading.pages] != list(range(1, count + 1)):
        raise ValueError("pages are not numbered from 1")
    if not all(block.parts and block.level >= 0 for block in reading.blocks):
        raise ValueError("a block without parts, or with a negative level")
    if not all(page.confidence is None or 0 <= page.confidence <= MAX_CONFIDENCE for page in reading.pages):
        raise ValueError("a confidence that is no percentage")
    named = [part.page for block in reading.blocks for part in block.parts]
    named += [*(link.page for link in reading.links), *reading.pictures]
    if not all(1 <= page <= count for page in named):
        raise ValueError("no such page")
    return reading
