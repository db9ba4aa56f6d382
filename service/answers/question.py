"""A question as sentences are judged by it."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.language import QuestionType
from indexer.analysis.language_detection import query_language
from indexer.analysis.language_registry import distinguishes_accents
from indexer.analysis.normalizer import normalized_query
from indexer.analysis.sentence_index import ALIKE
from indexer.analysis.term_hash import term_hash
from indexer.analysis.terms import accented_form, is_stopword, query_terms
from service.answers.surface_forms import number_of_written, small
from service.query.questions import focus_pattern, generic_words, question_type
from service.search.sentences import Numbers

WRITTEN = re.compile(r"[^\W_]+")
"""A word as it is written, for comparing words accents and all."""

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of the question that carries meaning.

    `terms` are the stems under which the corpus's languages know it, `written` the word as the reader wrote it, in
    small letters, `rarity` how telling it is (its idf; a word that no passage holds is the most telling), and `name`
    whether it is written as a name or is a number.
    """

    terms: frozenset[str]
    written: str
    rarity: float
    name: bool


PLACE_BITS = 16
"""More than any question has words."""

Placed = NDArray[np.int64]
"""Numbers of words with their places."""


class QuestionNumbers(NamedTuple):
    """A question in numbers, as indexer.analysis.term_hash and service.answers.surface_forms make them.

    `terms` are those of all words and `heads` their beginnings, in ascending order, each with the place of its word in
    its lowest PLACE_BITS bits. `rarity`, `names` and `written` (0 for a word that is written as several) have an item
    for each word; `runs` is every word of the question as it is written, in order. `focus` is -1 where there is none.
    `by_accents` is 1 where words are compared with their accents.
    """

    terms: Placed
    heads: Placed
    rarity: NDArray[np.float64]
    names: NDArray[np.bool_]
    written: Numbers
    runs: Numbers
    focus: int
    by_accents: int


@dataclass(frozen=True)
class Question:
    """A question, what kind of thing it asks for, and its telling words in order.

    `focus` is the place of the word that names what is asked for ("which *convention*", "how many *inspectors*"), or
    None.
    """

    text: str
    language: str
    kind: QuestionType
    words: tuple[AskedWord, ...]
    focus: int | None = None

    @cached_property
    def numbers(self) -> QuestionNumbers:
        """The question as sentences are compared with it."""
        runs = [number_of_written(word) for word in WRITTEN.findall(small(self.text))]
        terms = {
            (term_hash(term) << PLACE_BITS) + place for place, word in enumerate(self.words) for term in word.terms
        }
        heads = {
            (term_hash(term[:ALIKE]) << PLACE_BITS) + place
            for place, word in enumerate(self.words)
            for term in word.terms
            if len(term) >= ALIKE
        }
        return QuestionNumbers(
            terms=np.array(sorted(terms), np.int64),
            heads=np.array(sorted(heads), np.int64),
            rarity=np.array([word.rarity for word in self.words], np.float64),
            names=np.array([word.name for word in self.words], np.bool_),
            written=np.array([_number_of_one(small(word.written)) for word in self.words], np.uint32),
            runs=np.array(runs, np.uint32),
            focus=-1 if self.focus is None else self.focus,
            by_accents=int(distinguishes_accents(self.language)),
        )


def read_question(
    text: str, languages: tuple[str, ...], holding: Callable[[Sequence[str]], Sequence[int]], passages: int
) -> Question:
    """The question that a text asks of a corpus in these languages with so many passages.

    `holding` gives for each word, in the form of units, how many passages hold it.
    """
    language = query_language(text)
    kind = question_type(text, language)
    seen: dict[str, tuple[int, int]] = {}
    for unit in normalized_query(text):
        if is_stopword(unit.text, text[unit.start : unit.end], language) or unit.text in generic_words(kind):
            continue
        accents = accented_form(text[unit.start : unit.end]) if distinguishes_accents(language) else ""
        seen.setdefault(accents or unit.text, (unit.start, unit.end))
    counts = holding(list(seen))
    words = []
    for (form, (start, end)), count in zip(seen.items(), counts, strict=True):
        written = text[start:end]
        words.append(
            AskedWord(
                terms=frozenset(query_terms(form, languages)),
                written=written.casefold(),
                rarity=math.log(1 + (passages - count + 0.5) / (count + 0.5)),
                name=(written[0].isupper() and _LETTER.search(text, 0, start) is not None)
                or (not written.isalpha() and any(map(str.isdigit, written))),
            )
        )
    return Question(text, language, kind, tuple(words), _focus(text, language, words))


def _number_of_one(written: str) -> int:
    """The number of what is written as one word; 0 for what is written as several."""
    return number_of_written(written) if WRITTEN.fullmatch(written) else 0


def _focus(text: str, language: str, words: Sequence[AskedWord]) -> int | None:
    """The place of the telling word that stands right after the words that ask, or None."""
    if distinguishes_accents(language):  # its question words stand behind their noun
        return None
    asking = focus_pattern().search(text.casefold())
    following = WRITTEN.search(text.casefold(), asking.end()) if asking else None
    if following is None:
        return None
    return next((place for place, word in enumerate(words) if word.written == following.group()), None)
