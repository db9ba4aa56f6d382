"""An index on the image of a generation: arrays that are mapped into memory and shared by all threads."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from indexer.index.generation import Generation
from indexer.index.image_file import IMAGE, Array, FieldArrays, Image, whoosh_segment_names
from indexer.index.schema import EXACT_FIELD
from service.search.fuzzy import EditDistanceIndex
from service.search.highlighting import Highlights, HighlightTerms
from service.search.index import (
    Floats,
    Ordinals,
    PackedPositions,
    Postings,
    PrefixPostings,
    TermPositions,
    WordOffsets,
)
from service.search.text_loops import decode_token_offsets, find_highlights_in_image
from service.search.token_loops import (
    find_runs,
    find_words,
    positions_of_terms,
    positions_of_words,
    positions_within,
    runs_by_passage,
)

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float32)
_LENGTHS[0] = 1

_NOTHING = Postings(np.empty(0, np.uint32), np.empty(0, np.uint16))

MAX_CACHED_TEXTS = 4_096
"""The maximum number of passages whose encoded word offsets are cached: about 3 MB."""

MAX_CACHED_FREQUENCIES = 16_384
"""The maximum number of cached document frequencies: about 4 MB."""

_BODY, _EXACT, _FOUND = range(3)
"""The list that a highlight's tokens are in: positions of stems, positions of words, or phrases and prefixes found."""


