"""Split a document into passages.

Each section is cut into units (sentences, items, rows); the best way to group neighbouring units into passages
is found by dynamic programming over a cost for each cut and each size, as lines are broken into paragraphs by
Knuth and Plass (Breaking Paragraphs into Lines, 1981).
"""

import hashlib
import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from indexer.analysis.sentence_splitter import sentence_spans
from indexer.analysis.word_offsets import count_words, find_words
from indexer.documents.page_text import (
    PageTexts,
    PlacedBlock,
    Section,
    split_into_sections,
    text_of,
)
from indexer.documents.tables import TablePlace, is_label, leads_in, repeated_kind, table_places, with_line_end
from indexer.read.heuristics import ends_sentence, is_caption, is_credit
from indexer.records.passage import Span, join_spans, slice_spans

MAX_WORDS = 220
"""The most words of a passage (as indexer.analysis.word_offsets counts them)."""

MIN_WORDS = 60
"""The fewest words of a passage, where its section has as many."""

MAX_SCRAP_WORDS = 5
"""The most words of a passage that is demoted because no line of it ends a sentence."""

MAX_LABEL_WORDS = 8
"""The most words of each line of a passage that holds nothing but labels."""

MIN_NAMES_SHARE = 0.9
"""The least share of words with a capital letter in a longer line that holds nothing but names."""

_BEST_WORDS = 130
_TOO_SHORT = 40.0

_CUT_SUBJECT = -2.0
_CUT_TABLE = -1.0
_CUT_GAP = 0.0
_CUT_BLOCK = 0.25
_CUT_LIST = 0.6
_CUT_SENTENCE = 1.4
_CUT_CLAUSE = 3.0
_CUT_LABEL = 4.0
_CUT_LEAD_IN = 12.0

_CLAUSE_END = re.compile(r"[;:,؛،]\s+|[；：，、]\s*")


_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_DATED_TITLE = re.compile(r"\((?:[^()]{0,20}\s)?(?:19|20)\d\d\)\.?\s*$")

MIN_PUBLICATIONS = 4
"""The fewest lines of a list of publications."""

MIN_COMMAS = 3
"""The fewest commas of a note that names a publication: after author, title and publisher."""


@dataclass(frozen=True, slots=True)
class PassageDraft:
    """A passage before it has an id and tags."""

    section: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    demoted: bool = False
    table: str = ""
    first_row: int = 0


@dataclass(frozen=True, slots=True)
class _Unit:
    """The smallest unit of passages. `cut` is the cost of starting a passage with it.

    `spans` includes the white space that separates the unit from the next; `tail` is its length. `place` is what its
    block is in a table.
    """

    spans: tuple[Span, ...]
    tail: int
    words: int
    cut: float
    place: TablePlace
    ends_line: bool


def split_into_passages(
    page_texts: PageTexts, title: str, changes: Collection[PlacedBlock] = ()
) -> Iterator[PassageDraft]:
    """Yield the passages of a document in reading order; notes, then demoted blocks, follow the body of a section.

    `changes` are blocks that begin another subject: passages preferably start with them.
    """
    for section in split_into_sections(page_texts.blocks, title):
        shown = [placed for placed in section.blocks if not placed.block.demoted]
        body = [placed for placed in shown if placed.block.kind != "note"]
        notes = [placed for placed in shown if placed.block.kind == "note"]
        demoted = [placed for placed in section.blocks if placed.block.demoted]
        for blocks in (body, notes, demoted):
            yield from _passages(page_texts, section, blocks, changes)


def passage_id(document: str, text: str, taken: Counter[str]) -> str:
    """Return a permanent id from the document's id and the passage's text; a repeated text gets a number.

    `taken` counts the texts that have one.
    """
    base = f"{document}-{hashlib.sha256(text.encode()).hexdigest()[:10]}"
    taken[base] += 1
    return base if taken[base] == 1 else f"{base}-{taken[base]}"


def _passages(
    page_texts: PageTexts, section: Section, blocks: list[PlacedBlock], changes: Collection[PlacedBlock]
) -> Iterator[PassageDraft]:
    units = list(_units(blocks, changes))
    is_note = any(placed.block.kind == "note" for placed in blocks)
    for first, last in _groups(units):
        place = units[first].place
        spans = [span for line in place.above for span in with_line_end(line.spans)]
        spans += [span for unit in units[first:last] for span in unit.spans]
        tail = units[last - 1].tail
        spans[-1] = Span(spans[-1].page, spans[-1].start, spans[-1].end - tail)
        joined = join_spans(spans)
        text = text_of(page_texts.pages, joined)
        yield PassageDraft(
            section.path,
            text,
            joined,
            demoted=blocks[0].block.demoted
            or _is_scrap(text)
            or _is_of_publications(text)
            or (is_note and _is_of_citations(text)),
            table=_line_kinds(units[first:last]),
            first_row=next((unit.place.row for unit in units[first:last] if unit.place.row), 0),
        )


def demote_labels(drafts: Sequence[PassageDraft]) -> list[PassageDraft]:
    """Return the drafts with those demoted that hold nothing but short lines or names, as charts and lists of staff do,
    where most passages of the document have sentences.
    """
    whole = sum(any(map(ends_sentence, draft.text.split("\n"))) for draft in drafts)
    if 2 * whole < len(drafts):
        return list(drafts)
    return [replace(draft, demoted=True) if _is_of_labels(draft) else draft for draft in drafts]


def _is_of_labels(draft: PassageDraft) -> bool:
    return not draft.table and all(map(_is_label_or_names, draft.text.split("\n")))


