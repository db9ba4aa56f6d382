"""Badges: short labels on coloured ground, which recur beside each other over the texts that they sort by subject."""

from collections import Counter
from collections.abc import Sequence

from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.heading_levels import style_key

MAX_WORDS = 4  # of a badge
MIN_LINES = 2  # that a badge is on


def demote_badges(drafts: Sequence[BlockDraft], body: BodyStyle) -> list[BlockDraft]:
    """Return the drafts with lines demoted that hold nothing but badges."""
    lines = [draft for draft in drafts if _can_be_badges(draft, body)]
    counts = Counter((cell.text, style_key(draft.first, body)) for draft in lines for cell in draft.first.cells)
    badges = {
        (cell.text, style_key(draft.first, body))
        for draft in lines
        for cell in draft.first.cells
        if len(draft.first.cells) > 1
    }
    for draft in lines:
        found = [(cell.text, style_key(draft.first, body)) for cell in draft.first.cells]
        if all(badge in badges and counts[badge] >= MIN_LINES for badge in found):
            draft.kind, draft.demoted = "note", True
    return list(drafts)


def _can_be_badges(draft: BlockDraft, body: BodyStyle) -> bool:
    line = draft.first
    return (
        draft.kind == "paragraph"
        and not draft.part
        and not draft.demoted
        and len(draft.lines) == 1
        and line.is_uniform
        and body.is_coloured(line)
        and all(len(cell.text.split()) <= MAX_WORDS for cell in line.cells)
    )
