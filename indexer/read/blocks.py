"""Build blocks and put them together; check how much a file holds, whatever its format."""

import re
from collections.abc import Iterable
from dataclasses import replace

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Block, BlockKind, PageLabel, Part

_WEB_OR_MAIL = re.compile(r"^(?:https?://|mailto:)\S+$", re.IGNORECASE)
_NO_SCHEME = re.compile(r"^www\.[\w-]+\.\S+$", re.IGNORECASE)


def make_block(kind: BlockKind, text: str, page: int = 1, *, level: int = 0, gap_before: bool = False) -> Block:
    """Build a block on one page."""
    return Block(kind, (Part(page, text),), level, gap_before)


def merge_blocks(first: Block, second: Block) -> Block:
    """Append the second block's text to the first one, after a space."""
    *earlier, last = first.parts
    opening, *rest = second.parts
    if last.page == opening.page:
        joined = [Part(last.page, f"{last.text} {opening.text}")]
    else:
        joined = [Part(last.page, last.text + " "), opening]
    return replace(first, parts=(*earlier, *joined, *rest))


def first_heading(blocks: Iterable[Block]) -> str | None:
    """Return the words of the first heading, or None."""
    return next((block.text for block in blocks if block.kind == "heading"), None)


def unlabelled_pages(count: int) -> tuple[PageLabel, ...]:
    """Return the labels of pages without printed numbers: 1 to `count`."""
    return tuple(PageLabel(number, str(number)) for number in range(1, count + 1))


def check_pages(count: int, limits: Limits, unit: str = "pages") -> None:
    """Raise ReadingError where a file has more pages than allowed."""
    if count > limits.pages:
        raise ReadingError(f"has {count:,} {unit}, over the {limits.pages:,} allowed; split it and add the parts")


def check_characters(count: int, limits: Limits) -> None:
    """Raise ReadingError where a file holds more text than allowed."""
    if count > limits.characters:
        raise ReadingError(f"holds more than {limits.characters:,} characters; split it and add the parts")


def normalize_url(text: str) -> str | None:
    """Return a URL of the web or of mail, its scheme added where it has none; None for any other text."""
    text = text.strip()
    if _NO_SCHEME.match(text):
        return f"https://{text}"
    return text if _WEB_OR_MAIL.match(text) and text.isprintable() else None
