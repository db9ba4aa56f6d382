"""What matching and ranking ask of an index, in terms of arrays.

Passages are ordinals, from 0. Two implementations answer: `WhooshIndex` reads Whoosh's postings, `ImageIndex` the
arrays that were decoded from them when the generation was built. Everything above them is written once.

A *place* is the number of a word in a passage, from 0, as `indexer.analysis.placed` counts them: a stem in the field
`body` stands at the place of its (first) word, so places in `body` and `exact` can be compared. Places in `heading`
count the words of the section path.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from service.engine.marking import Marks, Wanted

Ordinals = NDArray[np.intp]
"""Ordinals of passages in ascending order, each once."""

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
"""For each passage of the index whether it belongs to a set."""


class Postings(NamedTuple):
    """The passages that hold something, and how often each does. The arrays are not to be written to."""

    ordinals: Ordinals
    counts: Floats


class Beginning(NamedTuple):
    """The passages that hold words with a beginning, how often altogether, and how many such words there are."""

    postings: Postings
    words: int


class Places(NamedTuple):
    """Where something stands in some passages: `places[i]` is a place in the passage `passages[rows[i]]` asked about.

    In the order of rows, and of places within a row.
    """

    rows: NDArray[np.intp]
    places: NDArray[np.int32]


class Layouts(NamedTuple):
    """The words of some passages as white space divides them, one passage after the other.

    Word `i` starts with the character `starts[i]` of its passage; `flags` say whether a sentence or paragraph
    starts with it (indexer.store.image_file). The words of passage `row` are `first[row]` to `first[row + 1] - 1`.
    """

    first: NDArray[np.intp]
    starts: NDArray[np.intp]
    flags: NDArray[np.uint8]


class Index(Protocol):
    """The postings, places and texts' layout of one generation, for one thread or for all (see the implementation)."""

    count: int
    """The number of passages."""

    def frequency(self, field: str, term: str) -> int:
        """The number of passages that hold a term in a field."""
        ...

    def postings(self, field: str, term: str) -> Postings:
        """The passages that hold a term in a field."""
        ...

    def beginning(self, letters: str, most: int) -> Beginning:
        """The passages that hold words, as written, that start with these letters.

        Of more than `most` words only so many are taken, the most frequent (the first in the alphabet of equals).
        """
        ...

    def phrase(self, words: Sequence[str]) -> Postings:
        """The passages that hold a run of folded words, and how many such runs each does."""
        ...

    def lengths(self, field: str) -> Floats:
        """For each passage the length of a field as a share of the mean (1.0: as long as the mean passage's).

        In terms, rounded as Whoosh stores it; a field that is empty counts as one term.
        """
        ...

    def places(self, field: str, term: str, passages: Sequence[int]) -> Places:
        """Where a term stands in a field (`body`, `heading` or `exact`) of these passages, given in any order."""
        ...

    def runs(self, words: Sequence[str], passages: Sequence[int]) -> Places:
        """Where runs of folded words start in the text of these passages."""
        ...

    def near(self, word: str, edits: int, same_start: int) -> list[tuple[str, int]]:
        """The folded words of passages that so many edits at most turn into this one, each with its own number.

        They begin with as many of its letters as `same_start` says.
        """
        ...

    def marks(self, passages: Sequence[int], wanted: Wanted) -> Marks:
        """What is to be marked in the texts of these passages."""
        ...

    def layouts(self, passages: Sequence[int]) -> Layouts:
        """The words, sentences and paragraphs of the text of each of these passages."""
        ...

    def close(self) -> None:
        """Frees files. The index cannot be asked any more."""
        ...
