"""Compiled loops over the tokens of an index on an image. A *token* is a word, numbered through all its passages."""

import numpy as np
from numpy.typing import NDArray

from service.search.index import Ordinals, PackedPositions
from service.search.jit import Integer, compiled, inlined

Tokens = NDArray[np.uint32]
Counts = NDArray[np.uint16]

GUESSES, NEAR = 4, 16
"""The maximum number of interpolations when locating a token, and the size of a range that is bisected at once."""


@inlined
def locate(bounds: PackedPositions, tokens: Tokens, starts: Tokens, passages: Ordinals) -> Integer:
    """Find which of these ascending tokens are in each of these passages; return the number of all found.

    Those of row `i` are `tokens[bounds[2 * i]]` to `tokens[bounds[2 * i + 1] - 1]`; `starts` has the first token of
    every passage. Words are spread over the passages more or less evenly, so a few steps of interpolation
    search touch less memory than bisection, which does the rest.
    """
    count: Integer = 0
    for row in range(len(passages)):
        target, end = np.int64(starts[passages[row]]), np.int64(starts[passages[row] + 1])
        low: Integer = 0
        high: Integer = len(tokens)
        for _ in range(GUESSES):
            if high - low <= NEAR:
                break
            least, most = np.int64(tokens[low]), np.int64(tokens[high - 1])
            if target <= least or target > most:
                low = high = low if target <= least else high
                break
            guess = low + (target - least) * (high - 1 - low) // (most - least)
            if tokens[guess] < target:
                low = guess + 1
            else:
                high = guess
        while low < high:
            middle = (low + high) >> 1
            if tokens[middle] < target:
                low = middle + 1
            else:
                high = middle
        bounds[2 * row] = low
        while low < len(tokens) and tokens[low] < end:
            low += 1
        bounds[2 * row + 1] = low
        count += low - bounds[2 * row]
    return count


@inlined
def _add_keys(
    keys: PackedPositions, size: int, bounds: PackedPositions, tokens: Tokens, starts: Tokens, passages: Ordinals
) -> int:
    """Append the tokens located in passages to the keys at index `size`; return the new size."""
    for row in range(len(passages)):
        first = np.int64(starts[passages[row]])
        for at in range(bounds[2 * row], bounds[2 * row + 1]):
            keys[size] = (np.int64(row) << 32) + np.int64(tokens[at]) - first
            size += 1
    return size


@compiled("u4[] u4[] u4[]")
def positions_within(tokens: Tokens, starts: Tokens, passages: Ordinals) -> PackedPositions:
    """Return those of some ascending tokens in these passages, as keys; `starts` has the passages' first tokens."""
    bounds = np.empty(2 * len(passages), np.int64)
    keys = np.empty(locate(bounds, tokens, starts, passages), np.int64)
    _add_keys(keys, 0, bounds, tokens, starts, passages)
    return keys


@compiled("i8[] u4[] u4[] u4[] u4[]")
def positions_of_terms(
    numbers: PackedPositions, position_starts: Tokens, positions: Tokens, starts: Tokens, passages: Ordinals
) -> tuple[PackedPositions, PackedPositions]:
    """Return the keys of the terms with these numbers (-1 for none) in these passages, and each term's bounds.

    `positions` are the tokens of all terms of a field, one term after the other. For a few terms or a few passages.
    """
    width = 2 * len(passages)
    bounds = np.zeros(len(numbers) * width, np.int64)
    size = 0
    for each in range(len(numbers)):
        if numbers[each] >= 0:
            tokens = positions[position_starts[numbers[each]] : position_starts[numbers[each] + 1]]
            size += locate(bounds[each * width : (each + 1) * width], tokens, starts, passages)
    keys, ends = np.empty(size, np.int64), np.zeros(len(numbers) + 1, np.int64)
    size = 0
    for each in range(len(numbers)):
        if numbers[each] >= 0:
            tokens = positions[position_starts[numbers[each]] : position_starts[numbers[each] + 1]]
            size = _add_keys(keys, size, bounds[each * width : (each + 1) * width], tokens, starts, passages)
        ends[each + 1] = size
    return keys, ends


