"""Question detection: whether a query is a question, and what kind of thing it asks for.

Questions are read without accents, because people leave them out; in a language that distinguishes words by their
accents, with them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from indexer.analysis.language import QuestionType
from indexer.analysis.language_registry import (
    active_languages,
    any_of,
    distinguishes_accents,
    language,
    language_cache,
)
from indexer.analysis.tokenizer import fold, token_texts

QUESTION_TYPES: tuple[QuestionType, ...] = get_args(QuestionType)

MIN_SENTENCE_WORDS = 4
"""The fewest words of a sentence that a verb opens; with fewer it may be a name, as in `Can Tho`."""

_WORD = re.compile(r"[^\W_]+|%")


def is_question(text: str, code: str, folded: Sequence[str] | None = None) -> bool:
    """Return whether a text in this language (ISO 639-1 code) is a question. Pass `folded`, its words, if known."""
    if text.rstrip(" \"'»”’)").endswith(("?", "？", "؟")) or text.startswith("¿"):
        return True
    if (pattern := _question_pattern(code)) and pattern.search(text.strip(" .,;:!")):
        return True
    words, prepositions, verbs = _openings(code)
    found = token_texts(text) if folded is None else folded
    first, second = [*found, "", ""][:2]
    if len(found) > 1 and (first in words or (first in prepositions and second in words)):
        return True
    return len(found) >= MIN_SENTENCE_WORDS and first in verbs


def question_type(question: str, code: str) -> QuestionType:
    """Return what kind of thing a question in this language asks for; "other" if no pattern matches."""
    plain = plain_text(question, code)
    return next((kind for kind, pattern in _type_patterns(code).items() if pattern.search(plain)), "other")


def plain_text(question: str, code: str) -> str:
    """Return the words of a question as the patterns of its language expect them, single spaces between them."""
    if distinguishes_accents(code):
        return " ".join(question.casefold().rstrip(" ?").split())
    return " ".join(_WORD.findall(fold(question)))


@language_cache()
def generic_words(kind: QuestionType) -> frozenset[str]:
    """Return the words of all languages, folded, that only name the kind of thing asked for, such as "number".

    A sentence that answers need not contain them.
    """
    every = [each.questions.kinds for each in active_languages().values()]
    return frozenset(fold(word) for kinds in every if kind in kinds for word in kinds[kind].generic)


@language_cache()
def focus_pattern() -> re.Pattern[str]:
    """Return the expression, for all languages, of the words before the noun that is asked for."""
    every = [pattern for each in active_languages().values() for pattern in each.questions.focus]
    return re.compile(rf"\b(?:{'|'.join(every) or '(?!)'})")


@language_cache()
def _openings(code: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words, folded, that open a question; prepositions before them; and verbs that open one."""
    found = language(code).questions
    words, prepositions, verbs = (frozenset(map(fold, each)) for each in (found.words, found.prepositions, found.verbs))
    return words, prepositions, verbs


@language_cache()
def _question_pattern(code: str) -> re.Pattern[str] | None:
    patterns = language(code).questions.patterns
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


@language_cache()
def _type_patterns(code: str) -> Mapping[QuestionType, re.Pattern[str]]:
    """Return the expressions of the kinds of questions in a language, in the order in which they are tried."""
    found: dict[QuestionType, re.Pattern[str]] = {}
    for kind, words in language(code).questions.kinds.items():
        patterns: list[str] = list(words.patterns)
        if nouns := words.nouns if distinguishes_accents(code) else tuple(map(fold, words.nouns)):
            patterns.insert(0, rf"\b{language(code).questions.noun_lead} (?:{any_of(nouns)})s?\b")
        found[kind] = re.compile("|".join(patterns))
    return found
