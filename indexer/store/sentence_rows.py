"""The sentences of passages as rows of 32-bit numbers, and the table of the forms of their words.

A row is: the characters of the passage's text, how many sentences, units and stems above it follow; for each sentence
its first character, its end, and how many signs it has with its flags; the key of each unit's form; the stems above;
and the signs, sentence by sentence. Nothing in a row depends on other rows or on the table, so rows of several tables
can be put one after the other, and their tables be made one.
"""

import os
import weakref
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.answerable import Answerable, Form, Quotable

HEAD, PER_SENTENCE = 4, 3
"""The numbers with which a row starts, and those of each sentence."""

FLAG_BITS, KIND_BITS, LENGTH_BITS, START_BITS = 8, 9, 7, 16
"""The bits of a sentence's flags, and of a sign: from the lowest its kinds, its length and its place in its sentence."""

_LONGEST = (1 << LENGTH_BITS) - 1
_FARTHEST = (1 << START_BITS) - 1

TELLING = 1
"""The lowest bit of a form's flags; above it is the number of its words."""

_DIRECTORY = 16
"""The forms are found by so many of the highest bits of their keys."""

Numbers = NDArray[np.uint32]


class FormTable(NamedTuple):
    """Forms in the order of their keys; those whose keys start with the bits `b` begin at `starts[b]`."""

    starts: Numbers
    keys: Numbers
    stems: Numbers
    accents: Numbers
    heads: Numbers
    flags: NDArray[np.uint8]


def row_of(found: Answerable, keys: Iterable[int]) -> list[int]:
    """The row of a passage; `keys` are those of the forms of its units."""
    signs = [list(_packed(sentence)) for sentence in found.sentences]
    row = [found.length, len(found.sentences), len(found.forms), len(found.above)]
    for sentence, own in zip(found.sentences, signs, strict=True):
        row += (sentence.start, sentence.end, (len(own) << FLAG_BITS) + sentence.flags)
    row += keys
    row += found.above
    row += chain.from_iterable(signs)
    return row


def _packed(sentence: Quotable) -> Iterable[int]:
    """The signs of a sentence as numbers; one that starts beyond what any sentence has is left out."""
    for start, end, kinds in sentence.signs:
        if start - sentence.start <= _FARTHEST:
            length = min(end - start, _LONGEST)
            yield ((start - sentence.start) << (KIND_BITS + LENGTH_BITS)) + (length << KIND_BITS) + kinds


def table_of(forms: Mapping[int, Form]) -> FormTable:
    """The table of the forms with these keys."""
    rows = [
        (key, form.stem, form.accents, form.head, (form.words << 1) + form.telling)
        for key, form in sorted(forms.items())
    ]
    return joined([np.array(rows, np.int64).reshape(-1, 5)])


def joined(tables: Sequence[NDArray[np.int64]]) -> FormTable:
    """The table of all forms in some tables, whose columns are keys, stems, accents, heads and flags."""
    every = np.concatenate(tables)
    keys, first = np.unique(every[:, 0], return_index=True)
    columns = every[first, 1:].astype(np.uint32)
    bits = np.arange((1 << _DIRECTORY) + 1, dtype=np.int64) << (32 - _DIRECTORY)
    starts = np.searchsorted(keys, bits).astype(np.uint32)
    stems, accents, heads, flags = (np.ascontiguousarray(column) for column in columns.T)
    return FormTable(starts, keys.astype(np.uint32), stems, accents, heads, flags.astype(np.uint8))


class SentenceRows:
    """The rows in a file of numbers, by ordinal. May be used from any thread.

    They are read, not mapped: of a mapped file the system counts much more as the process's than it has looked at.
    `first` is where in the file the numbers start, `ends` where the row of each passage ends, in numbers.
    """

    def __init__(self, path: Path, first: int, ends: Numbers) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)
        self._first = first
        self._ends = ends

    def __getitem__(self, ordinal: int) -> bytes:
        start = int(self._ends[ordinal - 1]) if ordinal else 0
        return os.pread(self._file, 4 * (int(self._ends[ordinal]) - start), self._first + 4 * start)
