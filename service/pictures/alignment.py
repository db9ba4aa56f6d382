"""Which words of a page's picture the characters of its stored text are.

The stored text is not what the file holds: words broken at the ends of lines are joined, columns and tables are in
reading order, page heads are left out. Letters and digits, compared without accents, case and everything between them,
are the same, run by run; the longest runs that both have are matched first, in any order, and the words that
remain where they are nearest to what is matched already.
"""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.pictures.page_picture import PlacedWord

SEED = 8
"""The letters that a run has at least."""

MAX_PLACES = 24
"""Runs of letters in more places than this start no run."""

MIN_SHARE = 0.6
"""Of a word's letters that a mark has, for the word to be marked."""

NOWHERE = -1


class _Letters(NamedTuple):
    """Letters and digits in one form, where each is in its text, and which word it belongs to."""

    text: str
    places: list[int]
    words: list[int]


class Alignment:
    """The words of a picture beside a page's stored text."""

    def __init__(self, text: str, words: Sequence[PlacedWord]) -> None:
        self.words = words
        self._stored = _stored_letters(text)
        self._placed = _placed_letters(words)
        self._matched = _match(self._stored, self._placed)
        self._lengths = _count(self._placed.words)

    def words_of(self, start: int, end: int) -> list[int]:
        """Return the indexes of the words that characters `start` to `end` of the text are, in the text's order."""
        covered: dict[int, int] = {}
        for letter in self._letters_of(start, end):
            found = self._matched[letter]
            if found != NOWHERE:
                word = self._placed.words[found]
                covered[word] = covered.get(word, 0) + 1
        inside = len(covered) == 1
        return [word for word, count in covered.items() if inside or count >= MIN_SHARE * self._lengths[word]]

    def _letters_of(self, start: int, end: int) -> range:
        return range(bisect_left(self._stored.places, start), bisect_left(self._stored.places, end))


def _normalized(char: str) -> str:
    return "".join(
        each for each in unicodedata.normalize("NFKD", char.casefold()) if unicodedata.category(each)[0] in "LN"
    )


def _stored_letters(text: str) -> _Letters:
    letters, places, words = [], [], []
    word, in_word = NOWHERE, False
    for place, char in enumerate(text):
        normalized = _normalized(char)
        if normalized:
            word += not in_word
            letters.append(normalized)
            places += [place] * len(normalized)
            words += [word] * len(normalized)
        in_word = bool(normalized) or (in_word and unicodedata.category(char)[0] == "M")
    return _Letters("".join(letters), places, words)


def _placed_letters(placed: Sequence[PlacedWord]) -> _Letters:
    letters, words = [], []
    for number, word in enumerate(placed):
        normalized = "".join(map(_normalized, word.text))
        letters.append(normalized)
        words += [number] * len(normalized)
    return _Letters("".join(letters), list(range(len(words))), words)


def _count(words: Sequence[int]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for word in words:
        counts[word] += 1
    return counts


def _match(stored: _Letters, placed: _Letters) -> list[int]:
    """Return for each letter of the stored text the letter of the picture that it is, or NOWHERE."""
    matched = [NOWHERE] * len(stored.text)
    taken = bytearray(len(placed.text))
    for start, other, length in sorted(_runs(stored.text, placed.text), key=lambda run: (-run[2], run[0], run[1])):
        for first, last in _free(matched, taken, start, other, length):
            low, high = _whole_words(stored.words, first, last)
            for at in range(low, high):
                matched[at] = other + at - start
                taken[other + at - start] = 1
    _match_rest(stored, placed, matched, taken)
    return matched


def _runs(one: str, two: str) -> Iterator[tuple[int, int, int]]:
    """Yield the longest common runs as their starts in both texts and their length."""
    places = defaultdict(list)
    for at in range(len(two) - SEED + 1):
        places[two[at : at + SEED]].append(at)
    for start in range(len(one) - SEED + 1):
        found = places.get(one[start : start + SEED], ())
        if len(found) > MAX_PLACES:
            continue
        for other in found:
            if start and other and one[start - 1] == two[other - 1]:
                continue  # a part of a run that starts before
            length = SEED
            limit = min(len(one) - start, len(two) - other)
            while length < limit and one[start + length] == two[other + length]:
                length += 1
            yield start, other, length


def _free(
    matched: Sequence[int], taken: Sequence[int], start: int, other: int, length: int
) -> Iterator[tuple[int, int]]:
    """Yield the parts of a run that are not matched yet on either side."""
    first = None
    for at in range(start, start + length):
        if matched[at] == NOWHERE and not taken[other + at - start]:
            first = at if first is None else first
        elif first is not None:
            yield first, at
            first = None
    if first is not None:
        yield first, start + length


def _whole_words(words: Sequence[int], first: int, last: int) -> tuple[int, int]:
    """Return a part without words of the stored text at its ends that are not wholly in it."""
    while first < last and first > 0 and words[first] == words[first - 1]:
        first += 1
    while last > first and last < len(words) and words[last - 1] == words[last]:
        last -= 1
    return first, last


def _match_rest(stored: _Letters, placed: _Letters, matched: list[int], taken: bytearray) -> None:
    """Match single words of the stored text that remain with the nearest equal words that remain."""
    free: dict[str, list[int]] = defaultdict(list)
    for first, last in _word_bounds(placed.words):
        if not any(taken[first:last]):
            free[placed.text[first:last]].append(first)
    near = 0
    for first, last in _word_bounds(stored.words):
        if matched[first] != NOWHERE:
            near = matched[last - 1] + 1
            continue
        candidates = free.get(stored.text[first:last])
        if not candidates:
            continue
        other = min(candidates, key=lambda place: abs(place - near))
        candidates.remove(other)
        for at in range(first, last):
            matched[at] = other + at - first
        near = other + last - first


def _word_bounds(words: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first letter and the end of each word."""
    first = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at] != words[first]:
            yield first, at
            first = at
