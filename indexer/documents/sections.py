"""The sections of a document: runs of blocks under one heading."""

from dataclasses import dataclass, field

from indexer.documents.page_text import PlacedBlock
from indexer.read.heuristics import ends_sentence, is_caption
from indexer.records.reading import Block
from indexer.records.taxonomy import normalize_name


@dataclass(slots=True)
class Section:
    """Blocks that stand under the same headings. `path` holds the headings from the highest to the nearest."""

    path: tuple[str, ...]
    level: int = 0
    blocks: list[PlacedBlock] = field(default_factory=list)


def split_into_sections(blocks: tuple[PlacedBlock, ...], title: str) -> list[Section]:
    """The sections of a document in order; those without text are left out.

    A heading under which nothing stands at all (a title page, a picture's caption set large) is text itself:
    it would be lost otherwise. A first heading that repeats the document's title is not part of the paths. The title
    of a table heads the table: with the first running text after it, the section that it stands in goes on.
    """
    found: list[Section] = [Section(())]
    stack: list[tuple[int, str]] = []
    for place, placed in enumerate(blocks):
        block = placed.block
        if block.kind != "heading":
            if stack and is_caption(stack[-1][1]) and _is_running_text(block):
                stack.pop()
                found.append(Section(_path(stack, title) if stack else (), found[-1].level))
            found[-1].blocks.append(placed)
            continue
        while stack and stack[-1][0] >= block.level:
            stack.pop()
        if _is_bare(blocks, place):
            _keep_as_text(found, placed, tuple(heading for _, heading in stack))
            continue
        stack.append((block.level, block.text))
        found.append(Section(_path(stack, title), block.level))
    return [section for section in found if section.blocks]


def _is_running_text(block: Block) -> bool:
    return block.kind in ("paragraph", "item") and ends_sentence(block.text)


def _path(stack: list[tuple[int, str]], title: str) -> tuple[str, ...]:
    headings = tuple(heading for _, heading in stack)
    return headings[1:] if normalize_name(headings[0]) == normalize_name(title) else headings


def _is_bare(blocks: tuple[PlacedBlock, ...], place: int) -> bool:
    """Whether nothing stands under the heading at this place: no text and no lower heading."""
    following = blocks[place + 1].block if place + 1 < len(blocks) else None
    return following is None or (following.kind == "heading" and following.level <= blocks[place].block.level)


def _keep_as_text(found: list[Section], placed: PlacedBlock, path: tuple[str, ...]) -> None:
    """Adds a bare heading to the run of bare headings before it, or starts a section with it."""
    last = found[-1]
    if last.blocks and last.blocks[-1].block.kind == "heading":
        last.blocks.append(placed)
    else:
        found.append(Section(path, placed.block.level, [placed]))
