"""Writes the image of a generation that is being built, from its committed Whoosh segment."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.image.decode import FieldPostings, Segment
from indexer.image.sentences import SentenceArrays
from indexer.image.text import TextArrays
from indexer.store.generation import WHOOSH
from indexer.store.image_file import FIELDS, IMAGE, save, segment_names, write_manifest
from indexer.store.schema import EXACT_FIELD, PLACED_FIELDS

Sums = NDArray[np.int64]


def write_image(generation: Path, texts: TextArrays, sentences: SentenceArrays) -> None:
    """Decodes the postings of a generation and writes them as arrays beside them. Raises BuildError."""
    folder = generation / IMAGE
    folder.mkdir()
    segment = Segment(generation / WHOOSH)
    try:
        postings = {name: segment.field(name, placed=name in PLACED_FIELDS) for name in FIELDS}
        terms = sorted(set().union(*(field.terms for field in postings.values())))
        number = {term: at for at, term in enumerate(terms)}
        starts, heading_starts = texts.starts(), _heading_starts(postings["heading"], segment.count)
        save(folder, "words.starts", starts)
        save(folder, "heading.word_starts", heading_starts)
        save(folder, "lexicon.bytes", np.frombuffer(b"".join(terms), np.uint8))
        save(folder, "lexicon.ends", np.cumsum([len(term) for term in terms], dtype=np.int64))
        for name, found in postings.items():
            numbers = np.array([number[term] for term in found.terms], np.int64)
            field = _Field(folder, name, found, numbers, len(terms))
            field.write_postings()
            save(folder, f"{name}.lengths", np.frombuffer(segment.lengths(name), np.uint8))
            if name in PLACED_FIELDS:
                places = field.write_places(heading_starts if name == "heading" else starts)
            if name == EXACT_FIELD:
                _write_words(folder, places, len(terms), int(starts[-1]))
        means = {name: segment.total_length(name) / max(1, segment.count) or 1.0 for name in FIELDS}
    finally:
        segment.close()
    texts.write(folder)
    sentences.write(folder)
    write_manifest(folder, segment_names(generation / WHOOSH), means)


class _Field:
    """A field's postings and the numbers of its terms among all `terms` of the image."""

    def __init__(self, folder: Path, name: str, found: FieldPostings, numbers: Sums, terms: int) -> None:
        self._folder = folder
        self._name = name
        self._numbers = numbers
        self._terms = terms
        self._held, self._ordinals, self._counts, self._places = (
            np.frombuffer(each, np.uint32) for each in (found.held, found.ordinals, found.counts, found.places)
        )

    def write_postings(self) -> None:
        save(self._folder, f"{self._name}.starts", self._starts(self._held))
        save(self._folder, f"{self._name}.ordinals", self._ordinals)
        save(self._folder, f"{self._name}.counts", self._counts)

    def write_places(self, first: Sums) -> tuple[Sums, Sums]:
        """Writes the places, as words numbered through, and gives them with the term at each.

        `first` holds the number of each passage's first word.
        """
        places = np.repeat(first[self._ordinals], self._counts) + self._places
        totals = np.zeros(len(self._counts) + 1, np.int64)
        np.cumsum(self._counts, out=totals[1:])
        ends = np.cumsum(self._held, dtype=np.int64)
        per_term = totals[ends] - totals[ends - self._held]
        save(self._folder, f"{self._name}.place_starts", self._starts(per_term))
        save(self._folder, f"{self._name}.places", places)
        return places, np.repeat(self._numbers, per_term)

    def _starts(self, sizes: NDArray[Any]) -> Sums:
        """Where the part of each term of the image starts, from the sizes of those that this field has."""
        starts = np.zeros(self._terms + 1, np.int64)
        starts[self._numbers + 1] = sizes
        return np.cumsum(starts)


def _write_words(folder: Path, tokens: tuple[Sums, Sums], terms: int, size: int) -> None:
    """Writes the term at each word; where there is none, between passages, the number after the last term's."""
    words = np.full(size, terms, np.uint32)
    words[tokens[0]] = tokens[1]
    save(folder, "words.terms", words)


def _heading_starts(found: FieldPostings, count: int) -> Sums:
    """The number of the first word of each passage's section path, with one left free after each path."""
    ordinals, counts = (np.frombuffer(each, np.uint32) for each in (found.ordinals, found.counts))
    sizes = np.zeros(count, np.int64)
    np.maximum.at(sizes, np.repeat(ordinals, counts), np.frombuffer(found.places, np.uint32).astype(np.int64) + 1)
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(sizes + 1, out=starts[1:])
    return starts