SLOTS = 1 << 12
"""The size of the table of low bits that rules out most words before they are looked up."""


@inlined
def _index_of(number: Integer, numbers: PackedPositions) -> int:
    """Return the index of a number in an array, or -1."""
    for each in range(len(numbers)):
        if numbers[each] == number:
            return each
    return -1


@compiled("i8[] u4[] u4[] u4[]")
def positions_of_words(
    numbers: PackedPositions, words: Tokens, starts: Tokens, passages: Ordinals
) -> tuple[PackedPositions, PackedPositions]:
    """Return what `positions_of_terms` does for distinct words as written, by scanning every word of the passages.

    `words` has the number of each token's term. The cost does not depend on the number of words looked up.
    """
    most: Integer = 0
    for passage in passages:
        most += np.int64(starts[passage + 1]) - np.int64(starts[passage])
    found, terms = np.empty(most, np.int64), np.empty(most, np.int64)
    ends = np.zeros(len(numbers) + 1, np.int64)
    known = np.zeros(SLOTS, np.bool_)
    for number in numbers:
        known[number & (SLOTS - 1)] |= number >= 0
    size = 0
    for row in range(len(passages)):
        first, end = np.int64(starts[passages[row]]), np.int64(starts[passages[row] + 1])
        for token in range(first, end):
            if known[words[token] & (SLOTS - 1)]:
                each = _index_of(words[token], numbers)
                if each >= 0:
                    found[size] = (np.int64(row) << 32) + token - first
                    terms[size] = each
                    ends[each + 1] += 1
                    size += 1
    for each in range(len(numbers)):
        ends[each + 1] += ends[each]
    keys, free = np.empty(size, np.int64), ends[:-1].copy()
    for at in range(size):
        keys[free[terms[at]]] = found[at]
        free[terms[at]] += 1
    return keys, ends


@compiled("u4[] i8 u4[] u4[]")
def find_runs(tokens: Tokens, offset: int, numbers: Tokens, words: Tokens) -> Tokens:
    """Return the tokens at which a phrase starts, given the tokens of the term at this offset in it.

    `numbers` are those of the phrase's terms, `words` the number of each token's term.
    """
    found = np.empty(len(tokens), np.uint32)
    size = 0
    for at in range(len(tokens)):
        start = np.int64(tokens[at]) - offset
        if start < 0 or start + len(numbers) > len(words):
            continue
        same = True
        for step in range(len(numbers)):
            if words[start + step] != numbers[step]:
                same = False
                break
        if same:
            found[size] = start
            size += 1
    return found[:size]


@compiled("u4[] u4[]")
def runs_by_passage(tokens: Tokens, starts: Tokens) -> tuple[Ordinals, Counts]:
    """Return the passages that contain some ascending tokens, and the number of them in each."""
    ordinals = np.empty(len(tokens), np.uint32)
    counts = np.zeros(len(tokens), np.uint16)
    size = -1
    end = np.uint32(0)
    for at in range(len(tokens)):
        if size < 0 or tokens[at] >= end:
            size += 1
            ordinal = np.searchsorted(starts, tokens[at], side="right") - 1
            ordinals[size] = ordinal
            end = starts[ordinal + 1]
        counts[size] += np.uint16(1)
    return ordinals[: size + 1], counts[: size + 1]


@compiled("u4[] u4[] u4[] i8 i8")
def find_words(words: Tokens, starts: Tokens, passages: Ordinals, first: int, end: int) -> Tokens:
    """Return the tokens of some passages, in order, whose terms have numbers from `first` to `end - 1`."""
    size: Integer = 0
    for ordinal in passages:
        size += np.int64(starts[ordinal + 1]) - np.int64(starts[ordinal])
    found = np.empty(size, np.uint32)
    size = 0
    for ordinal in passages:
        for token in range(starts[ordinal], starts[ordinal + 1]):
            if first <= words[token] < end:
                found[size] = token
                size += 1
    return found[:size]
