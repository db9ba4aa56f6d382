"""Compiled loops over the encoded texts of passages in an image: the offsets of their words, and highlights."""

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.word_offsets import FLAG_SHIFT, MAX_STEP
from service.search.index import Ordinals, PackedPositions
from service.search.jit import Integer, compiled, inlined
from service.search.token_loops import Tokens, locate

Numbers = NDArray[np.int32]
"""Numbers of characters or of rows."""

Flags = NDArray[np.uint8]

HighlightTokens = NDArray[np.int64]
"""What to highlight, one row each: the list of tokens, its first and end index in that, its words, its clause."""


@inlined
def _characters(texts: Flags, row: Integer, words: Integer) -> Numbers:
    """Return the first character of each word of a passage, whose encoded text begins at `row`."""
    characters = np.empty(words, np.int32)
    character: Integer = 0
    for word in range(words):
        character += np.int64(texts[row + 2 * word]) + (np.int64(texts[row + 2 * word + 1]) << 8)
        characters[word] = character
    return characters


@inlined
def _words(starts: Tokens, passage: Integer) -> Integer:
    """Return the number of words of a passage; one number is left free between passages."""
    return np.int64(starts[passage + 1]) - np.int64(starts[passage]) - 1


@compiled("u4[] u1[] i8[] u4[]")
def decode_token_offsets(
    starts: Tokens, texts: Flags, rows: PackedPositions, passages: Ordinals
) -> tuple[Tokens, Tokens, Flags]:
    """Decode the word offsets of some passages: return bounds by passage, first characters and flags of the words."""
    bounds = np.zeros(len(passages) + 1, np.uint32)
    characters, flags = np.empty(len(texts), np.uint32), np.empty(len(texts), np.uint8)
    size = 0
    for row in range(len(passages)):
        character: Integer = 0
        for at in range(rows[row] + 3 * _words(starts, passages[row]), rows[row + 1]):
            step = np.int64(texts[at])
            character += step & MAX_STEP
            if step != MAX_STEP:
                characters[size] = character
                flags[size] = step >> FLAG_SHIFT
                size += 1
        bounds[row + 1] = size
    return bounds, characters[:size], flags[:size]


@compiled("i8[,] u4[] u4[] u4[] u4[] u4[] u1[] i8[] u4[] u4[]")
def find_highlights_in_image(
    highlighted: HighlightTokens,
    body: Tokens,
    exact: Tokens,
    found: Tokens,
    starts: Tokens,
    passages: Ordinals,
    texts: Flags,
    text_rows: PackedPositions,
    multiword_starts: Tokens,
    multiword_ends: Tokens,
) -> Numbers:
    """Return the highlights of passages, in order: their rows, starts, ends and clauses."""
    width = 2 * len(passages)
    bounds = np.empty(len(highlighted) * width, np.int64)
    most = 0
    for each in range(len(highlighted)):
        tokens = (body, exact, found)[highlighted[each, 0]][highlighted[each, 1] : highlighted[each, 2]]
        most += locate(bounds[each * width : (each + 1) * width], tokens, starts, passages)
    rows, firsts = np.empty(most, np.int32), np.empty(most, np.int32)
    lasts, clauses = np.empty(most, np.int32), np.empty(most, np.int32)
    size = 0
    for row in range(len(passages)):
        begin = size
        first, end = np.int64(starts[passages[row]]), np.int64(starts[passages[row] + 1])
        lengths = np.int64(text_rows[row]) + 2 * (end - first - 1)
        characters = _characters(texts, text_rows[row], end - first - 1)
        for each in range(len(highlighted)):
            kind, words, clause = highlighted[each, 0], highlighted[each, 3], highlighted[each, 4]
            tokens = (body, exact, found)[kind][highlighted[each, 1] : highlighted[each, 2]]
            for at in range(bounds[each * width + 2 * row], bounds[each * width + 2 * row + 1]):
                token = tokens[at]
                mark_end = characters[token - first + words - 1] + texts[lengths + token - first + words - 1]
                if kind == 0:
                    long = np.searchsorted(multiword_starts, token)
                    if long < len(multiword_starts) and multiword_starts[long] == token:
                        mark_end = multiword_ends[long]
                size = _insert(firsts, lasts, clauses, begin, size, (characters[token - first], mark_end, clause))
        rows[begin:size] = row
    marks = np.empty((4, size), np.int32)
    marks[0], marks[1], marks[2], marks[3] = rows[:size], firsts[:size], lasts[:size], clauses[:size]
    return marks


@inlined
def _insert(first: Numbers, last: Numbers, clauses: Numbers, begin: int, size: int, mark: tuple[int, int, int]) -> int:
    """Insert a mark, unless it is present, into the sorted marks from `begin` on; return the new size."""
    index = size
    start, end, clause = np.int32(mark[0]), np.int32(mark[1]), np.int32(mark[2])
    while index > begin:
        above = index - 1
        if first[above] < start or (
            first[above] == start and (last[above] < end or (last[above] == end and clauses[above] <= clause))
        ):
            break
        index -= 1
    if index > begin and first[index - 1] == start and last[index - 1] == end and clauses[index - 1] == clause:
        return size
    for at in range(size, index, -1):
        first[at], last[at], clauses[at] = first[at - 1], last[at - 1], clauses[at - 1]
    first[index], last[index], clauses[index] = start, end, clause
    return size + 1
