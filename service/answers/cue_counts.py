"""Which signs in the sentences count for the kind of thing that a question asks for.

What the question itself names does not count: a sentence that repeats the year of the question does not say when.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.answer_cues import BODY, DATE, DEFINING, MARK, MEANS, NAME, NUMBER, REASON, SHARE
from indexer.analysis.language import QuestionType
from indexer.analysis.sentence_index import SPEAKS
from indexer.analysis.tokenizer import fold
from service.answers.surface_forms import Letters, Texts, letters_of
from service.search.jit import Integer, compiled, part
from service.search.sentences import Numbers, Sentences

FIGURES: frozenset[QuestionType] = frozenset({"number", "share", "date"})
NAMES: frozenset[QuestionType] = frozenset({"name", "person", "organisation", "place"})
THINGS = FIGURES | NAMES
"""Kinds whose signs are the things that are asked for."""

SIGNS: Mapping[QuestionType, int] = {
    "number": NUMBER, "share": SHARE, "date": DATE, "name": NAME, "person": NAME, "place": NAME, "organisation": NAME,
    "list": MARK, "reason": REASON, "how_to": MEANS, "definition": DEFINING,
}  # fmt: skip

Counts = NDArray[np.uint8]


def can_be_seen(kind: QuestionType) -> bool:
    """Whether things of this kind have signs at all."""
    return kind in SIGNS


def new_signs(kind: QuestionType, asked: str, sentences: Sentences, texts: Sequence[str], letters: Texts) -> Counts:
    """For each sign of the sentences what it counts, 0 where it says nothing of this kind that the question does not.

    `asked` is the question, folded. Numbers, dates and names are themselves what is asked for, so those that the
    question names are left out. A name that looks like an organisation's counts twice where one is asked for.
    """
    counts = np.zeros(len(sentences.sign_kinds), np.uint8)
    if kind not in SIGNS:
        return counts
    unsure = np.empty((len(counts), 2), np.int64)
    size = _count(
        counts, unsure, SIGNS[kind], BODY if kind == "organisation" else 0, SPEAKS if kind == "person" else 0,
        letters_of(asked if kind in THINGS else ""), *letters, sentences.bounds, sentences.flags, sentences.sign_bounds,
        sentences.sign_starts, sentences.sign_ends, sentences.sign_kinds,
    )  # fmt: skip
    for sign, text in unsure[:size].tolist():
        found = texts[text][sentences.sign_starts[sign] : sentences.sign_ends[sign]]
        if fold(found) in asked:
            counts[sign] = 0
    return counts


@compiled("u1[]! i8[,]! i8 i8 i8 u4[] u4[] u4[] u4[] u4[] u4[] u4[] u4[] u4[]")
def _count(
    counts: Counts, unsure: NDArray[np.int64], wanted: int, twice: int, but_for: int, asked: Letters, letters: Letters,
    firsts: Numbers, bounds: Numbers, flags: Numbers, sign_bounds: Numbers, starts: Numbers, ends: Numbers,
    kinds: Numbers,
) -> int:  # fmt: skip
    """Counts signs, and gives how many there are of which it must still be seen whether the question names them.

    Those are written to `unsure`, with their texts. Where `asked` is empty it names none.
    """
    size = 0
    for text in range(len(firsts)):
        for sentence in range(bounds[text], bounds[text + 1]):
            if flags[sentence] & but_for:
                continue
            for sign in range(sign_bounds[sentence], sign_bounds[sentence + 1]):
                if not kinds[sign] & wanted:
                    continue
                start, end = np.int64(firsts[text]) + starts[sign], np.int64(firsts[text]) + ends[sign]
                named = _named(letters, start, end, asked) if len(asked) else 0
                if named <= 0:
                    counts[sign] = 2 if kinds[sign] & twice else 1
                if named < 0:
                    unsure[size, 0], unsure[size, 1] = sign, text
                    size += 1
    return size


@part
def _named(letters: Letters, start: Integer, end: Integer, asked: Letters) -> int:
    """Whether letters stand in what is asked: 1 or 0, or -1 where folding them may change more than their case."""
    for at in range(start, end):
        if letters[at] >= 128:  # noqa: PLR2004 - ASCII
            return -1
    for place in range(len(asked) - (end - start) + 1):
        same = 0
        while same < end - start and letters[start + same] == asked[place + same]:
            same += 1
        if same == end - start:
            return 1
    return 0
