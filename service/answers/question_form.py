"""What the grammar of a question asks of its answer, whatever its words: a count, a length of time, a negation…"""

import re
from itertools import zip_longest
from typing import NamedTuple

from indexer.analysis.language import QuestionType
from indexer.analysis.language_registry import language, language_cache
from indexer.analysis.terms import index_terms
from indexer.analysis.tokenizer import fold
from service.query.questions import plain_text

_WORD = re.compile(r"[^\W_]+")


class QuestionForm(NamedTuple):
    """What the grammar of a question asks of its answer.

    A `counting` one asks how many there are, a `duration` how long something takes, a `locating` one where it is. A
    `negative` one asks what is not the case. `term` is what is to be defined ("what is a *booming ground*"), `role`
    what someone is to be named for ("who is the *minister* of woods"); both as stems.
    """

    counting: bool = False
    duration: bool = False
    locating: bool = False
    negative: bool = False
    term: tuple[str, ...] = ()
    role: tuple[str, ...] = ()


ANY_FORM = QuestionForm()
"""The form of a question whose grammar asks nothing in particular."""


def read_form(text: str, code: str, kind: QuestionType) -> QuestionForm:
    """Return the form of a question of this kind in this language (ISO 639-1 code)."""
    plain, patterns = plain_text(text, code), _patterns(code)
    return QuestionForm(
        counting=kind == "number" and patterns.counting.search(plain) is not None,
        duration=patterns.duration.search(plain) is not None,
        locating=kind == "place" and patterns.locating.search(plain) is not None,
        negative=is_negative(text, code),
        term=_stems(patterns.defining.search(plain), "term", code),
        role=_stems(patterns.identifying.search(plain), "role", code),
    )


def is_negative(text: str, code: str) -> bool:
    """Return whether a text says that something is not so. "No" before a number is none: "Convention No. 29"."""
    negations = _negations(code)
    words = _WORD.findall(fold(text))
    return any(
        word in negations and not (word == "no" and following.isdigit())
        for word, following in zip_longest(words, words[1:], fillvalue="")
    )


def document_words(text: str, code: str) -> frozenset[int]:
    """Return where words begin, in characters, that stand for the document itself: "the report"."""
    pattern, plain = _patterns(code).document, fold(text)
    if len(plain) != len(text):
        plain = text.lower()
    return frozenset(word.start() for found in pattern.finditer(plain) for word in _WORD.finditer(text, *found.span()))


def _stems(match: re.Match[str] | None, group: str, code: str) -> tuple[str, ...]:
    return tuple(index_terms(match[group], code)) if match else ()


class _Patterns(NamedTuple):
    counting: re.Pattern[str]
    duration: re.Pattern[str]
    locating: re.Pattern[str]
    defining: re.Pattern[str]
    identifying: re.Pattern[str]
    document: re.Pattern[str]


@language_cache()
def _patterns(code: str) -> _Patterns:
    """Return the compiled patterns of a language; one that it does not have matches nothing."""
    found = language(code).questions
    written = (
        found.counting,
        found.duration,
        found.locating,
        found.defining,
        found.identifying,
        found.document,
    )
    return _Patterns(*(re.compile(pattern or "(?!)") for pattern in written))


@language_cache()
def _negations(code: str) -> frozenset[str]:
    return frozenset(map(fold, language(code).cues.negations))
