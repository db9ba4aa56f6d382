"""A unit of meaning, and the text with the words in which units are found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis.words import Word


class Unit(NamedTuple):
    """A word or group of words with one meaning, and its characters in the text.

    `also` are further units, in the order of their starts, under which a passage that holds this one is found: what
    it says less exactly, and its plain words. A query uses `text` alone.
    """

    text: str
    start: int
    end: int
    also: tuple["Unit", ...] = ()

    @property
    def forms(self) -> tuple["Unit", ...]:
        """The unit, and what else a passage that holds it is found under."""
        return (self, *self.also)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and its words. Places are numbers of words, from 0; beyond the last one there is nothing."""

    text: str
    words: Sequence[Word]

    def form(self, place: int) -> str:
        """The folded word at a place."""
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def written(self, place: int) -> str:
        """The word at a place as it is written."""
        return self.text[self.words[place].start : self.words[place].end] if place < len(self.words) else ""

    def gap(self, place: int) -> str:
        """What stands between the word at a place and the one before."""
        if not 0 < place < len(self.words):
            return "\n"
        return self.text[self.words[place - 1].end : self.words[place].start]

    def unit(self, text: str, first: int, last: int, also: Iterable[Unit] = ()) -> Unit:
        """A unit of the words from `first` to `last`, which has each of its further forms once."""
        start, end = self.words[first].start, self.words[last].end
        others = {(other.text, other.start): other for other in also if (other.text, other.start) != (text, start)}
        return Unit(text, start, end, tuple(sorted(others.values(), key=lambda other: other.start)))

    def plain(self, first: int, last: int) -> list[Unit]:
        """The words from `first` to `last`, each as a unit of its own."""
        return [Unit(word.text, word.start, word.end) for word in self.words[first : last + 1]]
