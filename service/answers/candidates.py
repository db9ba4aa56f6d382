"""The sentences of the best passages, read once, as candidates for an answer."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis.sentences import quotable_spans
from indexer.analysis.stopwords import stopwords
from indexer.analysis.terms import Term, index_terms, stem
from indexer.analysis.units import units
from indexer.records.passage import Passage


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
class Candidate:
    """Characters `start` to `end` of a passage's text: a sentence that can be quoted.

    `terms` are its stems in order, stop words and all, with their places in the passage's text; `telling` says which
    of them are not stop words. `place` is its number in the passage, from 0.
    """

    source: Source
    place: int
    start: int
    end: int
    terms: tuple[Term, ...]
    telling: tuple[bool, ...]

    @property
    def document(self) -> str:
        """The id of its document."""
        return self.source.passage.document

    @property
    def text(self) -> str:
        return self.source.passage.text[self.start : self.end]


def context_terms(names: Sequence[str], language: str) -> frozenset[str]:
    """The stems of a few names and headings."""
    return frozenset(index_terms(" \n ".join(names), language))


def candidates(source: Source) -> Iterator[Candidate]:
    """The sentences of a passage, in order."""
    text, language = source.passage.text, source.passage.language
    stopped = stopwords(language)
    found = list(units(text))
    starts = [unit.start for unit in found]
    for place, (start, end) in enumerate(quotable_spans(text)):
        inside = found[bisect_left(starts, start) : bisect_left(starts, end)]
        yield Candidate(
            source,
            place,
            start,
            end,
            tuple(Term(stem(unit.text, language), unit.start, unit.end) for unit in inside),
            tuple(unit.text not in stopped for unit in inside),
        )