def _is_label_or_names(line: str) -> bool:
    """Return whether a line is a few words, or many of which nearly all are names, and no caption or sentence."""
    if is_caption(line) or (ends_sentence(line) and not line.endswith(":")):  # a role before names ends in a colon
        return False
    words = [word for word in line.split() if any(map(str.isalpha, word))]
    names = sum(word[:1].isupper() for word in words)
    return count_words(line) <= MAX_LABEL_WORDS or names >= MIN_NAMES_SHARE * len(words)


def _is_of_citations(text: str) -> bool:
    """Return whether each note only names a publication: mostly names and titles between commas, and a year."""
    return all(map(_is_citation, text.split("\n")))


def _is_of_publications(text: str) -> bool:
    """Return whether a passage lists titles, each with its year in brackets at the end."""
    lines = text.split("\n")
    return len(lines) >= MIN_PUBLICATIONS and all(map(_DATED_TITLE.search, lines))


def _is_citation(note: str) -> bool:
    words = _LONG_WORD.findall(note)
    titled = sum(word[0].isupper() for word in words)
    return _YEAR.search(note) is not None and note.count(",") >= MIN_COMMAS and 2 * titled > len(words)


def _is_scrap(text: str) -> bool:
    """Return whether a passage is a few words without a sentence: a label, a page number, a line of a cover."""
    words = count_words(text)
    return words <= 1 or (words <= MAX_SCRAP_WORDS and not any(map(ends_sentence, text.split("\n"))))


def _line_kinds(units: list[_Unit]) -> str:
    """Return the kinds of a passage's lines, as in Passage.table; empty where it holds no row."""
    if not any(unit.place.row for unit in units):
        return ""
    kinds = [repeated_kind(line.block) for line in units[0].place.above]
    opens = True
    for unit in units:
        if opens:
            kinds.append(unit.place.kind)
        opens = unit.ends_line
    return "".join(kinds)


def _units(blocks: list[PlacedBlock], changes: Collection[PlacedBlock]) -> Iterator[_Unit]:
    """Yield the units of a section's blocks, in order."""
    before: PlacedBlock | None = None
    for placed, place in zip(blocks, table_places(blocks), strict=True):
        text = placed.block.text
        pieces = list(_pieces(text))
        for index, (start, end, cut) in enumerate(pieces):
            spans = slice_spans(placed.spans, start, end)
            is_last = index == len(pieces) - 1
            if is_last:
                spans[-1] = Span(spans[-1].page, spans[-1].start, spans[-1].end + 1)
            piece = text[start:end]
            tail = 1 if is_last else len(piece) - len(piece.rstrip())
            cut_here = cut if index else _CUT_SUBJECT if placed in changes else _cut_before(placed, before)
            here = place if not index else replace(place, above=())
            yield _Unit(tuple(spans), tail, count_words(piece), cut_here, here, is_last)
        before = placed


def _pieces(text: str) -> Iterator[tuple[int, int, float]]:
    """Yield a block's sentences as (start, end, cost of a cut before it), over-long ones cut at clauses or words."""
    for start, end in sentence_spans(text):
        first, cut = start, _CUT_SENTENCE
        while count_words(text[first:end]) > MAX_WORDS:
            middle = _clause_cut(text, first, end)
            yield first, middle, cut
            first, cut = middle, _CUT_CLAUSE
        yield first, end, cut


def _clause_cut(text: str, start: int, end: int) -> int:
    """Return where to cut a sentence that is too long for one passage: after the last clause that fits, or word."""
    limit = start + next(islice(find_words(text[start:end]), MAX_WORDS, None)).start()
    clauses = [match.end() for match in _CLAUSE_END.finditer(text, start, limit)]
    late = [cut for cut in clauses if cut - start > (limit - start) // 2]
    return late[-1] if late else limit


def _cut_before(placed: PlacedBlock, before: PlacedBlock | None) -> float:
    """Return the cost of starting a passage with this block."""
    if before is None:
        return 0.0
    block, last = placed.block, before.block
    in_list = block.kind in ("item", "row") and last.kind in ("item", "row")
    is_lead_in = block.kind in ("item", "row") and not in_list and last.text.endswith(":")
    belongs_above = is_credit(block.text) and (last.kind == "row" or is_label(last))
    if leads_in(last, block) or is_lead_in or belongs_above:
        return _CUT_LEAD_IN
    if is_label(last) and not last.part and not is_credit(last.text) and not is_caption(last.text):
        return _CUT_LABEL
    if block.part == "title":
        return _CUT_TABLE
    if block.gap_before or block.part in ("group", "subtotal"):
        return _CUT_GAP
    return _CUT_LIST if in_list else _CUT_BLOCK


def _groups(units: list[_Unit]) -> list[tuple[int, int]]:
    """Return the cheapest grouping of units into passages, as half-open ranges."""
    best = [0.0] + [math.inf] * len(units)
    start_of = [0] * (len(units) + 1)
    for end in range(1, len(units) + 1):
        words = 0
        for start in range(end - 1, -1, -1):
            words += units[start].words
            if words + units[start].place.words > MAX_WORDS and start < end - 1:
                break
            cost = best[start] + _size_cost(words + units[start].place.words) + (units[start].cut if start else 0.0)
            if cost < best[end]:
                best[end], start_of[end] = cost, start
    groups = []
    end = len(units)
    while end:
        groups.append((start_of[end], end))
        end = start_of[end]
    return groups[::-1]


def _size_cost(words: int) -> float:
    """Return the cost of a passage of this many words: 0 at the best size, high below MIN_WORDS."""
    too_short = _TOO_SHORT + (MIN_WORDS - words) if words < MIN_WORDS else 0.0
    return too_short + ((words - _BEST_WORDS) / _BEST_WORDS) ** 2
