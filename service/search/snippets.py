"""Snippets: the one or two fragments of a passage that best show how it matches a query, highlighted."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from service.search.fragments import Words, top_fragments
from service.search.highlighting import Highlights, Numbers
from service.search.index import WordOffsets
from service.search.jit import Integer, compiled, inlined
from service.search.protocol import Snippet, TextSpan

Pieces = NDArray[np.int32]

_TEXTS_END = np.int32(np.iinfo(np.int32).max)
"""More than any character of a passage."""


def snippets(
    texts: Sequence[str], layouts: WordOffsets, marks: Highlights, weights: Sequence[float]
) -> list[tuple[Snippet, ...]]:
    """Return the snippets of each text, in order. `weights[clause]` is the clause's idf."""
    rows, first, last = top_fragments(layouts, marks, weights)
    pieces, bounds = _cut(rows, first, last, *layouts[1:3], *marks[:3])
    owners, starts, ends, matches = pieces.tolist()
    cuts = [texts[row][start:end] for row, start, end in zip(owners, starts, ends, strict=True)]
    fragments = list(map(_fragment, zip(cuts, map(bool, matches), strict=True)))
    shown: list[list[Snippet]] = [[] for _ in texts]
    for row, (begin, end) in zip(rows.tolist(), pairwise(bounds.tolist()), strict=True):
        shown[row].append((*fragments[begin : end - 1], *_trimmed(fragments[end - 1])))
    return [tuple(each) for each in shown]


def _trimmed(last: TextSpan) -> tuple[TextSpan, ...]:
    """Return the last fragment of a snippet without its trailing white space, if anything is left."""
    kept = last.text.rstrip()
    return (TextSpan(kept, last.match),) if kept else ()


_fragment: Callable[[tuple[str, bool]], TextSpan] = partial(tuple.__new__, TextSpan)
"""Makes a fragment of its parts: a page has a hundred, and this takes a third of the time of calling its class."""


@compiled("i8[] i8[] i8[] u4[] u4[] i4[] i4[] i4[]")
def _cut(
    rows: Words,
    firsts: Words,
    lasts: Words,
    row_ends: NDArray[np.uint32],
    words: NDArray[np.uint32],
    marked: Numbers,
    mark_starts: Numbers,
    mark_ends: Numbers,
) -> tuple[Pieces, Numbers]:
    """Cut fragments, up to the word that follows, where highlights begin and end; overlapping ones are merged.

    Return the rows, first characters and ends of the pieces with 1 for highlights, and where those of each fragment
    begin, with the end of the last.
    """
    pieces = np.empty((4, 4 * len(marked) + len(rows)), np.int32)
    bounds = np.zeros(len(rows) + 1, np.int32)
    size = 0
    for fragment_index in range(len(rows)):
        following = lasts[fragment_index] + 1
        position = np.int32(words[firsts[fragment_index]])
        end = np.int32(words[following]) if following < row_ends[rows[fragment_index]] else _TEXTS_END
        mark = np.searchsorted(marked, rows[fragment_index])
        while mark < len(marked) and marked[mark] == rows[fragment_index] and mark_starts[mark] < end:
            first, last = mark_starts[mark], mark_ends[mark]
            mark += 1
            while mark < len(marked) and marked[mark] == rows[fragment_index] and mark_starts[mark] < last:
                last = max(last, mark_ends[mark])
                mark += 1
            if last <= position:
                continue
            if first > position:
                size = _add(pieces, size, rows[fragment_index], position, first, 0)
            size = _add(pieces, size, rows[fragment_index], max(first, position), min(last, end), 1)
            position = min(last, end)
        if position < end:
            size = _add(pieces, size, rows[fragment_index], position, end, 0)
        bounds[fragment_index + 1] = size
    return pieces[:, :size].copy(), bounds


@inlined
def _add(pieces: Pieces, size: int, row: Integer, start: Integer, end: Integer, match: int) -> int:
    """Append a piece at index `size`; return the new size."""
    pieces[0, size], pieces[1, size], pieces[2, size], pieces[3, size] = row, start, end, match
    return size + 1
