"""How a reading, or the reason why there is none, travels from the reading process: one JSON object.

The parent does not trust that process, whose libraries have met a hostile file: it accepts plain values alone, checks
each type and that every page named exists, and accepts nothing that could run.
"""

import json

import msgspec

from indexer.errors import ReadingError
from indexer.records.reading import Reading


class _Failure(msgspec.Struct, frozen=True):
    stage: str
    message: str


class _Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    reading: Reading | None = None
    error: _Failure | None = None


_DECODER = msgspec.json.Decoder(_Answer)


def encode_reading(reading: Reading) -> bytes:
    """Encode a reading as the worker's answer."""
    return _encode(_Answer(reading=reading))


def encode_error(error: ReadingError) -> bytes:
    """Encode the reason why there is no reading as the worker's answer."""
    return _encode(_Answer(error=_Failure(error.stage, str(error))))


def _encode(answer: _Answer) -> bytes:
    try:
        return msgspec.json.encode(answer)
    except UnicodeEncodeError:  # half of a surrogate pair, which a damaged file can have
        return json.dumps(msgspec.to_builtins(answer), ensure_ascii=False).encode("utf-8", "replace")


def decode_reading(answer: bytes) -> Reading:
    """Decode an answer. Raises the ReadingError that it holds, or one that says that it is malformed."""
    try:
        decoded = _checked(_DECODER.decode(answer))
    except (msgspec.DecodeError, ValueError, RecursionError) as cause:
        raise ReadingError(
            "cannot be read: the reader returned an invalid response; save a new copy and add that", "answer"
        ) from cause
    if isinstance(decoded, _Failure):
        raise ReadingError(decoded.message, decoded.stage)
    return decoded


def _checked(answer: _Answer) -> Reading | _Failure:
    """Return what an answer holds, after checking what types do not say. Raises ValueError."""
    reading = answer.reading
    if reading is None:
        if answer.error is None:
            raise ValueError("neither a reading nor an error")
        return answer.error
    count = len(reading.pages)
    if [page.number for page in reading.pages] != list(range(1, count + 1)):
        raise ValueError("pages are not numbered from 1")
    if not all(block.parts and block.level >= 0 for block in reading.blocks):
        raise ValueError("a block without parts, or with a negative level")
    named = [part.page for block in reading.blocks for part in block.parts] + [link.page for link in reading.links]
    if not all(1 <= page <= count for page in named):
        raise ValueError("no such page")
    return reading
