"""Snippets: the one or two stretches of a passage that show best how it answers a query, with marks."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from service.engine.compiled import Whole, compiled, part
from service.engine.index import Layouts
from service.engine.marking import Marks, Numbers
from service.engine.protocol import Fragment, Snippet
from service.engine.stretches import Words, best_stretches

Pieces = NDArray[np.int32]

_TEXTS_END = np.int32(np.iinfo(np.int32).max)
"""More than any character of a passage."""


def snippets(
    texts: Sequence[str], layouts: Layouts, marks: Marks, weights: Sequence[float]
) -> list[tuple[Snippet, ...]]:
    """The snippets of each of some passages' texts, in their order. `weights[clause]` says how telling a clause is."""
    rows, first, last = best_stretches(layouts, marks, weights)
    cut, counts = _cut(rows, first, last, *layouts[1:3], *marks[:3])
    pieces, bounds = cut.tolist(), counts.tolist()
    shown: list[list[Snippet]] = [[] for _ in texts]
    for row, (begin, end) in zip(rows.tolist(), pairwise(bounds), strict=True):
        text = texts[row]
        cuts = [(text[start:stop], match == 1) for start, stop, match in pieces[begin:end]]
        shown[row].append(tuple(map(_fragment, _trimmed(cuts))))
    return [tuple(each) for each in shown]


def _trimmed(cuts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The pieces of a snippet without the white space before the word that follows it."""
    last, match = cuts[-1]
    kept = last.rstrip()
    return [*cuts[:-1], (kept, match)] if kept else cuts[:-1]


_fragment: Callable[[tuple[str, bool]], Fragment] = partial(tuple.__new__, Fragment)
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
    """Stretches of words, up to the word that follows, cut where marks begin and end; marks that overlap are one.

    Gives the pieces as (first character, end, 1 for a mark), and where those of each stretch begin and the last end.
    """
    pieces = np.empty((4 * len(marked) + len(rows), 3), np.int32)
    bounds = np.zeros(len(rows) + 1, np.int32)
    size = 0
    for stretch in range(len(rows)):
        following = lasts[stretch] + 1
        place = np.int32(words[firsts[stretch]])
        end = np.int32(words[following]) if following < row_ends[rows[stretch]] else _TEXTS_END
        mark = np.searchsorted(marked, rows[stretch])
        while mark < len(marked) and marked[mark] == rows[stretch] and mark_starts[mark] < end:
            first, last = mark_starts[mark], mark_ends[mark]
            mark += 1
            while mark < len(marked) and marked[mark] == rows[stretch] and mark_starts[mark] < last:
                last = max(last, mark_ends[mark])
                mark += 1
            if last <= place:
                continue
            if first > place:
                size = _add(pieces, size, place, first, 0)
            size = _add(pieces, size, max(first, place), min(last, end), 1)
            place = min(last, end)
        if place < end:
            size = _add(pieces, size, place, end, 0)
        bounds[stretch + 1] = size
    return pieces[:size], bounds


@part
def _add(pieces: Pieces, size: int, start: Whole, end: Whole, match: int) -> int:
    """Adds a piece to so many; gives the new number."""
    pieces[size, 0], pieces[size, 1], pieces[size, 2] = start, end, match
    return size + 1
