"""Questions as key words, and with one typing error each."""

import random
from collections.abc import Callable

from indexer.analysis.language_detection import query_language
from indexer.analysis.terms import is_stopword
from indexer.analysis.tokenizer import tokenize

MIN_SLIP = 5
"""The letters of a word that a slip is made in."""


def key_words(question: str, language: str = "") -> str:
    """Return the words of a question that are no stop words, as they are written and in their order."""
    code = language or query_language(question)
    words = [
        question[word.start : word.end]
        for word in tokenize(question)
        if not is_stopword(word.text, question[word.start : word.end], code)
    ]
    return " ".join(words) or question


def with_slip(question: str) -> str:
    """Return a question with one slip in one of its longest words: letters swapped, one left out, doubled or mistyped.

    Which one depends on the question alone. Words with a digit or a capital letter are left as they are, unless there
    are no others.
    """
    rng = random.Random(question)  # noqa: S311 - nothing secret
    words = [word for word in tokenize(question) if word.end - word.start >= MIN_SLIP]
    plain = [word for word in words if question[word.start : word.end].isalpha()]
    small = [word for word in plain if question[word.start].islower()]
    longest = sorted(small or plain, key=lambda word: word.start - word.end)[:3]
    if not longest:
        return question
    word = rng.choice(longest)
    at = rng.randrange(word.start + 1, word.end - 1)
    return question[:at] + rng.choice(_SLIPS)(question[at], question[at + 1], rng) + question[at + 2 :]


def _swapped(one: str, other: str, _: random.Random) -> str:
    return other + one


def _left_out(_: str, other: str, __: random.Random) -> str:
    return other


def _doubled(one: str, other: str, _: random.Random) -> str:
    return one + one + other


def _mistyped(one: str, other: str, rng: random.Random) -> str:
    return rng.choice([letter for letter in "abcdefghijklmnoprstuvwy" if letter != one]) + other


_SLIPS: tuple[Callable[[str, str, random.Random], str], ...] = (_swapped, _left_out, _doubled, _mistyped)
