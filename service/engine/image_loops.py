"""The compiled loops of an index on an image. A *token* is a word, numbered through all passages of the image."""

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.layout import FARTHEST, FLAGS_AT
from service.engine.compiled import Whole, compiled, part
from service.engine.index import Keys, Ordinals

Tokens = NDArray[np.uint32]
Counts = NDArray[np.uint16]
Bytes = NDArray[np.int32]
"""Numbers of characters or of rows."""

Flags = NDArray[np.uint8]

Asked = NDArray[np.int64]
"""What is to be marked, a row each: which list of tokens, from where to where in it, how many words, which clause."""


@compiled("u2[]! u4[] u2[]")
def rows_holding(total: Counts, ordinals: Ordinals, counts: Counts) -> None:
    """Adds how often some passages hold something to how often all do."""
    for at in range(len(ordinals)):
        total[ordinals[at]] += counts[at]


GUESSES, NEAR = 4, 16
"""How often the place of a token is guessed from the tokens around it, unless it is among so many already."""


@part
def _first_not_before(tokens: Tokens, wanted: Whole) -> Whole:
    """The first of some ascending tokens that is no less than this one.

    Words are spread over the passages more or less evenly, so a few guesses by interpolation look at fewer places in
    memory than halving does from the start; it does the rest.
    """
    low: Whole = 0
    high: Whole = len(tokens)
    for _ in range(GUESSES):
        if high - low <= NEAR:
            break
        least, most = np.int64(tokens[low]), np.int64(tokens[high - 1])
        if wanted <= least or wanted > most:
            return low if wanted <= least else high
        guess = low + (wanted - least) * (high - 1 - low) // (most - least)
        if tokens[guess] < wanted:
            low = guess + 1
        else:
            high = guess
    while low < high:
        middle = (low + high) >> 1
        if tokens[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@compiled("u4[] u4[] u4[]")
def keys_within(tokens: Tokens, starts: Tokens, passages: Ordinals) -> Keys:
    """Those of some ascending tokens that stand in these passages, as keys; `starts` has the passages' first tokens."""
    begins = np.empty(len(passages), np.int64)
    size = 0
    for row in range(len(passages)):
        begin = _first_not_before(tokens, starts[passages[row]])
        begins[row] = begin
        end = starts[passages[row] + 1]
        while begin < len(tokens) and tokens[begin] < end:
            begin += 1
        size += begin - begins[row]
    keys = np.empty(size, np.int64)
    size = 0
    for row in range(len(passages)):
        first, end = np.int64(starts[passages[row]]), starts[passages[row] + 1]
        at = begins[row]
        while at < len(tokens) and tokens[at] < end:
            keys[size] = (np.int64(row) << 32) + np.int64(tokens[at]) - first
            size += 1
            at += 1
    return keys


@compiled("i8[] u4[] u4[] u4[] u4[]")
def keys_of_all(
    numbers: Keys, place_starts: Tokens, places: Tokens, starts: Tokens, passages: Ordinals
) -> tuple[Keys, Keys]:
    """Where terms with these numbers (-1 for none) stand in some passages: keys, and where those of each term begin.

    `starts` has the passages' first tokens.
    """
    bounds = np.zeros(len(numbers) + 1, np.int64)
    begins = np.zeros((len(numbers), len(passages)), np.int64)
    size = 0
    for each in range(len(numbers)):
        if numbers[each] >= 0:
            tokens = places[place_starts[numbers[each]] : place_starts[numbers[each] + 1]]
            for row in range(len(passages)):
                at = _first_not_before(tokens, starts[passages[row]])
                begins[each, row] = at
                while at < len(tokens) and tokens[at] < starts[passages[row] + 1]:
                    at += 1
                size += at - begins[each, row]
        bounds[each + 1] = size
    keys = np.empty(size, np.int64)
    size = 0
    for each in range(len(numbers)):
        if numbers[each] >= 0:
            tokens = places[place_starts[numbers[each]] : place_starts[numbers[each] + 1]]
            for row in range(len(passages)):
                at = begins[each, row]
                while at < len(tokens) and tokens[at] < starts[passages[row] + 1]:
                    keys[size] = (np.int64(row) << 32) + np.int64(tokens[at]) - np.int64(starts[passages[row]])
                    size += 1
                    at += 1
    return keys, bounds


@compiled("u4[] i8 u4[] u4[]")
def find_runs(tokens: Tokens, place: int, numbers: Tokens, words: Tokens) -> Tokens:
    """The tokens at which runs of terms start, from those of the term with this place in the run."""
    found = np.empty(len(tokens), np.uint32)
    size = 0
    for at in range(len(tokens)):
        start = np.int64(tokens[at]) - place
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
    """The passages in which some ascending tokens stand, and how many in each."""
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
    """The tokens of some passages, in order, whose terms have numbers from `first` to `end - 1`."""
    size: Whole = 0
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


@part
def _characters(texts: Flags, row: Whole, words: Whole) -> Bytes:
    """The first characters of all words of a passage, from where its row begins."""
    characters = np.empty(words, np.int32)
    place: Whole = 0
    for word in range(words):
        place += np.int64(texts[row + 2 * word]) + (np.int64(texts[row + 2 * word + 1]) << 8)
        characters[word] = place
    return characters


@part
def _words(starts: Tokens, passage: Whole) -> Whole:
    """The number of words of a passage; between passages one number is left free."""
    return np.int64(starts[passage + 1]) - np.int64(starts[passage]) - 1


@compiled("u4[] u1[] i8[] u4[]")
def words_of(starts: Tokens, texts: Flags, rows: Keys, passages: Ordinals) -> tuple[Tokens, Tokens, Tokens]:
    """The words of some passages: where those of each begin, and the first characters and ends of all.

    The row of a passage (indexer.store.image_file) begins at `texts[rows[i]]`.
    """
    firsts = np.empty(len(passages), np.uint32)
    size: Whole = 0
    for row in range(len(passages)):
        firsts[row] = size
        size += _words(starts, passages[row])
    begins, ends = np.empty(size, np.uint32), np.empty(size, np.uint32)
    for row in range(len(passages)):
        words = _words(starts, passages[row])
        characters = _characters(texts, rows[row], words)
        for word in range(words):
            at = np.int64(firsts[row]) + word
            begins[at] = characters[word]
            ends[at] = begins[at] + texts[rows[row] + 2 * words + word]
    return firsts, begins, ends


@compiled("u4[] u1[] i8[] u4[]")
def walk(starts: Tokens, texts: Flags, rows: Keys, passages: Ordinals) -> tuple[Tokens, Tokens, Flags]:
    """The words of some passages that steps lead to: their bounds by passage, first characters and flags."""
    bounds = np.zeros(len(passages) + 1, np.uint32)
    characters, flags = np.empty(len(texts), np.uint32), np.empty(len(texts), np.uint8)
    size = 0
    for row in range(len(passages)):
        place: Whole = 0
        for at in range(rows[row] + 3 * _words(starts, passages[row]), rows[row + 1]):
            step = np.int64(texts[at])
            place += step & FARTHEST
            if step != FARTHEST:
                characters[size] = place
                flags[size] = step >> FLAGS_AT
                size += 1
        bounds[row + 1] = size
    return bounds, characters[:size], flags[:size]


@compiled("i8[,] u4[] u4[] u4[] u4[] u4[] u1[] i8[] u4[] u4[]")
def mark(
    asked: Asked,
    body: Tokens,
    exact: Tokens,
    found: Tokens,
    starts: Tokens,
    passages: Ordinals,
    texts: Flags,
    text_rows: Keys,
    long_tokens: Tokens,
    long_ends: Tokens,
) -> Bytes:
    """The marks of what is asked for in some passages, in order: their rows, first characters, ends and clauses."""
    places = np.empty((len(asked), len(passages)), np.int64)
    most = 0
    for each in range(len(asked)):
        tokens = (body, exact, found)[asked[each, 0]][asked[each, 1] : asked[each, 2]]
        for row in range(len(passages)):
            at = _first_not_before(tokens, starts[passages[row]])
            places[each, row] = at
            while at < len(tokens) and tokens[at] < starts[passages[row] + 1]:
                at += 1
            most += at - places[each, row]
    rows, firsts = np.empty(most, np.int32), np.empty(most, np.int32)
    lasts, clauses = np.empty(most, np.int32), np.empty(most, np.int32)
    size = 0
    for row in range(len(passages)):
        begin = size
        first, end = np.int64(starts[passages[row]]), np.int64(starts[passages[row] + 1])
        lengths = np.int64(text_rows[row]) + 2 * (end - first - 1)
        characters = _characters(texts, text_rows[row], end - first - 1)
        for each in range(len(asked)):
            kind, words, clause = asked[each, 0], asked[each, 3], asked[each, 4]
            tokens = (body, exact, found)[kind][asked[each, 1] : asked[each, 2]]
            at = places[each, row]
            while at < len(tokens) and tokens[at] < end:
                token = tokens[at]
                at += 1
                mark_end = characters[token - first + words - 1] + texts[lengths + token - first + words - 1]
                if kind == 0:
                    long = _first_not_before(long_tokens, token)
                    if long < len(long_tokens) and long_tokens[long] == token:
                        mark_end = long_ends[long]
                size = _insert(firsts, lasts, clauses, begin, size, (characters[token - first], mark_end, clause))
        rows[begin:size] = row
    marks = np.empty((4, size), np.int32)
    marks[0], marks[1], marks[2], marks[3] = rows[:size], firsts[:size], lasts[:size], clauses[:size]
    return marks


@part
def _insert(first: Bytes, last: Bytes, clauses: Bytes, begin: int, size: int, mark: tuple[int, int, int]) -> int:
    """Puts a mark among those from `begin` on, where it belongs, unless it is there; gives the new size."""
    place = size
    start, end, clause = np.int32(mark[0]), np.int32(mark[1]), np.int32(mark[2])
    while place > begin:
        above = place - 1
        if first[above] < start or (
            first[above] == start and (last[above] < end or (last[above] == end and clauses[above] <= clause))
        ):
            break
        place -= 1
    if place > begin and first[place - 1] == start and last[place - 1] == end and clauses[place - 1] == clause:
        return size
    for at in range(size, place, -1):
        first[at], last[at], clauses[at] = first[at - 1], last[at - 1], clauses[at - 1]
    first[place], last[place], clauses[place] = start, end, clause
    return size + 1
