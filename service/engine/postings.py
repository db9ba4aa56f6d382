"""The postings of one generation's Whoosh index: the only module of the service that knows Whoosh.

Whoosh's readers keep a place in their files, so each thread opens its own. Numbers of documents in Whoosh are
ordinals of passages.
"""

import pickle
import struct
import threading
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.filedb.filestore import FileStorage
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import CorruptIndexError, TermNotFound
from whoosh.support.levenshtein import damerau_levenshtein

from indexer.errors import NoIndex
from indexer.store.schema import EXACT_FIELD

_DAMAGE = (WhooshIndexError, CorruptIndexError, OSError, EOFError, ValueError, LookupError, pickle.UnpicklingError,
           struct.error)  # fmt: skip


class Posting(NamedTuple):
    """A passage's ordinal, how often it holds a term in a field, and how long that field is (in terms, about)."""

    ordinal: int
    frequency: float
    length: int


class Postings:
    """What the index in a folder holds of each term. Serves one thread; `close` frees its files.

    Raises NoIndex where the index is damaged or has gone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self._reader: Any = FileStorage(str(folder), readonly=True).open_index().reader()
        except _DAMAGE as error:
            raise NoIndex(
                f"The index in {folder} is damaged ({error}). Build it anew: python -m indexer build"
            ) from error
        self.count = int(self._reader.doc_count_all())
        """The number of passages."""
        self.average_length = cache(self._average_length)

    def close(self) -> None:
        self._reader.close()

    def postings(self, field: str, term: str) -> Iterator[Posting]:
        """The passages that hold a term in a field, in their order."""
        matcher = self._matcher(field, term)
        length = self._reader.doc_field_length
        while matcher is not None and matcher.is_active():
            ordinal = matcher.id()
            yield Posting(ordinal, matcher.weight(), length(ordinal, field, 1) or 1)
            matcher.next()

    def positions(self, word: str, among: Container[int] | None = None) -> Iterator[tuple[int, list[int]]]:
        """The passages that hold a folded word as written, each with the word's places in it, from 0.

        Where `among` is given, only passages that are in it.
        """
        matcher = self._matcher(EXACT_FIELD, word)
        while matcher is not None and matcher.is_active():
            if among is None or matcher.id() in among:
                yield matcher.id(), matcher.value_as("positions")
            matcher.next()

    def length(self, field: str, ordinal: int) -> int:
        """The number of terms of a passage in a field (approximate)."""
        return self._reader.doc_field_length(ordinal, field, 1) or 1

    def frequency(self, field: str, term: str) -> int:
        """The number of passages that hold a term in a field."""
        return int(self._reader.doc_frequency(field, term))

    def starting_with(self, letters: str) -> list[str]:
        """The folded words, as written in passages, that start with these letters."""
        return [term.decode() for term in self._reader.expand_prefix(EXACT_FIELD, letters)]

    def near(self, word: str, edits: int, same_start: int) -> Iterator[tuple[str, int]]:
        """The folded words of passages that so many edits at most turn into this one, each with its own number.

        They begin with as many of its letters as `same_start` says.
        """
        for other in self._reader.terms_within(EXACT_FIELD, word, edits, prefix=same_start):
            yield other, damerau_levenshtein(word, other, limit=edits)

    def _matcher(self, field: str, term: str) -> Any:
        try:
            return self._reader.postings(field, term)
        except TermNotFound:
            return None

    def _average_length(self, field: str) -> float:
        """The mean number of terms of a field over all passages."""
        return float(self._reader.field_length(field)) / max(1, self.count) or 1.0


class ThreadPostings:
    """Gives each thread postings of its own, those of the generation that it serves at the moment."""

    def __init__(self) -> None:
        self._local = threading.local()

    def of(self, folder: Path) -> Postings:
        """The postings of the index in a folder for the calling thread. Raises NoIndex."""
        postings: Postings | None = getattr(self._local, "postings", None)
        if postings is None or postings.folder != folder:
            if postings is not None:
                postings.close()
                self._local.postings = None
            postings = self._local.postings = Postings(folder)
        return postings
