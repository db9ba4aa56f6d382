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


def snippets(
    texts: Sequence[str], layouts: Layouts, marks: Marks, weights: Sequence[float]
) -> list[tuple[Snippet, ...]]:
    """The snippets of each of some passages' texts, in their order. `weights[clause]` says how telling a clause is."""
    stretches = best_stretches(layouts, marks, weights)
    rows = stretches.rows.tolist()
    following = layouts.starts[np.minimum(stretches.last + 1, len(layouts.starts) - 1)].tolist()
    at_end = (stretches.last + 1 >= layouts.end[stretches.rows]).tolist()
    ends = [
        _end(texts[row], len(texts[row]) if is_last else start)
        for row, start, is_last in zip(rows, following, at_end, strict=True)
    ]
    starts = layouts.starts[stretches.first].astype(np.int32)
    cut, counts = _cut(stretches.rows, starts, np.array(ends, np.int32), marks.rows, marks.starts, marks.ends)
    pieces, bounds = cut.tolist(), counts.tolist()
    shown: list[list[Snippet]] = [[] for _ in texts]
    for row, (first, end) in zip(rows, pairwise(bounds), strict=True):
        text = texts[row]
        cuts = [(text[start:stop], match == 1) for start, stop, match in pieces[first:end]]
        shown[row].append(tuple(map(_fragment, cuts)))
    return [tuple(each) for each in shown]


_fragment: Callable[[tuple[str, bool]], Fragment] = partial(tuple.__new__, Fragment)
"""Makes a fragment of its parts: a page has a hundred, and this takes a third of the time of calling its class."""


def _end(text: str, end: int) -> int:
    """Where the last word before this character ends."""
    while text[end - 1].isspace():
        end -= 1
    return end


@compiled("i8[] i4[] i4[] i4[] i4[] i4[]")
def _cut(
    rows: Words, starts: Numbers, ends: Numbers, marked: Numbers, mark_starts: Numbers, mark_ends: Numbers
) -> tuple[Pieces, Numbers]:
    """Stretches of characters, cut where marks begin and end; marks that overlap are one.

    Gives the pieces as (start, end, 1 for a mark), and where those of each stretch begin, with the last's end.
    """
    pieces = np.empty((4 * len(marked) + len(rows), 3), np.int32)
    bounds = np.zeros(len(rows) + 1, np.int32)
    size = 0
    for stretch in range(len(rows)):
        place, end = starts[stretch], ends[stretch]
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
