"""Which words of a question stand in sentences: as stems, by their beginnings, as they are written, and in runs."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.answers.question import PLACE_BITS, Placed, Question
from service.answers.surface_forms import Written
from service.search.jit import Integer, compiled, part
from service.search.sentences import Numbers, Sentences

Mask = NDArray[np.bool_]
Places = NDArray[np.int32]

_PLACES = (1 << PLACE_BITS) - 1


class Reading(NamedTuple):
    """A question's words in sentences; words of the question are their places in it, from 0.

    `words` holds for each unit of the sentences the question's word that it is, or -1. The others have a row for each
    sentence (`above` for each passage) and a column for each word: `matched` are the words in it, `akin` those and
    words whose beginning stands there, `as_written` those of the matched that stand there just as they are asked,
    `above` the words in what stands above the passage. `pairs` and `triples` have a column for each word of the
    question as it is written: whether it stands there with the one after it, or the two after it.
    """

    words: Places
    matched: Mask
    akin: Mask
    as_written: Mask
    above: Mask
    pairs: Mask
    triples: Mask


def read(question: Question, sentences: Sentences, written: Written) -> Reading:
    """What of a question stands in these sentences, whose words as they are written are given too."""
    asked = question.numbers
    count, words = len(sentences.starts), len(question.words)
    found = np.full(len(sentences.stems), -1, np.int32)
    matched, akin, as_written = np.zeros((3, count, words), np.bool_)
    above = np.zeros((len(sentences.bounds) - 1, words), np.bool_)
    pairs, triples = np.zeros((2, count, len(asked.runs)), np.bool_)
    _find_words(
        found, matched, akin, above, asked.by_accents, asked.terms, asked.heads, sentences.unit_bounds, sentences.stems,
        sentences.accents, sentences.heads, sentences.above_bounds, sentences.above,
    )  # fmt: skip
    _find_runs(as_written, pairs, triples, matched, asked.written, asked.runs, *written)
    return Reading(found, matched, akin, as_written, above, pairs, triples)


@compiled("i4[]! bool[,]! bool[,]! bool[,]! i8 i8[] i8[] u4[] u4[] u4[] u4[] u4[] u4[]")
def _find_words(
    found: Places, matched: Mask, akin: Mask, above: Mask, by_accents: int, terms: Placed, asked_heads: Placed,
    unit_bounds: Numbers, stems: Numbers, accents: Numbers, heads: Numbers, above_bounds: Numbers,
    stems_above: Numbers,
) -> None:  # fmt: skip
    some_terms, some_heads = _some_bits(terms), _some_bits(asked_heads)
    for sentence in range(len(matched)):
        for unit in range(unit_bounds[sentence], unit_bounds[sentence + 1]):
            form = accents[unit] if by_accents and accents[unit] else stems[unit]
            if some_terms >> np.uint64(form & 63) & np.uint64(1):
                at = _first_of(form, terms)
                if at < len(terms) and terms[at] >> PLACE_BITS == form:
                    word = terms[at] & _PLACES
                    found[unit] = word
                    matched[sentence, word] = akin[sentence, word] = True
            if heads[unit] and some_heads >> np.uint64(heads[unit] & 63) & np.uint64(1):
                _mark(akin, sentence, heads[unit], asked_heads)
    for passage in range(len(above)):
        for at in range(above_bounds[passage], above_bounds[passage + 1]):
            if some_terms >> np.uint64(stems_above[at] & 63) & np.uint64(1):
                _mark(above, passage, stems_above[at], terms)


@compiled("bool[,]! bool[,]! bool[,]! bool[,] u4[] u4[] u4[] u4[]")
def _find_runs(
    as_written: Mask, pairs: Mask, triples: Mask, matched: Mask, words: Numbers, asked: Numbers, bounds: Numbers,
    written: Numbers,
) -> None:  # fmt: skip
    """`words` are the question's telling words as they are written, `asked` is every word of it."""
    for sentence in range(len(matched)):
        end = np.int64(bounds[sentence + 1])
        for at in range(bounds[sentence], end):
            number = written[at]
            for word in range(len(words)):
                if words[word] == number and matched[sentence, word]:
                    as_written[sentence, word] = True
            for run in range(len(asked) - 1):
                if asked[run] == number and at + 1 < end and asked[run + 1] == written[at + 1]:
                    pairs[sentence, run] = True
                    if run + 2 < len(asked) and at + 2 < end and asked[run + 2] == written[at + 2]:
                        triples[sentence, run] = True


@part
def _some_bits(asked: Placed) -> np.uint64:
    """The last six bits of each number as the place of a bit: most words are told by it to be none of them."""
    found = np.uint64(0)
    for each in asked:
        found |= np.uint64(1) << np.uint64(each >> PLACE_BITS & 63)
    return found


@part
def _mark(found: Mask, row: Integer, number: Integer, asked: Placed) -> None:
    """Marks each word that has this number."""
    at = _first_of(number, asked)
    while at < len(asked) and asked[at] >> PLACE_BITS == number:
        found[row, asked[at] & _PLACES] = True
        at += 1


@part
def _first_of(number: Integer, asked: Placed) -> int:
    """The first place at which a number stands, or would stand."""
    at, end = 0, len(asked)
    while at < end:
        middle = (at + end) >> 1
        if asked[middle] >> PLACE_BITS < number:
            at = middle + 1
        else:
            end = middle
    return at
