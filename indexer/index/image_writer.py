"""Writes the image of a generation from the arrays of its portions: one image, as if they were a single segment.

A portion's postings of a term follow those of the portions before it, because its passages do: where each goes follows
from how many postings every portion has of every term, and nothing but the terms is sorted. Only the arrays of one
field are in memory at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.index.image_file import FIELDS, IMAGE, Array, save, write_manifest
from indexer.index.schema import EXACT_FIELD, POSITION_FIELDS
from indexer.index.segment_arrays import open_arrays
from indexer.index.sentence_rows import PER_FORM, table_of

Sums = NDArray[np.int64]
_NOTHING = np.empty(0, np.int64)


def write_image(
    generation: Path, portions: Sequence[Path], segments: Sequence[str], lengths: Mapping[str, int]
) -> None:
    """Writes the image of the portions in these folders, in their order.

    `segments` are the names of their Whoosh segments, `lengths` the numbers of terms of each field in all passages.
    """
    folder = generation / IMAGE
    folder.mkdir()
    with ExitStack() as opened:
        parts = [opened.enter_context(open_arrays(path)) for path in portions]
        count = _write_arrays(folder, parts)
    write_manifest(folder, segments, {name: lengths.get(name, 0) / max(1, count) or 1.0 for name in FIELDS})


def _write_arrays(folder: Path, parts: Sequence[Mapping[str, Array]]) -> int:
    """Writes all arrays of the image, and gives the number of its passages."""
    numbers, terms = _write_lexicon(folder, parts)
    starts = _sums(_joined(parts, "text.words") + np.int64(1))
    heading_starts = _sums(np.concatenate([_NOTHING, *map(_heading_sizes, parts)]) + 1)
    save(folder, "words.starts", starts)
    save(folder, "heading.word_starts", heading_starts)
    _write_texts(folder, parts)
    _write_sentences(folder, parts)
    for name in FIELDS:
        postings = [_Postings(part, name, number) for part, number in zip(parts, numbers, strict=True)]
        field = _Field(folder, name, postings, terms)
        field.write_postings()
        save(folder, f"{name}.lengths", _joined(parts, f"{name}.lengths"))
        if name in POSITION_FIELDS:
            places = field.write_places(heading_starts if name == "heading" else starts)
        if name == EXACT_FIELD:
            _write_words(folder, places, terms, int(starts[-1]))
    return len(starts) - 1


def _write_lexicon(folder: Path, parts: Sequence[Mapping[str, Array]]) -> tuple[list[Sums], int]:
    """Writes the terms of all portions; gives the number of each of a portion's own, and how many there are."""
    lexicons = [_terms(part) for part in parts]
    terms = sorted(set().union(*lexicons))
    number = {term: at for at, term in enumerate(terms)}
    save(folder, "lexicon.bytes", np.frombuffer(b"".join(terms), np.uint8))
    save(folder, "lexicon.ends", np.cumsum([len(term) for term in terms], dtype=np.int64))
    return [np.array([number[term] for term in lexicon], np.int64) for lexicon in lexicons], len(terms)


def _terms(part: Mapping[str, Array]) -> list[bytes]:
    blob, ends = part["lexicon.bytes"].tobytes(), part["lexicon.ends"].tolist()
    return [blob[start:end] for start, end in zip([0, *ends], ends, strict=False)]


class _Postings:
    """A field's postings in one portion, with the numbers of its terms in the image."""

    def __init__(self, part: Mapping[str, Array], name: str, number: Sums) -> None:
        self.numbers = number[part[f"{name}.terms"]]
        self.held = part[f"{name}.held"].astype(np.int64)
        self.ordinals = part[f"{name}.ordinals"]
        self.counts = part[f"{name}.counts"]
        self.places = part[f"{name}.places"]
        self.passages = len(part[f"{name}.lengths"])

    def placed(self) -> Sums:
        """How many places each term has."""
        totals = _sums(self.counts)
        ends = np.cumsum(self.held)
        placed: Sums = totals[ends] - totals[ends - self.held]
        return placed


