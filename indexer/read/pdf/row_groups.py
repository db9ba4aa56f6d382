"""Names of groups that are set left of their rows, in the middle of their height: put above the first row of each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.read.heuristics import count_words, ends_sentence, is_caption
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.lines import TextLine

MIN_NAMES = 2  # of one table
MIN_CELLS = 3  # of its rows
MAX_WORDS = 6
MAX_STEP = 3.0  # between two rows, in sizes
MAX_SHIFT = 0.4  # from a name to the middle of its rows, in the distance between two of them
SAME_EDGE = 4.0  # points between the left edges of names


def move_row_groups(drafts: Sequence[BlockDraft]) -> list[BlockDraft]:
    """Return the drafts with the names of groups that are beside their rows before them, and above them."""
    moved: dict[int, BlockDraft] = {}
    by_page: dict[int, list[BlockDraft]] = defaultdict(list)
    for draft in drafts:
        if not draft.demoted and len(draft.lines) == 1:
            by_page[draft.first.page].append(draft)
    for on_page in by_page.values():
        rows = [draft for draft in on_page if draft.kind == "row" and len(draft.first.cells) >= MIN_CELLS]
        rows.sort(key=lambda row: -row.first.baseline)
        for names in _columns_of_names(on_page, rows):
            moved |= _first_rows(names, rows)
    names_moved = {id(name) for name in moved.values()}
    found: list[BlockDraft] = []
    for draft in drafts:
        if name := moved.get(id(draft)):
            name.lines = [replace(name.first, baseline=draft.first.baseline + 1)]
            found.append(name)
        if id(draft) not in names_moved:
            found.append(draft)
    return found


def _columns_of_names(drafts: Sequence[BlockDraft], rows: Sequence[BlockDraft]) -> Iterator[list[BlockDraft]]:
    """Yield names with one left edge, each beside or between rows at its right that have labels."""
    columns: dict[int, list[BlockDraft]] = defaultdict(list)
    for draft in drafts:
        if _can_be_name(draft) and any(_is_between(draft.first, *pair) for pair in pairwise(rows)):
            columns[round(draft.first.left / SAME_EDGE)].append(draft)
    for names in columns.values():
        if len(names) >= MIN_NAMES:
            yield names


def _can_be_name(draft: BlockDraft) -> bool:
    is_text = draft.kind in ("paragraph", "heading") and not draft.in_outline and len(draft.first.cells) == 1
    is_name = count_words(draft.text) <= MAX_WORDS and not ends_sentence(draft.text) and not is_caption(draft.text)
    return is_text and is_name and draft.text[0].isupper()


def _is_between(line: TextLine, above: BlockDraft, below: BlockDraft) -> bool:
    high, low = above.first, below.first
    is_near = high.baseline - low.baseline <= MAX_STEP * line.size
    has_labels = all(any(map(str.isalpha, row.cells[0].text)) for row in (high, low))
    is_beside = low.baseline - 1 < line.baseline < high.baseline + 1 and line.right < min(high.left, low.left)
    return is_near and has_labels and is_beside


def _first_rows(names: Sequence[BlockDraft], rows: Sequence[BlockDraft]) -> dict[int, BlockDraft]:
    """Return the names by the ids of the first of their rows; none where a name is not in the middle of its rows."""
    near: dict[int, list[BlockDraft]] = defaultdict(list)
    for row in rows:
        if row.first.left > max(name.first.right for name in names):
            name = min(names, key=lambda each: abs(each.first.baseline - row.first.baseline))
            if abs(name.first.baseline - row.first.baseline) <= MAX_STEP * MAX_WORDS * name.first.size:
                near[id(name)].append(row)
    found: dict[int, BlockDraft] = {}
    for name in names:
        of_name = near[id(name)]
        if len(of_name) < MIN_NAMES:
            return {}
        top, bottom = of_name[0].first.baseline, of_name[-1].first.baseline
        step = (top - bottom) / (len(of_name) - 1)
        if abs((top + bottom) / 2 - name.first.baseline) > MAX_SHIFT * step:
            return {}
        found[id(of_name[0])] = name
    return found
