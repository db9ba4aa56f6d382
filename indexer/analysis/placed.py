"""A text analysed once for all fields of the index: its words, and its terms at the words' places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis.glue import NOTHING_GLUED, Parts
from indexer.analysis.terms import terms_of
from indexer.analysis.unit import Unit
from indexer.analysis.units import units_of
from indexer.analysis.words import Word, fold, words


class PlacedTerm(NamedTuple):
    """A term, the place of the first word it stands for (from 0), and the number of words it stands for."""

    text: str
    place: int
    words: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """Every folded word of a text with its characters, and the stems of its words without stop words.

    The terms' texts are those of `indexer.analysis.terms.index_terms`, in the same order.
    """

    words: tuple[Word, ...]
    terms: tuple[PlacedTerm, ...]

    @property
    def length(self) -> int:
        """How long the text is by its terms: each place that has any counts once, and so does each word with accents.

        So what else a date or an amount is found under makes a passage no longer.
        """
        return len({term.place for term in self.terms}) + sum(term.text != fold(term.text) for term in self.terms)


def analyse(text: str, language: str, glued: Mapping[str, Parts] = NOTHING_GLUED) -> Analysis:
    """The analysis of a text in this language (ISO 639-1 code), expected in NFC.

    A word that is `glued` is also found by its parts.

    All terms at one place are as long as the longest of them, so that a mark covers the whole of what is written there.
    """
    found = list(words(text))
    terms: list[PlacedTerm] = []
    place = 0
    for unit in _taken_apart(units_of(text, found), glued):
        ends: dict[int, int] = {}
        for form in unit.forms:
            ends[form.start] = max(form.end, ends.get(form.start, 0))
        at = place
        for term in terms_of(unit, text, language):
            at = _beyond(found, at, term.start)
            terms.append(PlacedTerm(term.text, at, _beyond(found, at, ends[term.start]) - at))
        place = _beyond(found, place, unit.end)
    return Analysis(tuple(found), tuple(terms))


def _taken_apart(found: Iterable[Unit], glued: Mapping[str, Parts]) -> Iterator[Unit]:
    """The units, those that were run together with their parts."""
    for unit in found:
        parts = tuple(Unit(part, unit.start, unit.end) for part in glued.get(unit.text, ()))
        yield unit._replace(also=(*unit.also, *parts)) if parts else unit


def _beyond(found: Sequence[Word], place: int, end: int) -> int:
    """The place of the first word from here on that does not start before these many characters."""
    while place < len(found) and found[place].start < end:
        place += 1
    return place