class _Field:
    """A field's postings in all portions, to be put into one; the image has so many `terms`."""

    def __init__(self, folder: Path, name: str, parts: Sequence[_Postings], terms: int) -> None:
        self._folder = folder
        self._name = name
        self._parts = parts
        self._terms = terms
        self._firsts = _sums([part.passages for part in parts])

    def write_postings(self) -> None:
        order = _Order([(part.numbers, part.held) for part in self._parts], self._terms)
        ordinals = [part.ordinals + first for part, first in zip(self._parts, self._firsts, strict=False)]
        save(self._folder, f"{self._name}.starts", order.starts)
        save(self._folder, f"{self._name}.ordinals", order.put(ordinals))
        save(self._folder, f"{self._name}.counts", order.put([part.counts for part in self._parts]))

    def write_places(self, starts: Sums) -> tuple[Sums, Sums]:
        """Writes the places, as words numbered through, and gives them with where each term's start.

        `starts` holds the number of each passage's first word.
        """
        order = _Order([(part.numbers, part.placed()) for part in self._parts], self._terms)
        places = order.put(
            [
                np.repeat(starts[part.ordinals + first], part.counts) + part.places
                for part, first in zip(self._parts, self._firsts, strict=False)
            ]
        )
        save(self._folder, f"{self._name}.place_starts", order.starts)
        save(self._folder, f"{self._name}.places", places)
        return places, order.starts


class _Order:
    """Where the items of each term go, given for each portion the numbers of its terms and how many items each has."""

    def __init__(self, parts: Sequence[tuple[Sums, Sums]], terms: int) -> None:
        self._parts = parts
        sizes = np.zeros(terms, np.int64)
        for numbers, held in parts:
            sizes[numbers] += held
        self.starts = _sums(sizes)

    def put(self, values: Sequence[Array]) -> Sums:
        """The values of all portions, one term after the other."""
        found = np.empty(int(self.starts[-1]), np.int64)
        for places, each in zip(self._places(), values, strict=True):
            found[places] = each
        return found

    def _places(self) -> Iterator[Sums]:
        """For each portion the places of its items, which follow those of the portions before."""
        free = self.starts[:-1].copy()
        for numbers, held in self._parts:
            before = np.cumsum(held) - held
            yield np.repeat(free[numbers] - before, held) + np.arange(int(held.sum()))
            free[numbers] += held


def _write_words(folder: Path, tokens: tuple[Sums, Sums], terms: int, size: int) -> None:
    """Writes the term at each word; where there is none, between passages, the number after the last term's."""
    places, starts = tokens
    words = np.full(size, terms, np.uint32)
    words[places] = np.repeat(np.arange(terms), np.diff(starts))
    save(folder, "words.terms", words)


def _write_texts(folder: Path, parts: Sequence[Mapping[str, Array]]) -> None:
    """Writes the arrays that come from the texts alone."""
    for name in ("text.bytes", "text.long_ends"):
        save(folder, name, _joined(parts, name))
    firsts = _sums([part["text.words"].sum() + len(part["text.words"]) for part in parts])
    tokens = [part["text.long_tokens"] + first for part, first in zip(parts, firsts, strict=False)]
    save(folder, "text.long_tokens", np.concatenate([_NOTHING, *tokens]))
    save(folder, "text.ends", _sums(_joined(parts, "text.sizes"))[1:])


def _write_sentences(folder: Path, parts: Sequence[Mapping[str, Array]]) -> None:
    """Writes the arrays that answers need."""
    table = table_of(np.concatenate([np.empty((0, PER_FORM), np.uint32), *(part["answers.forms"] for part in parts)]))
    save(folder, "answers.ends", _sums(_joined(parts, "answers.sizes"))[1:])
    save(folder, "answers.rows", _joined(parts, "answers.rows"))
    save(folder, "answers.form_starts", table.starts)
    save(folder, "answers.forms", table.forms)


def _heading_sizes(part: Mapping[str, Array]) -> Sums:
    """The number of words in the section path of each passage of a portion, up to the last that is a term."""
    sizes = np.zeros(len(part["heading.lengths"]), np.int64)
    ordinals = np.repeat(part["heading.ordinals"], part["heading.counts"])
    np.maximum.at(sizes, ordinals, part["heading.places"].astype(np.int64) + 1)
    return sizes


def _joined(parts: Sequence[Mapping[str, Array]], name: str) -> Array:
    return np.concatenate([np.empty(0, np.uint8), *(part[name] for part in parts)])


def _sums(sizes: Any) -> Sums:
    sums = np.zeros(len(sizes) + 1, np.int64)
    np.cumsum(sizes, out=sums[1:])
    return sums
