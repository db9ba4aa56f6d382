"""A parsed question: its type, words and focus, with which sentences are compared."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from indexer.analysis.language import QuestionType
from indexer.analysis.language_detection import query_language
from indexer.analysis.language_registry import distinguishes_accents
from indexer.analysis.normalizer import normalized_query
from indexer.analysis.terms import accented_form, is_stopword, query_terms
from indexer.analysis.tokenizer import fold
from service.answers.question_form import ANY_FORM, QuestionForm, document_words, read_form
from service.answers.sentences import PREFIX_LENGTH, WORD
from service.query.questions import focus_pattern, generic_words, question_type

_ELIDED = re.compile(r"^[^\W\d_]{1,2}['’]")
"""An article or preposition before a word, as in "d'heures"."""

_LETTER = re.compile(r"[^\W\d_]")


class Translated(NamedTuple):
    """What a word matches in other languages: the terms of its translations, and those that are single words."""

    terms: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


NOT_TRANSLATED = Translated()


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """A word of the question other than a stop word.

    `token` is its normalized form, `terms` are its stems in the corpus's languages, `written` the word
    as the user wrote it, in lower case, `idf` how rare it is (most for a word that no passage has), and `name` whether
    it is written as a name or is a number.
    """

    token: str
    terms: frozenset[str]
    written: str
    idf: float
    name: bool


@dataclass(frozen=True)
class Question:
    """A question, what kind of thing it asks for, and its words in order, numbered from 0.

    `focus` is the word that names what is asked for ("which *convention*", "how many *inspectors*"), or None.
    `form` says what its grammar asks of an answer.
    """

    text: str
    language: str
    kind: QuestionType
    words: tuple[QuestionWord, ...]
    focus: int | None = None
    form: QuestionForm = ANY_FORM

    @cached_property
    def by_accents(self) -> bool:
        """Whether words are compared with their accents."""
        return distinguishes_accents(self.language)

    @cached_property
    def term_ords(self) -> dict[str, int]:
        """The first word with each term."""
        ords: dict[str, int] = {}
        for number, word in enumerate(self.words):
            for term in word.terms:
                ords.setdefault(term, number)
        return ords

    @cached_property
    def prefix_ords(self) -> dict[str, set[int]]:
        """The words that have a term with each prefix of PREFIX_LENGTH letters."""
        ords: dict[str, set[int]] = {}
        for number, word in enumerate(self.words):
            for term in word.terms:
                if len(term) >= PREFIX_LENGTH:
                    ords.setdefault(term[:PREFIX_LENGTH], set()).add(number)
        return ords

    @cached_property
    def short_ords(self) -> dict[str, int]:
        """The words, but for names, that have a term of one letter less than PREFIX_LENGTH, by that term."""
        return {
            term: number
            for number, word in enumerate(self.words)
            for term in word.terms
            if len(term) == PREFIX_LENGTH - 1 and not word.name
        }

    @cached_property
    def folded(self) -> str:
        """The text without case and accents."""
        return fold(self.text)

    @cached_property
    def length(self) -> int:
        """The number of words as written, including stop words."""
        return len(self._written)

    @cached_property
    def bigrams(self) -> frozenset[tuple[str, str]]:
        """Pairs of consecutive words as written, including stop words."""
        return frozenset(zip(self._written, self._written[1:], strict=False))

    @cached_property
    def trigrams(self) -> frozenset[tuple[str, str, str]]:
        """Triples of consecutive words as written, including stop words."""
        return frozenset(zip(self._written, self._written[1:], self._written[2:], strict=False))

    @cached_property
    def _written(self) -> list[str]:
        return WORD.findall(self.text.casefold())


def read_question(
    text: str,
    languages: tuple[str, ...],
    document_frequencies: Callable[[Sequence[str]], Sequence[int]],
    passages: int,
    translations: "Mapping[str, Translated]" = MappingProxyType({}),
) -> Question:
    """Parse a question to a corpus in these languages with this number of passages.

    `document_frequencies` returns the number of passages that contain each normalized word. `translations` are what
    each word, as written, matches in other languages, too. It is as rare as the most frequent of them; one that is in
    no passage, while others are translated, is unknown and not rare, unless it is a name.
    """
    language = query_language(text)
    kind = question_type(text, language)
    seen: dict[str, tuple[int, int]] = {}
    ignored = document_words(text, language)
    for unit in normalized_query(text):
        if (
            unit.start in ignored
            or is_stopword(unit.text, text[unit.start : unit.end], language)
            or unit.text in generic_words(kind)
        ):
            continue
        accents = accented_form(text[unit.start : unit.end]) if distinguishes_accents(language) else ""
        seen.setdefault(accents or unit.text, (unit.start, unit.end))
    counts = _with_translations(
        document_frequencies(list(seen)),
        [text[start:end] for start, end in seen.values()],
        translations,
        document_frequencies,
    )
    words = []
    for (form, (start, end)), count in zip(seen.items(), counts, strict=True):
        written = text[start:end]
        words.append(
            QuestionWord(
                token=form,
                terms=translations.get(written, NOT_TRANSLATED).terms.union(query_terms(form, languages)),
                written=written.casefold(),
                idf=math.log(1 + (passages - count + 0.5) / (count + 0.5)),
                name=(written[0].isupper() and _LETTER.search(text, 0, start) is not None)
                or (not written.isalpha() and any(map(str.isdigit, written))),
            )
        )
    return Question(text, language, kind, tuple(words), _focus(text, language, words), read_form(text, language, kind))


def _with_translations(
    counts: Sequence[int],
    written: Sequence[str],
    translations: "Mapping[str, Translated]",
    document_frequencies: Callable[[Sequence[str]], Sequence[int]],
) -> list[int]:
    """Return how many passages contain each word or its most frequent translation."""
    found = list(counts)
    for at, word in enumerate(written):
        if words := translations.get(word, NOT_TRANSLATED).words:
            found[at] = max(found[at], *document_frequencies(sorted(words)))
    known = sorted(count for count in found if count)
    if translations and known:
        usual = known[len(known) // 2]
        found = [count or (usual if word.islower() else 0) for count, word in zip(found, written, strict=True)]
    return found


def _focus(text: str, language: str, words: Sequence[QuestionWord]) -> int | None:
    """Return the number of the word right after the words that ask, or None."""
    if distinguishes_accents(language):  # its question words follow their noun
        return None
    asking = focus_pattern().search(text.casefold())
    following = WORD.search(text.casefold(), asking.end()) if asking else None
    if following is None:
        return None
    return next((place for place, word in enumerate(words) if _ELIDED.sub("", word.written) == following.group()), None)
