"""A text analysed once for all fields of the index: its words, and its terms at the words' places."""

from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis.accents import ACCENTED, accented
from indexer.analysis.stopwords import is_stopword
from indexer.analysis.terms import stem
from indexer.analysis.units import units_of
from indexer.analysis.words import Word, words


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


def analyse(text: str, language: str) -> Analysis:
    """The analysis of a text in this language (ISO 639-1 code), expected in NFC."""
    found = list(words(text))
    terms: list[PlacedTerm] = []
    place = 0
    for unit in units_of(found):
        first = place
        while place < len(found) and found[place].start < unit.end:
            place += 1
        if is_stopword(unit.text, text[unit.start : unit.end], language):
            continue
        terms.append(PlacedTerm(stem(unit.text, language), first, place - first))
        if unit.also:
            terms.append(PlacedTerm(unit.also, first, place - first))
        if language in ACCENTED and (form := accented(text[unit.start : unit.end])):
            terms.append(PlacedTerm(form, first, place - first))
    return Analysis(tuple(found), tuple(terms))
