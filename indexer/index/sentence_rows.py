"""The sentences of passages as rows of 32-bit numbers, and the table of the forms of their words.

A row is: how many sentences, units and stems above the passage follow; for each sentence its first character, its end,
and how many signs it has with its flags; the key of each unit's form; the stems above; and the signs, sentence by
sentence. Nothing in a row depends on other rows or on the table, so rows of several tables can be put one after the
other, and their tables be made one.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.sentence_index import Answerable, Form

HEAD, PER_SENTENCE = 3, 3
"""The numbers with which a row starts, and those of each sentence."""

FLAG_BITS, KIND_BITS, LENGTH_BITS, START_BITS = 8, 9, 7, 16
"""The bits of a sentence's flags, and of a sign: from the lowest its kinds, its length and its place in that."""

_LONGEST = (1 << LENGTH_BITS) - 1
_FARTHEST = (1 << START_BITS) - 1

PER_FORM = 5
"""The numbers of a form in the table."""

TELLING, WORDS_FROM, STEP_FROM = 1, 1, 16
"""The lowest bit of a form's size, and those from which on stand the number of its words and its step."""

OTHER_BITS = 16
"""The forms are found by the bits of their keys but for so many of the lowest."""

Numbers = NDArray[np.uint32]


class FormTable(NamedTuple):
    """Forms in the order of their keys; those whose keys start with the bits `b` begin at `starts[b]`.

    A form is PER_FORM numbers of `forms`, side by side, because they are looked at together: its key, its stem, its
    accents, its head and its size.
    """

    starts: Numbers
    forms: Numbers


def row_of(found: Answerable) -> list[int]:
    """The row of a passage."""
    row = [len(found.sentences), len(found.forms), len(found.above)]
    signs: list[int] = []
    for start, end, flags, own in found.sentences:
        before = len(signs)
        signs += [
            ((first - start) << (KIND_BITS + LENGTH_BITS)) + (min(last - first, _LONGEST) << KIND_BITS) + kinds
            for first, last, kinds in own
            if first - start <= _FARTHEST  # no sentence that a person wrote is longer
        ]
        row += (start, end, ((len(signs) - before) << FLAG_BITS) + flags)
    row += found.forms
    row += found.above
    row += signs
    return row


def form_rows(forms: Mapping[int, Form]) -> Numbers:
    """The forms with these keys, a row each."""
    rows = [
        (key, form.stem, form.accents, form.head, form.telling + (form.words << WORDS_FROM) + (form.step << STEP_FROM))
        for key, form in forms.items()
    ]
    return np.array(rows, np.uint32).reshape(-1, PER_FORM)


def table_of(rows: Numbers) -> FormTable:
    """The table of the forms in these rows, in which one may be several times."""
    _, first = np.unique(rows[:, 0], return_index=True)
    table = rows[first]
    bits = np.arange((1 << 32 - OTHER_BITS) + 1, dtype=np.int64) << OTHER_BITS
    starts = np.searchsorted(table[:, 0].astype(np.int64), bits)
    return FormTable(starts.astype(np.uint32), table.ravel())
