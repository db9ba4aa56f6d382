"""Tables: runs of rows on one page, with their title, the heads of their columns and the names of groups of rows.

Heads and groups are put in front of their rows, so that each part of a table can repeat them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from indexer.read.heuristics import caption_pattern, count_words, ends_sentence, is_caption
from indexer.read.pdf.body import BodyStyle
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.lines import FIGURE, TextLine
from indexer.read.pdf.row_groups import move_row_groups
from indexer.read.pdf.sideways import SidewaysText
from indexer.read.pdf.table_heads import (
    MAX_LABEL_WORDS,
    MIN_COLUMNS,
    YEAR,
    grid_of,
    group_before_rows,
    head_rows,
    lines_above,
    turned_heads,
    turned_line,
)
from indexer.read.pdf.wrapped_labels import join_wrapped_labels, with_label_apart

NO_SIDEWAYS: Mapping[int, Sequence[SidewaysText]] = MappingProxyType({})
MIN_ROWS = 2
MIN_BARE_ROWS = 3  # of figures without labels
MIN_SUBTOTALS = 2
MAX_GROUP_WORDS = 8
MAX_TITLE_STEP = 6.0  # from the title to the line below it, in sizes
MAX_TITLE_DRAFTS = 2  # its caption, and its words
MAX_BARE_CAPTION_WORDS = 3  # "Table 18" alone, whose title is the next line


def find_tables(
    drafts: Sequence[BlockDraft], body: BodyStyle, sideways: Mapping[int, Sequence[SidewaysText]] = NO_SIDEWAYS
) -> list[BlockDraft]:
    """Return the drafts with the title, heads and groups of each table marked and in front of its rows.

    `sideways` are the lines that run up or down a page, by its number.
    """
    found = move_row_groups(drafts)
    by_page: dict[int, list[BlockDraft]] = defaultdict(list)
    for draft in found:
        if draft.first.page == draft.last.page:
            by_page[draft.first.page].append(draft)
    for number, on_page in by_page.items():
        join_wrapped_labels(on_page)
        on_page[:] = [draft for draft in on_page if draft.lines]
        others = list(on_page)
        for run in _runs(on_page):
            found = _with_heads(found, others, run, body, sideways.get(number, ()))
            others = [draft for draft in others if id(draft) not in set(map(id, run))]
    return [draft for draft in found if draft.lines]


def _runs(drafts: Sequence[BlockDraft]) -> Iterator[list[BlockDraft]]:
    """Yield runs of rows below each other, with the names of groups between them."""
    run: list[BlockDraft] = []
    for at, draft in enumerate(drafts):
        if not draft.lines:  # they are heads of the table before
            continue
        below = next((later for later in drafts[at + 1 : at + 2] if later.lines), None)
        if draft.kind == "row" and not draft.demoted and (not run or draft.first.baseline < run[-1].first.baseline):
            run.append(draft)
            continue
        is_group = run and _can_be_group(draft) and below is not None and below.kind == "row"
        if is_group and run[-1].first.baseline > draft.first.baseline > below.first.baseline:  # type: ignore[union-attr]
            run.append(draft)
            continue
        if _is_table(run):
            yield run
        else:
            _demote_figures(run)
        run = [draft] if draft.lines and draft.kind == "row" and not draft.demoted else []
    if _is_table(run):
        yield run
    else:
        _demote_figures(run)


def _demote_figures(run: Sequence[BlockDraft]) -> None:
    """Demote rows that hold nothing but figures, as charts have them: nothing says what they count."""
    if len(run) >= MIN_BARE_ROWS and all(FIGURE.match(cell.text) for row in run for cell in row.first.cells):
        for row in run:
            row.demoted = True


def _is_table(run: Sequence[BlockDraft]) -> bool:
    """Return whether drafts are enough rows, most with a label before their figures: a chart's have none."""
    rows = [draft.first for draft in run if draft.kind == "row" and len(draft.first.cells) >= MIN_COLUMNS]
    labelled = sum(not FIGURE.match(first := line.cells[0].text) or YEAR.match(first) is not None for line in rows)
    return len(rows) >= MIN_ROWS and 2 * labelled >= len(rows)


def _can_be_group(draft: BlockDraft) -> bool:
    is_short = len(draft.lines) == 1 and count_words(draft.text) <= MAX_GROUP_WORDS
    return draft.kind == "paragraph" and is_short and not ends_sentence(draft.text) and not is_caption(draft.text)


def _with_heads(
    found: list[BlockDraft],
    on_page: Sequence[BlockDraft],
    run: list[BlockDraft],
    body: BodyStyle,
    sideways: Sequence[SidewaysText],
) -> list[BlockDraft]:
    """Return the drafts with what belongs to one run of rows before it."""
    rows = list(run)
    leading = _leading_heads(rows, body)
    rows = rows[len(leading) :]
    for draft in rows:
        if draft.kind != "row":
            draft.part = "group"
    _mark_subtotals(rows, body)
    grid = grid_of([draft.first for draft in rows if draft.kind == "row"])
    grid = replace(grid, left=min(draft.first.left for draft in rows))
    for draft in rows:
        draft.lines = [with_label_apart(line, grid) for line in draft.lines]
    turned = turned_heads(sideways, rows[0].first, grid)
    top = max((text.top for text in turned), default=0.0)
    above = without_title(lines_above(on_page, rows, leading, grid, top), on_page)
    for line, draft in above:
        draft.lines = [each for each in draft.lines if each is not line]
    heads = [line for line, _ in above]
    group = group_before_rows(heads, grid, [draft.first for draft in rows if draft.part == "group"])
    if turned:
        heads.append(turned_line(turned, rows[0].first, grid))
    title = _title(on_page, rows, heads)
    if not heads and not group and not title:
        return found
    opening = [BlockDraft("row", [line], part="head") for line in head_rows(heads, grid)]
    opening += [BlockDraft("paragraph", [line], part="group") for line in group]
    return _moved(found, run, title, opening, rows)


