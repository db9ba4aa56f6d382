"""An index on Whoosh's postings: the oracle of the image, and the fallback where there is no valid image.

Whoosh's readers keep a position in their files, so one thread at a time uses one. Numbers of documents in Whoosh are
ordinals of passages.
"""

import pickle
import struct
import threading
import weakref
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import numpy as np
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import CorruptIndexError, TermNotFound
from whoosh.support.levenshtein import damerau_levenshtein

from indexer.analysis.run_together import Parts, parts_by_word
from indexer.analysis.word_offsets import word_offsets
from indexer.errors import NoIndex
from indexer.index.generation import Generation
from indexer.index.schema import EXACT_FIELD
from indexer.index.whoosh_pickles import open_whoosh
from service.search.highlighting import Highlights, HighlightTerms, find_highlights, pack_highlights
from service.search.index import (
    ROW_STRIDE,
    Floats,
    Ordinals,
    PackedPositions,
    Postings,
    PrefixPostings,
    TermPositions,
    WordOffsets,
)
from service.search.proximity import pack

Given = ParamSpec("Given")
Found = TypeVar("Found")

MAX_INDEXES = 2
"""The most indexes that are open at the same time."""

_DAMAGE = (WhooshIndexError, CorruptIndexError, OSError, EOFError, ValueError, LookupError, pickle.UnpicklingError,
           struct.error)  # fmt: skip


def _one_thread(
    method: Callable[Concatenate["WhooshIndex", Given], Found],
) -> Callable[Concatenate["WhooshIndex", Given], Found]:
    """Let one thread at a time run a method of an index."""

    @wraps(method)
    def locked(self: "WhooshIndex", /, *args: Given.args, **kwargs: Given.kwargs) -> Found:
        with self._lock:
            return method(self, *args, **kwargs)

    return locked


