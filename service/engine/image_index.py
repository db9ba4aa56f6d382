"""An index on the image of a generation: arrays that are mapped into memory and shared by all threads."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from indexer.analysis.layout import Layout
from indexer.store.generation import Generation
from indexer.store.image_file import IMAGE, PARAGRAPH, SENTENCE, Array, FieldArrays, Image, segment_names
from indexer.store.schema import EXACT_FIELD
from service.engine.index import Beginning, Floats, Places, Postings
from service.engine.marking import Mark, Wanted
from service.engine.near import Neighbours

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float32)
_LENGTHS[0] = 1

_NOTHING = Postings(np.empty(0, np.intp), np.empty(0, np.float32))
_NOWHERE = Places(np.empty(0, np.intp), np.empty(0, np.int32))


class ImageIndex:
    """Implements service.engine.index.Index for all threads. Raises DamagedImage."""

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.image = Image(generation.folder / IMAGE, segment_names(generation.whoosh_folder))
        self.count = len(self.image.starts) - 1
        self.lengths: Callable[[str], Floats] = cache(self._lengths)
        self._exact = self.image.fields[EXACT_FIELD]
        self._neighbours = Neighbours(self.image.lexicon, self._exact)

    def close(self) -> None:
        """Leaves the arrays to whoever still reads them; they are unmapped with the last of these."""

    def frequency(self, field: str, term: str) -> int:
        arrays, number = self.image.fields[field], self.image.lexicon.find(term)
        return int(arrays.starts[number + 1]) - int(arrays.starts[number]) if number >= 0 else 0

    def postings(self, field: str, term: str) -> Postings:
        number = self.image.lexicon.find(term)
        return _held(self.image.fields[field], number, number + 1) if number >= 0 else _NOTHING

    def beginning(self, letters: str, most: int) -> Beginning:
        first, end = self.image.lexicon.starting_with(letters)
        sizes = np.diff(self._exact.starts[first : end + 1].astype(np.int64))
        words = int(np.count_nonzero(sizes))
        held = _held(self._exact, first, end)
        if words > most:
            taken = np.sort(np.argsort(-sizes, kind="stable")[:most]) + first
            parts = [_held(self._exact, number, number + 1) for number in taken.tolist()]
            held = Postings(*(np.concatenate(each) for each in zip(*parts, strict=True)))
        counts = np.bincount(held.ordinals, weights=held.counts, minlength=1)
        ordinals = np.flatnonzero(counts)
        return Beginning(Postings(ordinals, counts[ordinals].astype(np.float32)), words)

    def phrase(self, words: Sequence[str]) -> Postings:
        held = self._passages_of(self._starts_of(words))
        if not len(held):
            return _NOTHING
        first = np.flatnonzero(np.diff(held, prepend=-1))
        return Postings(held[first], np.diff(first, append=len(held)).astype(np.float32))

    def places(self, field: str, term: str, passages: Sequence[int]) -> Places:
        arrays, number = self.image.fields[field], self.image.lexicon.find(term)
        if number < 0:
            return _NOWHERE
        tokens = arrays.places[int(arrays.place_starts[number]) : int(arrays.place_starts[number + 1])]
        return self._within(tokens, passages, self.image.heading_starts if field == "heading" else self.image.starts)

    def runs(self, words: Sequence[str], passages: Sequence[int]) -> Places:
        return self._within(self._starts_of(words), passages, self.image.starts)

    def near(self, word: str, edits: int, same_start: int) -> list[tuple[str, int]]:
        return self._neighbours.of(word, edits, same_start)

    def marks(self, passages: Sequence[int], wanted: Wanted) -> list[tuple[Mark, ...]]:
        found: list[set[Mark]] = [set() for _ in passages]
        for term, clause in wanted.terms.items():
            self._add(found, passages, self.places("body", term, passages), clause, whole_units=True)
        for word, clause in wanted.words.items():
            self._add(found, passages, self.places(EXACT_FIELD, word, passages), clause)
        for words, clause in wanted.phrases.items():
            self._add(found, passages, self.runs(words, passages), clause, words=len(words))
        for letters, clause in wanted.prefixes.items():
            self._add(found, passages, self._words_starting(letters, passages), clause)
        return [tuple(sorted(each)) for each in found]

    def layouts(self, passages: Sequence[int]) -> list[Layout]:
        return [self._layout(ordinal) for ordinal in passages]

    def _layout(self, ordinal: int) -> Layout:
        image = self.image
        part = slice(int(image.layout_starts[ordinal]), int(image.layout_starts[ordinal + 1]))
        flags = image.flags[part]
        return Layout(
            spans=tuple(zip(image.span_starts[part].tolist(), image.span_ends[part].tolist(), strict=True)),
            sentences=tuple(np.flatnonzero(flags & SENTENCE).tolist()),
            paragraphs=tuple(np.flatnonzero(flags & PARAGRAPH).tolist()),
        )

    def _add(
        self,
        found: list[set[Mark]],
        passages: Sequence[int],
        places: Places,
        clause: int,
        *,
        words: int = 1,
        whole_units: bool = False,
    ) -> None:
        """Adds marks of so many words at these places, or of the units that start there."""
        if not len(places.rows):
            return
        image = self.image
        tokens = image.starts[np.asarray(passages)[places.rows]] + places.places
        starts, ends = image.word_starts[tokens].tolist(), image.word_ends[tokens + (words - 1)]
        if whole_units and len(image.long_tokens):
            at = np.minimum(np.searchsorted(image.long_tokens, tokens), len(image.long_tokens) - 1)
            ends = np.where(image.long_tokens[at] == tokens, image.long_ends[at], ends)
        for row, start, end in zip(places.rows.tolist(), starts, ends.tolist(), strict=True):
            found[row].add(Mark(start, end, clause))

    def _starts_of(self, words: Sequence[str]) -> Array:
        """The words, numbered through, at which runs of words start: the places of the rarest, looked around."""
        numbers = [self.image.lexicon.find(word) for word in words]
        if min(numbers) < 0:
            return np.empty(0, np.int64)
        starts = self._exact.place_starts
        sizes = [int(starts[number + 1]) - int(starts[number]) for number in numbers]
        rarest = sizes.index(min(sizes))
        begin = int(starts[numbers[rarest]])
        tokens = self._exact.places[begin : begin + sizes[rarest]].astype(np.int64) - rarest
        for place in sorted(range(len(words)), key=sizes.__getitem__):
            if place != rarest and len(tokens):
                tokens = tokens[self.image.words.take(tokens + place, mode="clip") == numbers[place]]
        return tokens

    def _passages_of(self, tokens: Array) -> NDArray[np.intp]:
        return np.searchsorted(self.image.starts, tokens, side="right") - 1

    def _within(self, tokens: Array, passages: Sequence[int], starts: Array) -> Places:
        """Those of some ascending words, numbered through, that stand in these passages."""
        chosen = np.asarray(passages, np.intp)
        first = starts[chosen].astype(np.int64)
        begin = np.searchsorted(tokens, first.astype(tokens.dtype))
        sizes = np.searchsorted(tokens, starts[chosen + 1].astype(tokens.dtype)) - begin
        rows = np.repeat(np.arange(len(chosen)), sizes)
        if not len(rows):
            return _NOWHERE
        at = np.arange(len(rows)) + np.repeat(begin - (np.cumsum(sizes) - sizes), sizes)
        return Places(rows, (tokens[at] - first[rows]).astype(np.int32))

    def _words_starting(self, letters: str, passages: Sequence[int]) -> Places:
        """Where words that start with these letters stand in these passages."""
        first, end = self.image.lexicon.starting_with(letters)
        rows, places = [], []
        for row, ordinal in enumerate(passages):
            words = self.image.words[int(self.image.starts[ordinal]) : int(self.image.starts[ordinal + 1]) - 1]
            found = np.flatnonzero((words >= first) & (words < end))
            rows.append(np.full(len(found), row, np.intp))
            places.append(found.astype(np.int32))
        return Places(np.concatenate(rows), np.concatenate(places)) if rows else _NOWHERE

    def _lengths(self, field: str) -> Floats:
        arrays = self.image.fields[field]
        lengths: Floats = _LENGTHS[arrays.lengths] / np.float32(arrays.mean)
        return lengths


def _held(arrays: FieldArrays, first: int, end: int) -> Postings:
    """The postings of the terms from this number to that."""
    part = slice(int(arrays.starts[first]), int(arrays.starts[end]))
    return Postings(arrays.ordinals[part].astype(np.intp), arrays.counts[part].astype(np.float32))
