"""Texts as they are written, accents and all, as arrays: their letters, and the numbers of their words."""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.search.jit import Integer, compiled, part

Letters = NDArray[np.uint32]
Numbers = NDArray[np.uint32]

_KNOWN = 0x40000
"""No letter or digit of Unicode lies beyond."""


class Texts(NamedTuple):
    """The letters of some texts in small letters; those of text `t` start at `firsts[t]`."""

    letters: Letters
    firsts: Numbers


def texts_of(texts: Sequence[str]) -> Texts:
    """Some texts, of at least one, as arrays."""
    firsts = np.array([*accumulate(map(len, texts[:-1]), initial=0)], np.uint32)
    return Texts(letters_of("".join(map(small, texts))), firsts)


def small(text: str) -> str:
    """A text in small letters, one for each of its letters."""
    found = text.casefold()
    return found if len(found) == len(text) else "".join(map(_small, text))


def letters_of(text: str) -> Letters:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _small(letter: str) -> str:
    found = letter.casefold()
    return found if len(found) == 1 else letter


class Written(NamedTuple):
    """The words of some sentences as numbers: those of sentence `s` are `bounds[s]` to `bounds[s + 1] - 1`.

    A word is a run of letters and digits. Its number depends on its letters alone and is 1 or more.
    """

    bounds: Numbers
    numbers: Numbers


def written(texts: Texts, bounds: Numbers, starts: Numbers, ends: Numbers) -> Written:
    """The words of sentences: those of text `t` are `bounds[t]` to `bounds[t + 1] - 1`, and their characters in it."""
    numbers = np.empty(len(texts.letters) // 2 + len(starts) + 1, np.uint32)
    word_bounds = np.zeros(len(starts) + 1, np.uint32)
    _write(word_bounds, numbers, *texts, bounds, starts, ends, _in_words())
    return Written(word_bounds, numbers)


def written_in(text: str) -> Numbers:
    """The words of a text."""
    ends = np.array([0, 1, len(text)], np.uint32)
    found = written(texts_of([text]), ends[:2], ends[:1], ends[2:])
    return found.numbers[: found.bounds[1]]


@lru_cache(maxsize=16_384)
def number_of_written(word: str) -> int:
    """The number of one word."""
    [number] = written_in(word).tolist()
    return int(number)


@cache
def _in_words() -> NDArray[np.bool_]:
    """Which code points are letters or digits."""
    codes = np.arange(_KNOWN, dtype=np.uint32)
    codes[0], codes[0xD800:0xE000] = ord(" "), ord(" ")  # what is no character
    return np.strings.isalnum(codes.view("U1"))


@compiled("u4[]! u4[]! u4[] u4[] u4[] u4[] u4[] bool[]")
def _write(
    word_bounds: Numbers, found: Numbers, letters: Letters, firsts: Numbers, bounds: Numbers, starts: Numbers,
    ends: Numbers, in_words: NDArray[np.bool_],
) -> None:  # fmt: skip
    size = 0
    for text in range(len(firsts)):
        for sentence in range(bounds[text], bounds[text + 1]):
            number = np.uint64(0)
            for at in range(firsts[text] + starts[sentence], firsts[text] + ends[sentence]):
                letter = letters[at]
                if letter < len(in_words) and in_words[letter]:
                    number = _with_letter(number, letter)
                elif number:
                    found[size] = number
                    size += 1
                    number = np.uint64(0)
            if number:
                found[size] = number
                size += 1
            word_bounds[sentence + 1] = size


@part
def _with_letter(number: np.uint64, letter: Integer) -> np.uint64:
    """The number of a word with one more letter (FNV-1a over code points), never 0."""
    start = number or np.uint64(2166136261)
    following = ((start ^ np.uint64(letter)) * np.uint64(16777619)) & np.uint64(0xFFFFFFFF)
    return max(np.uint64(1), following)
