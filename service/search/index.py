"""The protocol of an index, in terms of arrays.

Passages are ordinals, from 0. There are two implementations: `WhooshIndex` reads Whoosh's postings, `ImageIndex` the
arrays that were decoded from them when the generation was built. Everything above them is written once.

A *position* is the number of a word in a passage, from 0, as `indexer.analysis.analyzer` counts them: a stem in
the field `body` has the position of its (first) word, so positions in `body` and `exact` can be compared.
Positions in `heading` count the words of the section path.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from service.search.highlighting import Highlights, HighlightTerms

Ordinals = NDArray[np.uint32]
"""Ordinals of passages, ascending and distinct unless stated otherwise."""

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
"""A Boolean for each passage."""

PackedPositions = NDArray[np.int64]
"""Positions in some passages, ascending, each packed as `row * ROW_STRIDE + position`."""

ROW_STRIDE = 1 << 32
"""More than any position, so that packed positions of different passages are far apart."""


class TermPositions(NamedTuple):
    """The positions of several terms in some passages: term `i` has `keys[bounds[i]:bounds[i + 1]]`."""

    keys: PackedPositions
    bounds: PackedPositions


class Postings(NamedTuple):
    """The passages that have a term, and its frequency in each. The arrays are read-only."""

    ordinals: Ordinals
    counts: NDArray[np.uint16]


class PrefixPostings(NamedTuple):
    """The postings of all words with a prefix, taken together, and the number of these words."""

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
    """The postings, positions and word offsets of one generation; implementations say which threads may use it."""

    count: int
    """The number of passages."""

    def doc_freq(self, field: str, term: str) -> int:
        """Return the number of passages that have a term in a field."""
        ...

    def postings(self, field: str, term: str) -> Postings:
        """Return the passages that have a term in a field."""
        ...

    def prefix_postings(self, letters: str, max_words: int) -> PrefixPostings:
        """Return the postings of the words, as written, with this prefix.

        Only the `max_words` most frequent words are used; ties are broken alphabetically.
        """
        ...

    def words_starting_with(self, letters: str) -> Sequence[str]:
        """Return the folded words of the passages with this prefix, in order."""
        ...

    def prefix_cost(self, letters: str) -> int:
        """Return the number of postings of the words with this prefix."""
        ...

    def phrase_postings(self, words: Sequence[str]) -> Postings:
        """Return the passages with a phrase of folded words, and its frequency in each."""
        ...

    def relative_lengths(self, field: str) -> Floats:
        """Return the length of a field in each passage as a share of the mean.

        In terms, rounded as Whoosh stores it; a field that is empty counts as one term.
        """
        ...

    def positions(self, field: str, term: str, passages: Ordinals) -> PackedPositions:
        """Return the positions of a term in a field (`body`, `heading` or `exact`) of these passages, in any order."""
        ...

    def term_positions(self, field: str, terms: Sequence[str], passages: Ordinals) -> TermPositions:
        """Return the positions of each of several distinct terms in a field of these passages."""
        ...

    def phrase_positions(self, words: Sequence[str], passages: Ordinals) -> PackedPositions:
        """Return the start positions of a phrase of folded words in these passages, in any order."""
        ...

    def fuzzy_terms(self, word: str, max_edits: int, prefix_length: int) -> list[tuple[str, int]]:
        """Return the folded words within `max_edits` edits of this one, each with its number of edits.

        They share its first `prefix_length` letters.
        """
        ...

    def highlights(self, passages: Ordinals, sought: HighlightTerms) -> Highlights:
        """Return the highlights in the texts of these passages, in any order."""
        ...

    def word_offsets(self, passages: Ordinals) -> WordOffsets:
        """Return the words, sentences and paragraphs of the text of each of these passages."""
        ...

    def close(self) -> None:
        """Close the files. The index cannot be used afterwards."""
        ...
