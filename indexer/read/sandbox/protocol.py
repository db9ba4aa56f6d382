"""How a reading, or the reason why there is none, crosses from the child to the parent: one JSON object.

The parent does not trust the child, whose libraries have met a hostile file: it takes plain values alone, checks
each type and that every page named exists, and takes nothing that could run.
"""

import json
from dataclasses import asdict
from typing import Any, get_args

from indexer.errors import ReadingError
from indexer.records.reading import Block, BlockKind, Link, PageLabel, Part, Reading

KINDS = frozenset(get_args(BlockKind))


def encode_reading(reading: Reading) -> bytes:
    """A reading as the child's answer."""
    return json.dumps({"reading": asdict(reading)}, ensure_ascii=False).encode("utf-8", "replace")


def encode_error(error: ReadingError) -> bytes:
    """The reason why there is no reading as the child's answer."""
    return json.dumps({"error": {"stage": error.stage, "message": str(error)}}).encode()


def decode_reading(answer: bytes) -> Reading:
    """The reading that an answer holds. Raises the ReadingError that it holds, or one that says it is malformed."""
    try:
        value = json.loads(answer)
        if "error" in value:
            error = ReadingError(_text(value["error"]["message"]), _text(value["error"]["stage"]))
        else:
            return _reading(value["reading"])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as cause:
        raise ReadingError(
            "made the reading program answer nonsense; save a new copy and add that", "answer"
        ) from cause
    raise error


def _reading(value: dict[str, Any]) -> Reading:
    pages = tuple(PageLabel(_count(page["number"]), _text(page["label"])) for page in value["pages"])
    if [page.number for page in pages] != list(range(1, len(pages) + 1)):
        raise ValueError("pages are not numbered from 1")
    return Reading(
        title=_maybe(value["title"]),
        pages=pages,
        blocks=tuple(_block(block, len(pages)) for block in value["blocks"]),
        links=tuple(_link(link, len(pages)) for link in value["links"]),
        language=_maybe(value["language"]),
        warnings=tuple(_text(warning) for warning in value["warnings"]),
    )


def _block(value: dict[str, Any], pages: int) -> Block:
    kind = value["kind"]
    parts = tuple(Part(_page(part["page"], pages), _text(part["text"])) for part in value["parts"])
    if kind not in KINDS or not parts or not all(isinstance(value[flag], bool) for flag in ("apart", "demoted")):
        raise ValueError("not a block")
    return Block(kind, parts, _count(value["level"]), value["apart"], value["demoted"])


def _link(value: dict[str, Any], pages: int) -> Link:
    return Link(_page(value["page"], pages), _text(value["address"]), _text(value["anchor"]))


def _page(value: Any, pages: int) -> int:
    if not 1 <= _count(value) <= pages:
        raise ValueError("no such page")
    return _count(value)


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("not a count")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _maybe(value: Any) -> str | None:
    return None if value is None else _text(value)