def _mark_subtotals(rows: Sequence[BlockDraft], body: BodyStyle) -> None:
    """Mark rows set bold that rows follow which are not: they name these, where a table has several of them."""
    opening = [
        row
        for row, below in pairwise(rows)
        if row.kind == below.kind == "row"
        and row.first.is_uniform
        and body.is_bold(row.first)
        and not body.is_bold(below.first)
    ]
    if len(opening) >= MIN_SUBTOTALS:
        for row in opening:
            row.part = "subtotal"


def _moved(
    found: list[BlockDraft],
    run: Sequence[BlockDraft],
    title: Sequence[BlockDraft],
    opening: list[BlockDraft],
    rows: Sequence[BlockDraft],
) -> list[BlockDraft]:
    """Return the drafts with a table's heads and rows after its title, or where its rows were."""
    for draft in title:
        draft.part = "title"
    ids = {id(draft) for draft in run}
    run = [draft for draft in run if draft.lines]
    start = next(at for at, draft in enumerate(found) if id(draft) in ids)
    if opening:
        opening[0].apart = run[0].apart
    if title:
        start = next(at for at, draft in enumerate(found) if draft is title[-1]) + 1
    before = [draft for draft in found[:start] if id(draft) not in ids]
    after = [draft for draft in found[start:] if id(draft) not in ids]
    return [*before, *opening, *rows, *after]


def _leading_heads(rows: Sequence[BlockDraft], body: BodyStyle) -> list[BlockDraft]:
    """Return the first rows that hold no figures but years, above rows that do; else a first row set bold."""
    figures = [_figures(draft.first) for draft in rows if draft.kind == "row"]
    if not any(figures[1:]):
        first, *rest = [draft for draft in rows if draft.kind == "row"]
        is_bold = body.is_bold(first.first) and first.first.is_uniform
        alone = rows[0] is first and is_bold and not all(body.is_bold(draft.first) for draft in rest)
        return [first] if alone and len(rest) >= MIN_ROWS - 1 else []
    heads: list[BlockDraft] = []
    for draft in rows[:-1]:
        is_bold = not heads or not body.is_bold(heads[0].first) or body.is_bold(draft.first)
        if draft.kind != "row" or _figures(draft.first) or _is_of_text(draft.first, is_bold=is_bold):
            break
        heads.append(draft)
    return heads if len(heads) < len(rows) else []


def _is_of_text(line: TextLine, *, is_bold: bool) -> bool:
    """Return whether a row has a cell of many words that is no head: it is not as bold as the heads, or a sentence."""
    return any(
        count_words(each.text) > MAX_LABEL_WORDS and (not is_bold or ends_sentence(each.text)) for each in line.cells
    )


def _figures(line: TextLine) -> int:
    """Return how many cells of a row after the first are figures, years aside."""
    return sum(
        FIGURE.match(cell.text.replace(" ", "")) is not None and not YEAR.match(cell.text) for cell in line.cells[1:]
    )


def _title(on_page: Sequence[BlockDraft], rows: Sequence[BlockDraft], heads: Sequence[TextLine]) -> list[BlockDraft]:
    """Return the caption above a table: one draft, or "Table 3" and the line with its words below it."""
    top = max(line.baseline for line in [rows[0].first, *heads])
    size = rows[0].first.size
    above = [
        draft
        for draft in on_page
        if draft.lines and draft.kind in ("paragraph", "heading") and draft.last.baseline > top and not draft.part
    ]
    above.sort(key=lambda draft: draft.last.baseline)
    for at, (near, far) in enumerate(pairwise([None, *above])):
        below = near.first.baseline if near and at < MAX_TITLE_DRAFTS else top
        if far is None or far.last.baseline - below > MAX_TITLE_STEP * max(size, far.last.size):
            break
        if is_caption(far.text):
            is_bare = count_words(far.text) <= MAX_BARE_CAPTION_WORDS
            return [far, near] if is_bare and near is not None and _is_only_title(near) else [far]
        if not _is_only_title(far):
            break
    return []


def without_title(
    above: list[tuple[TextLine, BlockDraft]], on_page: Sequence[BlockDraft]
) -> list[tuple[TextLine, BlockDraft]]:
    """Return the lines above rows without the first ones that are the words of a bare caption, such as "Table 3"."""
    start = 0
    while (
        start < len(above) - 1 and len(above[start][0].cells) == 1 and _is_under_bare_caption(above[start][0], on_page)
    ):
        start += 1
    return above[start:]


def _is_under_bare_caption(line: TextLine, on_page: Sequence[BlockDraft]) -> bool:
    over = [
        each
        for draft in on_page
        for each in draft.lines
        if 0 < each.baseline - line.baseline <= MAX_TITLE_STEP * line.size
    ]
    nearest = min(over, key=lambda each: each.baseline, default=None)
    return nearest is not None and is_caption(nearest.text) and count_words(nearest.text) <= MAX_BARE_CAPTION_WORDS


def _is_only_title(draft: BlockDraft) -> bool:
    return not ends_sentence(draft.text) and caption_pattern().match(draft.text) is None and draft.kind == "paragraph"
