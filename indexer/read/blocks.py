"""Making blocks and putting blocks together."""

import re
from dataclasses import replace

from indexer.records.reading import Block, BlockKind, Part


def make_block(kind: BlockKind, text: str, page: int = 1, *, level: int = 0, apart: bool = False) -> Block:
    """A block on one page."""
    return Block(kind, (Part(page, text),), level, apart)


def with_kind(block: Block, kind: BlockKind, level: int = 0) -> Block:
    """The same text as another kind of block."""
    return replace(block, kind=kind, level=level)


def merge_blocks(first: Block, second: Block) -> Block:
    """The second block's text as the first one's continuation, after a space."""
    *earlier, last = first.parts
    opening, *rest = second.parts
    if last.page == opening.page:
        joined = [Part(last.page, f"{last.text} {opening.text}")]
    else:
        joined = [Part(last.page, last.text + " "), opening]
    return replace(first, parts=(*earlier, *joined, *rest))


KEPT = re.compile(r"^(?:https?://|mailto:)\S+$", re.IGNORECASE)
NO_SCHEME = re.compile(r"^www\.[\w-]+\.\S+$", re.IGNORECASE)


def web_address(address: str) -> str | None:
    """A web or mail address as it is, one without its scheme with it, None for anything else."""
    address = address.strip()
    if NO_SCHEME.match(address):
        return f"https://{address}"
    return address if KEPT.match(address) and address.isprintable() else None
