"""An index on the image of a generation: arrays that are mapped into memory and shared by all threads."""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from indexer.store.generation import Generation
from indexer.store.image_file import IMAGE, Array, FieldArrays, Image, segment_names
from indexer.store.schema import EXACT_FIELD
from service.engine.index import Beginning, Floats, Layouts, Ordinals, Places, Postings
from service.engine.marking import Marks, Wanted
from service.engine.near import Neighbours

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], np.float32)
_LENGTHS[0] = 1

NO_MARKS = Marks(*(np.empty(0, np.intp) for _ in range(4)))
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
        self._latest_bounds: tuple[Sequence[int], Array, tuple[Array, Array]] | None = None
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

    def marks(self, passages: Sequence[int], wanted: Wanted) -> Marks:
        stems = [(self.places("body", term, passages), 1, at) for term, at in wanted.terms.items()]
        written = [(self.places(EXACT_FIELD, word, passages), 1, at) for word, at in wanted.words.items()]
        written += [(self.runs(words, passages), len(words), at) for words, at in wanted.phrases.items()]
        written += [(self._words_starting(letters, passages), 1, at) for letters, at in wanted.prefixes.items()]
        chosen = np.asarray(passages, np.intp)
        if not written:
            return self._marks(chosen, stems, units=True)
        if not stems:
            return self._marks(chosen, written, units=False)
        return _merged([self._marks(chosen, stems, units=True), self._marks(chosen, written, units=False)])

    def layouts(self, passages: Sequence[int]) -> Layouts:
        image = self.image
        chosen = np.asarray(passages, np.intp)
        begin = image.layout_starts[chosen].astype(np.intp)
        sizes = image.layout_starts[chosen + 1] - begin
        first = np.zeros(len(chosen) + 1, np.intp)
        np.cumsum(sizes, out=first[1:])
        at = np.arange(first[-1]) + np.repeat(begin - first[:-1], sizes)
        return Layouts(first, image.layout_words[at].astype(np.intp), image.flags[at])

    def _marks(self, passages: Ordinals, found: Sequence[tuple[Places, int, int]], *, units: bool) -> Marks:
        """Marks at places of so many words from each on, of a clause; or of the units that start there."""
        image = self.image
        held = [each for each in found if len(each[0].rows)]
        if not held:
            return NO_MARKS
        sizes = [len(places.rows) for places, _, _ in held]
        rows = np.concatenate([places.rows for places, _, _ in held])
        tokens = image.starts[passages[rows]] + np.concatenate([places.places for places, _, _ in held])
        clauses = np.repeat([clause for _, _, clause in held], sizes)
        starts = image.word_starts[tokens].astype(np.intp)
        if units:
            ends = image.word_ends[tokens].astype(np.intp)
            at = image.long_tokens.searchsorted(tokens.astype(image.long_tokens.dtype))
            long = (at < len(image.long_tokens)).nonzero()[0]
            long = long[image.long_tokens[at[long]] == tokens[long]]
            ends[long] = image.long_ends[at[long]]
        else:
            ends = image.word_ends[tokens + np.repeat([words - 1 for _, words, _ in held], sizes)].astype(np.intp)
        marks = Marks(rows, starts, ends, clauses)
        return marks if len(held) == 1 else _merged([marks])

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
        first, sought = self._bounds(passages, starts)
        bounds = tokens.searchsorted(sought.astype(tokens.dtype))
        count = len(first)
        begin = bounds[:count]
        sizes = bounds[count:] - begin
        ends = sizes.cumsum()
        if not count or not ends[-1]:
            return _NOWHERE
        rows = np.arange(count).repeat(sizes)
        at = np.arange(ends[-1]) + (begin - ends + sizes).repeat(sizes)
        return Places(rows, (tokens[at] - first[rows]).astype(np.int32))

    def _bounds(self, passages: Sequence[int], starts: Array) -> tuple[Array, Array]:
        """The numbers of the first words of some passages, and these with those of their ends.

        Those asked for last are kept: several terms are looked up in the same passages, one after the other.
        """
        latest = self._latest_bounds
        if latest is not None and latest[0] is passages and latest[1] is starts:
            return latest[2]
        chosen = np.asarray(passages, np.intp)
        first = starts[chosen]
        bounds = first, np.concatenate((first, starts[chosen + 1]))
        self._latest_bounds = passages, starts, bounds
        return bounds

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


def _merged(found: Sequence[Marks]) -> Marks:
    """Marks put together, in order, each once."""
    rows, starts, ends, clauses = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.lexsort((clauses, ends, starts, rows))
    rows, starts, ends, clauses = rows[order], starts[order], ends[order], clauses[order]
    same = (starts[1:] == starts[:-1]) & (clauses[1:] == clauses[:-1]) & (rows[1:] == rows[:-1])
    same &= ends[1:] == ends[:-1]
    if same.any():
        new = np.append(np.ones(len(rows) > 0, np.bool_), ~same)
        return Marks(rows[new], starts[new], ends[new], clauses[new])
    return Marks(rows, starts, ends, clauses)


def _held(arrays: FieldArrays, first: int, end: int) -> Postings:
    """The postings of the terms from this number to that."""
    part = slice(int(arrays.starts[first]), int(arrays.starts[end]))
    return Postings(arrays.ordinals[part].astype(np.intp), arrays.counts[part].astype(np.float32))
