"""What matching and ranking ask of an index, in terms of arrays.

Passages are ordinals, from 0. Two implementations answer: `WhooshIndex` reads Whoosh's postings, `ImageIndex` the
arrays that were decoded from them when the generation was built. Everything above them is written once.

A *place* is the number of a word in a passage, from 0, as `indexer.analysis.analyzer` counts them: a stem in the field
`body` stands at the place of its (first) word, so places in `body` and `exact` can be compared. Places in `heading`
count the words of the section path.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from service.search.highlighting import Highlights, HighlightTerms

Ordinals = NDArray[np.uint32]
"""Ordinals of passages; in ascending order and each once, where nothing else is said."""

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
"""For each of some passages whether something is so."""

PackedPositions = NDArray[np.int64]
"""Where something stands in some passages, ascending: `row * ROW + place` for a place in the passage at `row`."""

ROW_STRIDE = 1 << 32
"""More than any place: keys of different passages never come near each other."""


class TermPositions(NamedTuple):
    """Where several things stand in some passages: thing `i` has the keys `bounds[i]` to `bounds[i + 1] - 1`."""

    keys: PackedPositions
    bounds: PackedPositions


class Postings(NamedTuple):
    """The passages that hold something, and how often each does. The arrays are not to be written to."""

    ordinals: Ordinals
    counts: NDArray[np.uint16]


class PrefixPostings(NamedTuple):
    """The passages that hold words with a beginning, how often altogether, and how many such words there are."""

    postings: Postings
    words: int


class WordOffsets(NamedTuple):
    """The words of some passages as white space divides them.

    Those of passage `row` are `first[row]` to `end[row] - 1`. Word `i` starts with the character `starts[i]` of its
    passage; `flags[i]` say whether a sentence or paragraph starts with it (indexer.analysis.word_offsets).
    """

    first: NDArray[np.uint32]
    end: NDArray[np.uint32]
    starts: NDArray[np.uint32]
    flags: NDArray[np.uint8]


class Index(Protocol):
    """The postings, places and texts' layout of one generation, for one thread or for all (see the implementation)."""

    count: int
    """The number of passages."""

    def doc_freq(self, field: str, term: str) -> int:
        """Return the number of passages that hold a term in a field."""
        ...

    def postings(self, field: str, term: str) -> Postings:
        """Return the passages that hold a term in a field."""
        ...

    def prefix_postings(self, letters: str, most: int) -> PrefixPostings:
        """Return the passages that hold words, as written, that start with these letters.

        Of more than `most` words only so many are taken, the most frequent (the first in the alphabet of equals).
        """
        ...

    def prefix_cost(self, letters: str) -> int:
        """Return how many postings the words that start with these letters have, as written."""
        ...

    def phrase_postings(self, words: Sequence[str]) -> Postings:
        """Return the passages that hold a run of folded words, and how many such runs each does."""
        ...

    def relative_lengths(self, field: str) -> Floats:
        """For each passage the length of a field as a share of the mean (1.0: as long as the mean passage's).

        In terms, rounded as Whoosh stores it; a field that is empty counts as one term.
        """
        ...

    def positions(self, field: str, term: str, passages: Ordinals) -> PackedPositions:
        """Where a term stands in a field (`body`, `heading` or `exact`) of these passages, given in any order."""
        ...

    def term_positions(self, field: str, terms: Sequence[str], passages: Ordinals) -> TermPositions:
        """Return the same for each of several different terms."""
        ...

    def phrase_positions(self, words: Sequence[str], passages: Ordinals) -> PackedPositions:
        """Where runs of folded words start in the text of these passages, given in any order."""
        ...

    def fuzzy_terms(self, word: str, edits: int, same_start: int) -> list[tuple[str, int]]:
        """Return the folded words of passages that so many edits at most turn into this one, each with its own number.

        They begin with as many of its letters as `same_start` says.
        """
        ...

    def highlights(self, passages: Ordinals, wanted: HighlightTerms) -> Highlights:
        """Return what is to be marked in the texts of these passages, given in any order."""
        ...

    def word_offsets(self, passages: Ordinals) -> WordOffsets:
        """Return the words, sentences and paragraphs of the text of each of these passages."""
        ...

    def close(self) -> None:
        """Frees files. The index cannot be asked any more."""
        ...
