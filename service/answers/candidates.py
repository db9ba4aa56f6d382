"""The sentences of the best passages as candidates for an answer."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, repeat

from indexer.analysis.accents import ACCENTED, accented
from indexer.analysis.sentences import quotable_spans
from indexer.analysis.stopwords import is_stopword
from indexer.analysis.terms import Term, index_terms, stem
from indexer.analysis.unit import Unit
from indexer.analysis.units import units
from indexer.records.passage import Passage
from service.answers.question import ALIKE, WRITTEN

KEPT = 256
"""How many passages' sentences are kept in memory: the best passages come up again and again."""


@dataclass(frozen=True, slots=True)
class Source:
    """A passage in which an answer may stand.

    `rank` is its place in the results, from 0, `score` the engine's. `context` holds the stems of what stands above
    its text without being part of it: the document's title, the headings and the names of what it is tagged with.
    """

    passage: Passage
    rank: int
    score: float
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters `start` to `end` of a passage's text that can be quoted, and their words.

    `terms` are stems in order, stop words and all, with their places in the passage's text. `accents` are the same
    words with their accents, "" for one that has none; it is empty where the language does not need them. `telling`
    holds the places, among `terms`, of words that are no stop words. `written` are the words as written, in small
    letters, `pairs` and `triples` their runs, and `heads` the beginnings of the longer stems.
    """

    start: int
    end: int
    text: str
    terms: tuple[Term, ...]
    accents: tuple[str, ...]
    telling: frozenset[int]
    written: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    triples: frozenset[tuple[str, str, str]]
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage; `place` is its number in the passage, from 0."""

    source: Source
    place: int
    sentence: Sentence

    @property
    def document(self) -> str:
        """The id of its document."""
        return self.source.passage.document

    @property
    def text(self) -> str:
        return self.sentence.text


def context_terms(names: Sequence[str], language: str) -> frozenset[str]:
    """The stems of a few names and headings."""
    return frozenset(index_terms(" \n ".join(names), language))


def candidates(source: Source) -> Iterator[Candidate]:
    """The sentences of a passage, in order."""
    found = sentences(source.passage.text, source.passage.language)
    return (Candidate(source, place, sentence) for place, sentence in enumerate(found))


@lru_cache(maxsize=KEPT)
def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of a text in this language that can be quoted, in order."""
    found = [form for unit in units(text) for form in unit.forms]
    starts = [unit.start for unit in found]
    return tuple(
        _sentence(text, language, (start, end), found[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in quotable_spans(text)
    )


def _sentence(text: str, language: str, span: tuple[int, int], inside: Sequence[Unit]) -> Sentence:
    words = [text[unit.start : unit.end] for unit in inside]
    terms = tuple(Term(stem(unit.text, language), unit.start, unit.end) for unit in inside)
    accents = tuple(map(accented, words)) if language in ACCENTED else ()
    forms = {accent or term.text for term, accent in zip(terms, accents or repeat(""), strict=False)}
    written = tuple(match.group() for match in WRITTEN.finditer(text[slice(*span)].casefold()))
    return Sentence(
        start=span[0],
        end=span[1],
        text=text[slice(*span)],
        terms=terms,
        accents=accents,
        telling=frozenset(
            place
            for place, (unit, word) in enumerate(zip(inside, words, strict=True))
            if not is_stopword(unit.text, word, language)
        ),
        written=written,
        pairs=frozenset(pairwise(written)),
        triples=frozenset(zip(written, written[1:], written[2:], strict=False)),
        heads=frozenset(form[:ALIKE] for form in forms if len(form) >= ALIKE),
    )