class WhooshIndex:
    """Implements service.search.index.Index, for one thread after another; `close` frees its files.

    Raises NoIndex where the index is damaged or gone.
    """

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        folder = generation.whoosh_folder
        try:
            self._reader: Any = open_whoosh(folder).reader()
        except _DAMAGE as error:
            raise NoIndex(
                "The index in %(folder)s is damaged (%(error)s). Rebuild it: python -m indexer build",
                folder=str(folder),
                error=str(error),
            ) from error
        self._close = weakref.finalize(self, self._reader.close)
        self._lock = threading.RLock()
        self.count = int(self._reader.doc_count_all())
        self.relative_lengths = cache(self._relative_lengths)

    def close(self) -> None:
        self._close()

    @_one_thread
    def doc_freq(self, field: str, term: str) -> int:
        return int(self._reader.doc_frequency(field, term))

    @_one_thread
    def postings(self, field: str, term: str) -> Postings:
        ordinals, counts = [], []
        matcher = self._matcher(field, term)
        while matcher is not None and matcher.is_active():
            ordinals.append(matcher.id())
            counts.append(matcher.weight())
            matcher.next()
        return _postings(ordinals, counts)

    @_one_thread
    def prefix_postings(self, letters: str, max_words: int) -> PrefixPostings:
        words = [term.decode() for term in self._reader.expand_prefix(EXACT_FIELD, letters)]
        taken = sorted(words, key=lambda word: (-self.doc_freq(EXACT_FIELD, word), word))[:max_words]
        counts = np.zeros(self.count, np.uint16)
        for word in taken:
            held = self.postings(EXACT_FIELD, word)
            counts[held.ordinals] += held.counts
        ordinals = np.flatnonzero(counts).astype(np.uint32)
        return PrefixPostings(Postings(ordinals, counts[ordinals]), len(words))

    @_one_thread
    def words_starting_with(self, letters: str) -> Sequence[str]:
        return [term.decode() for term in self._reader.expand_prefix(EXACT_FIELD, letters)]

    @_one_thread
    def prefix_cost(self, letters: str) -> int:
        words = self._reader.expand_prefix(EXACT_FIELD, letters)
        return sum(self.doc_freq(EXACT_FIELD, word.decode()) for word in words)

    @_one_thread
    def phrase_postings(self, words: Sequence[str]) -> Postings:
        found = self._runs_of(words)
        return _postings(list(found), [len(starts) for starts in found.values()])

    @_one_thread
    def phrase_positions(self, words: Sequence[str], passages: Ordinals) -> PackedPositions:
        return _keys({ordinal: sorted(starts) for ordinal, starts in self._runs_of(words).items()}, passages)

    @_one_thread
    def positions(self, field: str, term: str, passages: Ordinals) -> PackedPositions:
        return _keys(self._positions(field, term), passages)

    def term_positions(self, field: str, terms: Sequence[str], passages: Ordinals) -> TermPositions:
        return pack([self.positions(field, term, passages) for term in terms])

    @_one_thread
    def fuzzy_terms(self, word: str, max_edits: int, prefix_length: int) -> list[tuple[str, int]]:
        others = (term.decode() for term in self._reader.expand_prefix(EXACT_FIELD, word[:prefix_length]))
        found = ((other, damerau_levenshtein(word, other, limit=max_edits)) for other in others)
        return [(other, distance) for other, distance in found if distance <= max_edits]

    def highlights(self, passages: Ordinals, sought: HighlightTerms) -> Highlights:
        found = map(self.generation.passage, passages.tolist())
        return pack_highlights(
            find_highlights(passage.text, passage.language, sought, self._run_together(passage.document))
            for passage in found
        )

    def word_offsets(self, passages: Ordinals) -> WordOffsets:
        return word_offsets_of([self.generation.passage(ordinal).text for ordinal in passages.tolist()])

    def _run_together(self, document: str) -> Mapping[str, Parts]:
        return parts_by_word(self.generation.documents[document].run_together)

    def _runs_of(self, words: Sequence[str]) -> dict[int, set[int]]:
        """Return the positions at which a phrase starts, by passage, found from its rarest word."""
        rarest_first = sorted(enumerate(words), key=lambda placed: self.doc_freq(EXACT_FIELD, placed[1]))
        runs: dict[int, set[int]] | None = None
        for offset, word in rarest_first:
            held = self._positions(EXACT_FIELD, word)
            starts = {ordinal: {position - offset for position in positions} for ordinal, positions in held.items()}
            kept = (
                starts
                if runs is None
                else {ordinal: found & starts[ordinal] for ordinal, found in runs.items() if ordinal in starts}
            )
            runs = {ordinal: found for ordinal, found in kept.items() if found}
        return runs or {}

    def _positions(self, field: str, term: str) -> dict[int, list[int]]:
        found = {}
        matcher = self._matcher(field, term)
        while matcher is not None and matcher.is_active():
            found[matcher.id()] = matcher.value_as("positions")
            matcher.next()
        return found

    def _matcher(self, field: str, term: str) -> Any:
        try:
            return self._reader.postings(field, term)
        except TermNotFound:
            return None

    @_one_thread
    def _relative_lengths(self, field: str) -> Floats:
        length = self._reader.doc_field_length
        average = float(self._reader.field_length(field)) / max(1, self.count) or 1.0
        terms = (length(ordinal, field, 1) or 1 for ordinal in range(self.count))
        return np.fromiter(terms, dtype=np.float32, count=self.count) / np.float32(average)


class SharedIndexes:
    """A few Whoosh indexes of the generation that was served last, however many threads there are.

    Each costs tens of megabytes. Threads that share one wait for each other.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._indexes: list[WhooshIndex] = []

    def of(self, generation: Generation) -> WhooshIndex:
        """Return the index of a generation for the calling thread. Raise NoIndex."""
        with self._lock:
            if self._indexes and self._indexes[0].generation is not generation:
                self._indexes = []  # each is closed when the last thread that uses it is done
            number = threading.get_native_id() % MAX_INDEXES
            if number >= len(self._indexes):
                number = len(self._indexes)
                self._indexes.append(WhooshIndex(generation))
            return self._indexes[number]


def word_offsets_of(texts: Sequence[str]) -> WordOffsets:
    """Return the word offsets of these texts, one row each."""
    found = [word_offsets(text) for text in texts]
    bounds = np.cumsum([0, *(len(each.spans) for each in found)]).astype(np.uint32)
    starts = np.array([start for each in found for start, _ in each.spans], np.uint32)
    flags = np.frombuffer(b"".join(each.flags() for each in found), np.uint8)
    return WordOffsets(bounds[:-1], bounds[1:], starts, flags)


def _postings(ordinals: Sequence[int], counts: Sequence[float]) -> Postings:
    return Postings(np.array(ordinals, np.uint32), np.array(counts, np.uint16))


def _keys(held: dict[int, list[int]], passages: Ordinals) -> PackedPositions:
    """Return the positions in each of these passages, as keys."""
    keys = [
        row * ROW_STRIDE + position
        for row, ordinal in enumerate(passages.tolist())
        for position in held.get(ordinal, ())
    ]
    return np.array(keys, np.int64)
