"""What speaks for a sentence as the answer to a question, in numbers.

Most features are shares from 0 to 1, so that the weights of the model can be read and compared. "Weight" of words is
the sum of their rarity. A sentence is looked at with all others of the passages found: what all of them hold tells
none from another.
"""

from collections.abc import Sequence

import numpy as np

from service.answers.columns import WIDTH
from service.answers.cue_counts import Counts, can_be_seen
from service.answers.match_terms import Reading
from service.answers.question import Question
from service.answers.sentence_features import measure_form, measure_surroundings
from service.answers.term_weights import Values
from service.answers.word_features import measure_words
from service.search.sentences import Sentences


def measure(
    question: Question,
    sentences: Sentences,
    reading: Reading,
    signs: Counts,
    ranks: Sequence[int],
    scores: Sequence[float],
) -> Values:
    """The features of each sentence, a row each.

    `signs` says what each sign of the sentences counts, `ranks` and `scores` are those of their passages.
    """
    rows = np.zeros((len(sentences.starts), WIDTH))
    asked = question.numbers
    measure_words(
        rows,
        asked.rarity,
        asked.runs,
        sentences.bounds,
        sentences.unit_bounds,
        *reading,
    )
    measure_surroundings(
        rows,
        asked.rarity,
        asked.names,
        sentences.bounds,
        reading.akin,
        reading.above,
        np.array(ranks, np.float64),
        np.array(scores, np.float64),
    )
    measure_form(
        rows,
        asked.focus,
        int(can_be_seen(question.kind)),
        sentences.flags,
        sentences.unit_bounds,
        sentences.unit_starts,
        sentences.telling,
        sentences.sign_bounds,
        sentences.sign_starts,
        signs,
        reading.words,
        reading.akin,
    )
    return rows
