"""Where the words of a query stand in a passage's text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.analysis.placed import analyse
from indexer.analysis.words import Word
from service.engine.protocol import Fragment, Snippet


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a text is marked, and to which of the query's clauses (their places, from 0) it belongs.

    `terms` are stems as the index holds them, `words` folded words as written, `phrases` runs of folded words and
    `prefixes` the first letters of folded words.
    """

    terms: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, int] = field(default_factory=dict)
    phrases: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    prefixes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Characters `start` to `end` (end excluded) of a text that answer the query's clause with this place."""

    start: int
    end: int
    clause: int


def marks(text: str, language: str, wanted: Wanted) -> tuple[Mark, ...]:
    """What is to be marked in a text in this language, in order: what a search finds there. Marks may overlap."""
    analysis = analyse(text, language)
    found = {
        Mark(analysis.words[term.place].start, analysis.words[term.place + term.words - 1].end, wanted.terms[term.text])
        for term in analysis.terms
        if term.text in wanted.terms
    }
    if wanted.words or wanted.phrases or wanted.prefixes:
        found.update(_exact(analysis.words, wanted))
    return tuple(sorted(found))


def fragments(text: str, start: int, end: int, found: Iterable[Mark]) -> Snippet:
    """The characters from `start` to `end` of a text, cut where marks begin and end."""
    cut: list[Fragment] = []
    place = start
    for covered in _merged(found):
        first, last = max(covered[0], start), min(covered[1], end)
        if first >= last:
            continue
        if first > place:
            cut.append(Fragment(text[place:first], match=False))
        cut.append(Fragment(text[first:last], match=True))
        place = last
    if place < end:
        cut.append(Fragment(text[place:end], match=False))
    return tuple(cut)


def mark_all(text: str, found: Iterable[Mark]) -> Snippet:
    """A whole text with its marks."""
    return fragments(text, 0, len(text), found)


def _exact(found: Sequence[Word], wanted: Wanted) -> Iterator[Mark]:
    """Marks of words as written, of beginnings of words and of phrases."""
    for place, word in enumerate(found):
        if word.text in wanted.words:
            yield Mark(word.start, word.end, wanted.words[word.text])
        for letters, clause in wanted.prefixes.items():
            if word.text.startswith(letters):
                yield Mark(word.start, word.end, clause)
        for phrase, clause in wanted.phrases.items():
            run = found[place : place + len(phrase)]
            if word.text == phrase[0] and tuple(each.text for each in run) == phrase:
                yield Mark(word.start, run[-1].end, clause)


def _merged(found: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    """The stretches that marks cover, those that overlap made one."""
    covered: tuple[int, int] | None = None
    for mark in sorted(found):
        if covered and mark.start < covered[1]:
            covered = covered[0], max(covered[1], mark.end)
            continue
        if covered:
            yield covered
        covered = mark.start, mark.end
    if covered:
        yield covered
