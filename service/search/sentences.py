"""The sentences of passages that can be quoted, and what they are compared with a question by.

A distributed engine keeps what indexer.analysis.sentence_index makes of a passage beside it, or makes it on request.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.sentence_index import Forms, above_of, answerable
from indexer.analysis.tokenizer import tokenize
from indexer.index.sentence_rows import (
    FLAG_BITS,
    HEAD,
    KIND_BITS,
    LENGTH_BITS,
    OTHER_BITS,
    PER_FORM,
    PER_SENTENCE,
    STEP_FROM,
    TELLING,
    WORDS_FROM,
    FormTable,
    form_rows,
    row_of,
    table_of,
)
from indexer.records.passage import Passage
from service.search.jit import compiled

Numbers = NDArray[np.uint32]
Sums = NDArray[np.int64]


class Sentences(NamedTuple):
    """The sentences of some passages, one passage after the other.

    Those of passage `p` are `bounds[p]` to `bounds[p + 1] - 1`. Sentence `s` is the characters `starts[s]` to `ends[s]`
    (end excluded) of its passage's text, `flags[s]` says more (indexer.analysis.sentence_index). Its units of meaning
    are `unit_bounds[s]` to `unit_bounds[s + 1] - 1`: their characters in the passage, their forms as numbers, and
    whether they are no stop words. Its signs are `sign_bounds[s]` to `sign_bounds[s + 1] - 1`: their characters in the
    passage and their kinds (indexer.analysis.answer_cues). The stems above passage `p` are `above_bounds[p]` to
    `above_bounds[p + 1] - 1` of `above`, as numbers in ascending order.
    """

    bounds: Numbers
    starts: Numbers
    ends: Numbers
    flags: Numbers
    unit_bounds: Numbers
    unit_starts: Numbers
    unit_ends: Numbers
    stems: Numbers
    accents: Numbers
    heads: Numbers
    telling: Numbers
    sign_bounds: Numbers
    sign_starts: Numbers
    sign_ends: Numbers
    sign_kinds: Numbers
    above_bounds: Numbers
    above: Numbers


_WORDS = (1 << (STEP_FROM - WORDS_FROM)) - 1
_SIZES = _PASSAGES, _SENTENCES, _UNITS, _SIGNS, _ABOVE = range(5)
_PARTS = (
    (_PASSAGES, 1), (_SENTENCES, 0), (_SENTENCES, 0), (_SENTENCES, 0), (_SENTENCES, 1), (_UNITS, 0), (_UNITS, 0),
    (_UNITS, 0), (_UNITS, 0), (_UNITS, 0), (_UNITS, 0), (_SENTENCES, 1), (_SIGNS, 0), (_SIGNS, 0), (_SIGNS, 0),
    (_PASSAGES, 1), (_ABOVE, 0),
)  # fmt: skip
"""Of what the arrays of `Sentences` have an item each, and how many more."""


class Above(NamedTuple):
    """What stands above a passage: its document's title, and the terms of what it is tagged with."""

    title: str
    tags: Sequence[str]


def analysed(passages: Sequence[Passage], above: Sequence[Above]) -> Sentences:
    """The sentences of passages that are analysed now."""
    rows: list[int] = []
    places: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    bounds = [0]
    forms = Forms()
    for passage, (title, tags) in zip(passages, above, strict=True):
        found = list(tokenize(passage.text))
        named = above_of((title, *passage.section), passage.language, tags)
        rows += row_of(answerable(passage.text, passage.language, found, named, forms))
        bounds.append(len(rows))
        places.append(len(starts))
        starts += [word.start for word in found]
        ends += [word.end for word in found]
    word_starts, word_ends = np.array(starts, np.uint32), np.array(ends, np.uint32)
    read = np.array(rows, np.uint32), np.array(bounds, np.uint32), np.array(places, np.uint32)
    return read_rows(*read, word_starts, word_ends, table_of(form_rows(forms.found)))


