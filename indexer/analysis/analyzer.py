"""A text analysed once for all fields of the index: its words, and its terms at the words' places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis.run_together import NOTHING_GLUED, Parts
from indexer.analysis.terms import form_terms
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
    for unit in units_of(text, found):
        beyond = place + 1 if found[place].end == unit.end else _beyond(found, place, unit.end)
        if unit.text in glued:
            unit = _taken_apart(unit, glued[unit.text])  # noqa: PLW2901 - the same unit, with its parts
        if unit.also:
            terms += _placed(unit, text, language, found, place)
        else:
            for term in form_terms(unit, text, language):
                terms.append(PlacedTerm(term, place, beyond - place))
        place = beyond
    return Analysis(tuple(found), tuple(terms))


def _placed(unit: Unit, text: str, language: str, found: Sequence[Word], place: int) -> Iterator[PlacedTerm]:
    """The terms of a unit of several forms, the first of whose words has this place."""
    ends: dict[int, int] = {}
    for form in unit.forms:
        ends[form.start] = max(form.end, ends.get(form.start, 0))
    for form in unit.forms:
        place = _beyond(found, place, form.start)
        count = _beyond(found, place, ends[form.start]) - place
        yield from (PlacedTerm(term, place, count) for term in form_terms(form, text, language))


def _taken_apart(unit: Unit, parts: Parts) -> Unit:
    """A word that was run together, with its parts."""
    return unit._replace(also=tuple(Unit(part, unit.start, unit.end) for part in parts))


def _beyond(found: Sequence[Word], place: int, end: int) -> int:
    """The place of the first word from here on that does not start before these many characters."""
    while place < len(found) and found[place].start < end:
        place += 1
    return place
