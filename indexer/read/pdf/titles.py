"""The title of a document that does not state one: the largest heading of its first pages, else its highest one."""

from collections.abc import Sequence

from indexer.read.characters import clean
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.repair.bare_lines import is_numbered
from indexer.read.sentence_ends import count_words

FIRST_PAGES = 2
FEWEST, MOST = 2, 30
"""Words of a title."""


def find_title(drafts: Sequence[BlockDraft]) -> str | None:
    """The words of the heading that is the title; None where there are no headings."""
    headings = [draft for draft in drafts if draft.kind == "heading"]
    candidates = [draft for draft in headings if draft.first.page <= FIRST_PAGES and _can_be_title(draft)]
    if candidates:
        return clean(max(candidates, key=lambda draft: draft.first.size).text)
    return clean(min(headings, key=lambda draft: draft.level).text) if headings else None


def _can_be_title(draft: BlockDraft) -> bool:
    has_letters = sum(char.isalpha() for char in draft.text) > len(draft.text) / 2
    return FEWEST <= count_words(draft.text) <= MOST and has_letters and not is_numbered(draft.text)
