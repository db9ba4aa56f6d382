"""The sentences of passages that can be quoted, and what they are compared with a question by.

A distributed engine keeps what indexer.analysis.answerable makes of a passage beside it, or makes it on request.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.answerable import Form, above_of, answerable
from indexer.analysis.words import words
from indexer.records.passage import Passage
from indexer.store.sentence_rows import (
    FLAG_BITS,
    HEAD,
    KIND_BITS,
    LENGTH_BITS,
    PER_SENTENCE,
    TELLING,
    FormTable,
    row_of,
    table_of,
)
from service.engine.compiled import Whole, compiled, part

Numbers = NDArray[np.uint32]
Flags = NDArray[np.uint8]


class Sentences(NamedTuple):
    """The sentences of some passages, one passage after the other.

    Those of passage `p` are `bounds[p]` to `bounds[p + 1] - 1`. Sentence `s` is the characters `starts[s]` to `ends[s]`
    (end excluded) of its passage's text, `flags[s]` says more of it (indexer.analysis.answerable). Its units of meaning
    are `unit_bounds[s]` to `unit_bounds[s + 1] - 1`: their characters in the passage, their forms as numbers, and
    whether they are no stop words. Its signs are `sign_bounds[s]` to `sign_bounds[s + 1] - 1`: their characters in the
    passage and their kinds (indexer.analysis.signs). The stems above passage `p` are `above_bounds[p]` to
    `above_bounds[p + 1] - 1` of `above`, as numbers in ascending order.
    """

    bounds: Numbers
    starts: Numbers
    ends: Numbers
    flags: Flags
    unit_bounds: Numbers
    unit_starts: Numbers
    unit_ends: Numbers
    stems: Numbers
    accents: Numbers
    heads: Numbers
    telling: Flags
    sign_bounds: Numbers
    sign_starts: Numbers
    sign_ends: Numbers
    sign_kinds: Numbers
    above_bounds: Numbers
    above: Numbers


class Above(NamedTuple):
    """What stands above a passage: its document's title, and the terms of what it is tagged with."""

    title: str
    tags: Sequence[str]


def analysed(passages: Sequence[Passage], above: Sequence[Above]) -> Sentences:
    """The sentences of passages that are analysed now."""
    rows: list[int] = []
    bounds, places, starts, ends = [0], [], [], []
    forms: dict[int, Form] = {}
    for passage, (title, tags) in zip(passages, above, strict=True):
        found = list(words(passage.text))
        named = above_of((title, *passage.section), passage.language, tags)
        read = answerable(passage.text, passage.language, found, named)
        keys = [form.key for form in read.forms]
        forms.update(zip(keys, read.forms, strict=True))
        rows += row_of(read, keys)
        bounds.append(len(rows))
        places.append(len(starts))
        starts += [word.start for word in found]
        ends += [word.end for word in found]
    numbers = (np.array(each, np.uint32) for each in (rows, bounds, places, starts, ends))
    return read_rows(*numbers, table_of(forms))


def read_rows(
    rows: Numbers, bounds: Numbers, places: Numbers, word_starts: Numbers, word_ends: Numbers, forms: FormTable
) -> Sentences:
    """The sentences in these rows (indexer.store.sentence_rows), of which row `p` ends at `bounds[p + 1]`.

    The first word of passage `p` is word `places[p]` of all words; `word_starts` and `word_ends` are their characters.
    """
    return Sentences(*_read(rows, bounds, places, word_starts, word_ends, *forms))


@part
def _find(key: Whole, starts: Numbers, keys: Numbers) -> int:
    """The place of a form, or -1 where the table does not have it."""
    at, end = starts[key >> 16], starts[(key >> 16) + 1]
    while at < end:
        if keys[at] == key:
            return at
        at += 1
    return -1