class ImageIndex:
    """Implements service.search.index.Index for all threads. Raises CorruptImage."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.image = Image(generation.folder / IMAGE, whoosh_segment_names(generation.whoosh_folder))
        self.count = len(self.image.token_starts) - 1
        self.relative_lengths: Callable[[str], Floats] = cache(self._relative_lengths)
        self.doc_freq: Callable[[str, str], int] = lru_cache(maxsize=MAX_CACHED_FREQUENCIES)(self._doc_freq)
        self._exact = self.image.fields[EXACT_FIELD]
        self._text = lru_cache(maxsize=MAX_CACHED_TEXTS)(self.image.text_layouts.__getitem__)
        self._latest_texts: tuple[Ordinals, tuple[NDArray[np.uint8], PackedPositions]] | None = None
        self._edit_distances = EditDistanceIndex(self.image.lexicon, self._exact)

    def close(self) -> None:
        """Do nothing: the arrays are unmapped with the last reference to them."""

    def verify(self) -> None:
        """Compare every file with its digest. Raise CorruptImage or OSError."""
        self.image.verify()

    def _doc_freq(self, field: str, term: str) -> int:
        starts, number = self.image.fields[field].posting_starts, self.image.lexicon.find(term)
        return int(starts[number + 1]) - int(starts[number]) if number >= 0 else 0

    def postings(self, field: str, term: str) -> Postings:
        number = self.image.lexicon.find(term)
        return _postings_of_terms(self.image.fields[field], number, number + 1) if number >= 0 else _NOTHING

    def prefix_postings(self, letters: str, max_words: int) -> PrefixPostings:
        first, end = self.image.lexicon.starting_with(letters)
        sizes = np.diff(self._exact.posting_starts[first : end + 1])
        words = int(np.count_nonzero(sizes))
        parts = [_postings_of_terms(self._exact, first, end)]
        if words > max_words:
            taken = np.sort(np.argsort(-sizes.astype(np.int64), kind="stable")[:max_words]) + first
            parts = [_postings_of_terms(self._exact, number, number + 1) for number in taken.tolist()]
        found, freqs = (np.concatenate(each) for each in zip(*parts, strict=True))
        counts = np.bincount(found, freqs, self.count).astype(np.uint16)
        ordinals = np.flatnonzero(counts).astype(np.uint32)
        return PrefixPostings(Postings(ordinals, counts[ordinals]), words)

    def words_starting_with(self, letters: str) -> Sequence[str]:
        first, end = self.image.lexicon.starting_with(letters)
        held = np.flatnonzero(np.diff(self._exact.posting_starts[first : end + 1])) + first
        return [self.image.lexicon[number] for number in held.tolist()]

    def prefix_cost(self, letters: str) -> int:
        first, end = self.image.lexicon.starting_with(letters)
        return int(self._exact.posting_starts[end]) - int(self._exact.posting_starts[first])

    def phrase_postings(self, words: Sequence[str]) -> Postings:
        return Postings(*runs_by_passage(self._starts_of(words), self.image.token_starts))

    def positions(self, field: str, term: str, passages: Ordinals) -> PackedPositions:
        return self.term_positions(field, [term], passages).keys

    def term_positions(self, field: str, terms: Sequence[str], passages: Ordinals) -> TermPositions:
        image, arrays = self.image, self.image.fields[field]
        numbers = np.array(list(map(image.lexicon.find, terms)), np.int64)
        if field == EXACT_FIELD:
            return TermPositions(*positions_of_words(numbers, image.tokens, image.token_starts, passages))
        starts = image.heading_token_starts if field == "heading" else image.token_starts
        return TermPositions(*positions_of_terms(numbers, arrays.position_starts, arrays.positions, starts, passages))

    def phrase_positions(self, words: Sequence[str], passages: Ordinals) -> PackedPositions:
        return positions_within(self._starts_of(words), self.image.token_starts, passages)

    def fuzzy_terms(self, word: str, max_edits: int, prefix_length: int) -> list[tuple[str, int]]:
        return self._edit_distances.find(word, max_edits, prefix_length)

    def highlights(self, passages: Ordinals, sought: HighlightTerms) -> Highlights:
        image = self.image
        found = list(self._found(passages, sought))
        rows = [
            *self._term_rows(_BODY, image.fields["body"], sought.terms.items()),
            *self._term_rows(_EXACT, self._exact, sought.words.items()),
        ]
        end = 0
        for tokens, words, clause in found:
            rows.append((_FOUND, end, end + len(tokens), words, clause))
            end += len(tokens)
        phrases = np.concatenate([tokens for tokens, _, _ in found]) if found else _NO_TOKENS
        highlighted = np.array(rows, np.int64).reshape(-1, 5)
        return Highlights(
            *find_highlights_in_image(
                highlighted, image.fields["body"].positions, self._exact.positions, phrases, image.token_starts,
                passages, *self._texts(passages), image.multiword_starts, image.multiword_ends,
            )
        )  # fmt: skip

    def word_offsets(self, passages: Ordinals) -> WordOffsets:
        bounds, starts, flags = decode_token_offsets(self.image.token_starts, *self._texts(passages), passages)
        return WordOffsets(bounds[:-1], bounds[1:], starts, flags)

    def _texts(self, passages: Ordinals) -> tuple[NDArray[np.uint8], PackedPositions]:
        """Return the concatenated rows of these passages' texts, and their bounds.

        The latest are cached: highlights and word offsets of the same passages follow each other.
        """
        latest = self._latest_texts
        if latest is None or latest[0] is not passages:
            rows = list(map(self._text, passages.tolist()))
            bounds = np.array([*accumulate(map(len, rows), initial=0)], np.int64)
            latest = self._latest_texts = passages, (np.frombuffer(b"".join(rows), np.uint8), bounds)
        return latest[1]

    def _term_rows(
        self, where: int, field: FieldArrays, terms: Iterable[tuple[str, int]]
    ) -> Iterator[tuple[int, int, int, int, int]]:
        """Yield a row of `HighlightTokens` for each of these terms that the field has."""
        for term, clause in terms:
            number = self.image.lexicon.find(term)
            if number >= 0:
                yield where, int(field.position_starts[number]), int(field.position_starts[number + 1]), 1, clause

    def _found(self, passages: Ordinals, sought: HighlightTerms) -> Iterator[tuple[Array, int, int]]:
        """Yield the start tokens of each phrase and prefix, its number of words, and its clause."""
        for words, clause in sought.phrases.items():
            yield self._starts_of(words), len(words), clause
        for letters, clause in sought.prefixes.items():
            first, end = self.image.lexicon.starting_with(letters)
            yield find_words(self.image.tokens, self.image.token_starts, np.sort(passages), first, end), 1, clause

    def _starts_of(self, words: Sequence[str]) -> Array:
        """Return the tokens at which a phrase of these words starts, found from its rarest word."""
        numbers = [self.image.lexicon.find(word) for word in words]
        if min(numbers) < 0:
            return _NO_TOKENS
        held = [_tokens(self._exact, number) for number in numbers]
        rarest = min(range(len(held)), key=lambda index: len(held[index]))
        return find_runs(held[rarest], rarest, np.array(numbers, np.uint32), self.image.tokens)

    def _relative_lengths(self, field: str) -> Floats:
        arrays = self.image.fields[field]
        lengths: Floats = _LENGTHS[arrays.fieldnorms] / np.float32(arrays.average_length)
        return lengths


_NO_TOKENS: NDArray[np.uint32] = np.empty(0, np.uint32)


def _tokens(arrays: FieldArrays, number: int) -> Array:
    """Return the positions of a term, as tokens: words numbered through all passages."""
    return arrays.positions[int(arrays.position_starts[number]) : int(arrays.position_starts[number + 1])]


def _postings_of_terms(arrays: FieldArrays, first: int, end: int) -> Postings:
    """Return the postings of the terms with numbers from `first` to `end - 1`."""
    part = slice(int(arrays.posting_starts[first]), int(arrays.posting_starts[end]))
    return Postings(arrays.doc_ids[part], arrays.freqs[part])