def read_rows(
    rows: Numbers, bounds: Numbers, places: Numbers, word_starts: Numbers, word_ends: Numbers, forms: FormTable
) -> Sentences:
    """The sentences in these rows (indexer.index.sentence_rows), of which row `p` ends at `bounds[p + 1]`.

    The first word of passage `p` is word `places[p]` of all words; `word_starts` and `word_ends` are their characters.
    """
    sizes = np.zeros(len(_SIZES), np.int64)
    _measure(sizes, rows, bounds)
    ends = list(accumulate(sizes[which] + more for which, more in _PARTS))
    found = np.zeros(ends[-1], np.uint32)
    parts = [found[start:end] for start, end in pairwise((0, *ends))]
    given: Sequence[Any] = (*parts, rows, bounds, places, word_starts, word_ends, *forms)
    _read(*given)
    return Sentences(*parts)


@compiled("i8[]! u4[] u4[]")
def _measure(sizes: Sums, rows: Numbers, bounds: Numbers) -> None:
    """Counts the passages, sentences, units, signs and stems above."""
    sizes[_PASSAGES] = len(bounds) - 1
    for passage in range(len(bounds) - 1):
        at = np.int64(bounds[passage])
        sizes[_SENTENCES] += rows[at]
        sizes[_UNITS] += rows[at + 1]
        sizes[_ABOVE] += rows[at + 2]
        for sentence in range(rows[at]):
            sizes[_SIGNS] += rows[at + HEAD + PER_SENTENCE * sentence + 2] >> FLAG_BITS


@compiled(
    "u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]! u4[]!"
    " u4[] u4[] u4[] u4[] u4[] u4[] u4[]"
)
def _read(
    sentence_bounds: Numbers, starts: Numbers, ends: Numbers, flags: Numbers, unit_bounds: Numbers,
    unit_starts: Numbers, unit_ends: Numbers, stems: Numbers, accents: Numbers, heads: Numbers, telling: Numbers,
    sign_bounds: Numbers, sign_starts: Numbers, sign_ends: Numbers, sign_kinds: Numbers, above_bounds: Numbers,
    above: Numbers, rows: Numbers, bounds: Numbers, places: Numbers, word_starts: Numbers, word_ends: Numbers,
    form_starts: Numbers, forms: Numbers,
) -> None:  # fmt: skip
    number, unit, sign = 0, 0, 0
    stem = np.int64(0)
    for passage in range(len(bounds) - 1):
        head = np.int64(bounds[passage])
        sentences, units_here, above_here = np.int64(rows[head]), np.int64(rows[head + 1]), np.int64(rows[head + 2])
        next_unit = head + HEAD + PER_SENTENCE * sentences
        last_unit = next_unit + units_here
        next_sign = last_unit + above_here
        word = np.int64(places[passage])
        head += HEAD
        for _ in range(sentences):
            starts[number], ends[number] = rows[head], rows[head + 1]
            flags[number] = rows[head + 2] & ((1 << FLAG_BITS) - 1)
            while next_unit < last_unit and word_starts[word] < ends[number]:
                last, step = word, np.int64(1)
                key = np.int64(rows[next_unit])
                form, end = np.int64(form_starts[key >> OTHER_BITS]), np.int64(form_starts[(key >> OTHER_BITS) + 1])
                while form < end and forms[PER_FORM * form] != key:
                    form += 1
                if form < end:
                    form *= PER_FORM
                    size = np.int64(forms[form + 4])
                    telling[unit] = size & TELLING
                    last, step = word + (size >> WORDS_FROM & _WORDS) - 1, size >> STEP_FROM
                    stems[unit], heads[unit] = forms[form + 1], forms[form + 3]
                    if forms[form + 2]:
                        accents[unit] = forms[form + 2]
                unit_starts[unit], unit_ends[unit] = word_starts[word], word_ends[last]
                word += step
                next_unit += 1
                unit += 1
            for _ in range(rows[head + 2] >> FLAG_BITS):
                packed = rows[next_sign]
                sign_starts[sign] = starts[number] + (packed >> (KIND_BITS + LENGTH_BITS))
                sign_ends[sign] = sign_starts[sign] + ((packed >> KIND_BITS) & ((1 << LENGTH_BITS) - 1))
                sign_kinds[sign] = packed & ((1 << KIND_BITS) - 1)
                next_sign += 1
                sign += 1
            head += PER_SENTENCE
            number += 1
            unit_bounds[number], sign_bounds[number] = unit, sign
        above[stem : stem + above_here] = rows[last_unit : last_unit + above_here]
        stem += above_here
        sentence_bounds[passage + 1], above_bounds[passage + 1] = number, stem