@compiled("u4[] u4[] u4[] u4[] u4[] u4[] u4[] u4[] u4[] u4[] u1[]")
def _read(
    rows: Numbers, bounds: Numbers, places: Numbers, word_starts: Numbers, word_ends: Numbers, form_starts: Numbers,
    form_keys: Numbers, form_stems: Numbers, form_accents: Numbers, form_heads: Numbers, form_flags: Flags,
) -> tuple[Numbers, Numbers, Numbers, Flags, Numbers, Numbers, Numbers, Numbers, Numbers, Numbers, Flags, Numbers,
           Numbers, Numbers, Numbers, Numbers, Numbers]:  # fmt: skip
    passages = len(bounds) - 1
    sizes = np.zeros(4, np.int64)
    for passage in range(passages):
        at = bounds[passage]
        sentences = rows[at + 1]
        for which in range(3):
            sizes[which] += rows[at + 1 + which]
        for sentence in range(sentences):
            sizes[3] += rows[at + HEAD + PER_SENTENCE * sentence + 2] >> FLAG_BITS
    bound, above_bound = np.zeros(passages + 1, np.uint32), np.zeros(passages + 1, np.uint32)
    starts, ends = np.empty(sizes[0], np.uint32), np.empty(sizes[0], np.uint32)
    flags = np.empty(sizes[0], np.uint8)
    unit_bounds, sign_bounds = np.zeros(sizes[0] + 1, np.uint32), np.zeros(sizes[0] + 1, np.uint32)
    units = np.zeros((5, sizes[1]), np.uint32)
    telling = np.zeros(sizes[1], np.uint8)
    above = np.empty(sizes[2], np.uint32)
    signs = np.empty((3, sizes[3]), np.uint32)
    number, unit, sign, stem = 0, 0, 0, 0
    for passage in range(passages):
        at = np.int64(bounds[passage])
        in_row, units_in_row, above_in_row = np.int64(rows[at + 1]), np.int64(rows[at + 2]), np.int64(rows[at + 3])
        next_unit = at + HEAD + PER_SENTENCE * in_row
        last_unit = next_unit + units_in_row
        next_sign = last_unit + above_in_row
        word = np.int64(places[passage])
        for sentence in range(in_row):
            head = at + HEAD + PER_SENTENCE * sentence
            starts[number], ends[number] = rows[head], rows[head + 1]
            flags[number] = rows[head + 2] & ((1 << FLAG_BITS) - 1)
            while next_unit < last_unit and word_starts[word] < ends[number]:
                form = _find(np.int64(rows[next_unit]), form_starts, form_keys)
                taken = 1
                if form >= 0:
                    taken = max(1, np.int64(form_flags[form] >> 1))
                    units[2, unit], units[3, unit] = form_stems[form], form_accents[form]
                    units[4, unit] = form_heads[form]
                    telling[unit] = form_flags[form] & TELLING
                units[0, unit], units[1, unit] = word_starts[word], word_ends[word + taken - 1]
                word += taken
                next_unit += 1
                unit += 1
            for _ in range(rows[head + 2] >> FLAG_BITS):
                packed = rows[next_sign]
                start = starts[number] + (packed >> (KIND_BITS + LENGTH_BITS))
                signs[0, sign] = start
                signs[1, sign] = start + ((packed >> KIND_BITS) & ((1 << LENGTH_BITS) - 1))
                signs[2, sign] = packed & ((1 << KIND_BITS) - 1)
                next_sign += 1
                sign += 1
            number += 1
            unit_bounds[number], sign_bounds[number] = unit, sign
        for each in range(above_in_row):
            above[stem] = rows[last_unit + each]
            stem += 1
        bound[passage + 1], above_bound[passage + 1] = number, stem
    return (
        bound, starts, ends, flags, unit_bounds, units[0, :unit], units[1, :unit], units[2, :unit], units[3, :unit],
        units[4, :unit], telling[:unit], sign_bounds, signs[0], signs[1], signs[2], above_bound, above,
    )  # fmt: skip
