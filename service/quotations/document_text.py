"""The text of a document as one string, in which quotations are sought again."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.index.generation import Generation
from indexer.records.passage import Passage, Span, slice_spans
from service.quotations.address import quotation_digest

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `start` to `end` of a passage's text."""

    passage: Passage
    start: int
    end: int

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(slice_spans(self.passage.spans, self.start, self.end))


@dataclass(frozen=True, slots=True)
class Folding:
    """Some of the characters of a text, and the place of each in it."""

    text: str
    positions: NDArray[np.int64]

    def range_of(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters `start` to `end` of these are in the text they are from."""
        return int(self.positions[start]), int(self.positions[end - 1]) + 1


class DocumentText:
    """The passages of a document in order, one after the other; lines repeated from an earlier one are left out."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        texts = [passage.text[passage.repeated :] for passage in passages]
        self.text = "\n".join(texts)
        lengths = np.array([len(text) + 1 for text in texts], np.int64)
        self._starts = np.cumsum(lengths) - lengths

    @cached_property
    def letters(self) -> Folding:
        """Its letters and digits: what stays of the words when an edition is typeset or converted in another way."""
        return fold_letters(self.text)

    @cached_property
    def spaced(self) -> Folding:
        """Its text with each run of white space as one space."""
        return _fold_spaces(self.text)

    def parts(self, start: int, end: int) -> list[Part]:
        """Return the parts of passages that make up characters `start` to `end` of the text."""
        first = int(np.searchsorted(self._starts, start, side="right")) - 1
        found = []
        for passage, offset in zip(self.passages[first:], self._starts[first:].tolist(), strict=True):
            if offset >= end:
                break
            skipped = passage.repeated
            low, high = max(start - offset, 0) + skipped, min(end - offset + skipped, len(passage.text))
            if low < high:
                found.append(Part(passage, low, high))
        return found

    def parts_at(self, spans: Sequence[Span]) -> list[Part]:
        """Return the parts of passages that hold characters of these spans of the document's pages."""
        found = []
        for passage in self.passages:
            inside, at = [], 0
            for own in passage.spans:
                for span in spans:
                    low, high = max(own.start, span.start), min(own.end, span.end)
                    if own.page == span.page and low < high:
                        inside.append((at + low - own.start, at + high - own.start))
                at += own.end - own.start
            if inside:
                found.append(Part(passage, min(start for start, _ in inside), max(end for _, end in inside)))
        return found

    def with_words(self, text: str) -> Iterator[list[Part]]:
        """Yield each place that has the letters and digits of a text, in order."""
        sought = fold_letters(text).text
        if not sought:
            return
        first, last = _edges(text)
        at = self.letters.text.find(sought)
        while at >= 0:
            start, end = self.letters.range_of(at, at + len(sought))
            if first and self.text.endswith(first, 0, start):
                start -= len(first)
            if self.text.startswith(last, end):
                end += len(last)
            yield self.parts(start, end)
            at = self.letters.text.find(sought, at + 1)
        for passage in self.passages:
            if passage.repeated and sought == fold_letters(passage.text).text:
                yield [Part(passage, 0, len(passage.text))]

    def with_digest(self, digest: str, length: int) -> Iterator[list[Part]]:
        """Yield each place of this many characters that has a digest."""
        for passage in self.passages:
            if len(passage.text) == length and quotation_digest(passage.text) == digest:
                yield [Part(passage, 0, length)]
        text = self.spaced.text
        for token in _TOKEN.finditer(text):
            start = token.start()
            end = start + length
            if end > len(text):
                return
            ends_inside = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
            if not ends_inside and quotation_digest(text[start:end]) == digest:
                yield self.parts(*self.spaced.range_of(start, end))


def read_document(generation: Generation, document: str) -> DocumentText:
    """Return the text of an indexed document."""
    return DocumentText([generation.passage(ordinal) for ordinal in generation.documents[document].ordinals])


def text_of(parts: Sequence[Part]) -> str:
    """Return the text of some parts of passages."""
    return "\n".join(part.passage.text[part.start : part.end] for part in parts)


def fold_letters(text: str) -> Folding:
    """Return the letters, digits, marks, currency and per cent signs of a text."""
    return _fold(text, _flags(_codes(text), _is_letter))


def _fold_spaces(text: str) -> Folding:
    """Return a text with each run of white space as one space."""
    codes = _codes(text)
    spaces = _flags(codes, str.isspace)
    kept = ~spaces
    kept[1:] |= spaces[1:] & ~spaces[:-1]
    return _fold(text, kept, np.where(spaces, ord(" "), codes).astype("<u4"))


def _fold(text: str, kept: NDArray[np.bool_], codes: NDArray[np.uint32] | None = None) -> Folding:
    positions = np.flatnonzero(kept)
    chosen = (_codes(text) if codes is None else codes)[positions]
    return Folding(chosen.tobytes().decode("utf-32-le"), positions)


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "replace"), "<u4")


def _flags(codes: NDArray[np.uint32], test: Callable[[str], bool]) -> NDArray[np.bool_]:
    """Return for each character whether it passes a test."""
    distinct, places = np.unique(codes, return_inverse=True)
    passed = np.array([test(chr(code)) for code in distinct.tolist()], np.bool_)
    return passed[places] if codes.size else np.zeros(0, np.bool_)


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" or char in "%‰" or unicodedata.category(char) == "Sc"


def _edges(text: str) -> tuple[str, str]:
    """Return what is before the first letter of a text and after its last."""
    positions = fold_letters(text).positions
    return text[: positions[0]], text[positions[-1] + 1 :]
