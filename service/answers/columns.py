"""The features of sentences, which are the columns of arrays with a row for each sentence."""

from functools import cache

from indexer.analysis.language import QuestionType
from service.answers.cue_counts import can_be_seen

COMMON = (
    "shared", "akin", "count", "as_written", "not_in_heading", "telling_here", "pairs", "runs", "long_runs", "rarest",
    "first_word", "near", "before_adds", "after_adds", "passage", "names_missing", "rank", "score", "length", "short",
    "new_words", "asks", "refers_back", "focus", "focus_near", "shared_of_best", "akin_of_best", "telling_here_of_best",
    "runs_of_best", "not_in_heading_of_best",
)  # fmt: skip
"""The features of every sentence, in the order of their columns."""

BY_KIND = ("absent", "near", "many")
"""Those after them, which have a weight for each kind of question."""

WIDTH = len(COMMON) + len(BY_KIND)

(
    SHARED, AKIN, COUNT, AS_WRITTEN, NOT_IN_HEADING, TELLING_HERE, PAIRS, RUNS, LONG_RUNS, RAREST,
    FIRST_WORD, NEAR, BEFORE_ADDS, AFTER_ADDS, PASSAGE, NAMES_MISSING, RANK, SCORE, LENGTH, SHORT,
    NEW_WORDS, ASKS, REFERS_BACK, FOCUS, FOCUS_NEAR, SHARED_OF_BEST, AKIN_OF_BEST, TELLING_HERE_OF_BEST,
    RUNS_OF_BEST, NOT_IN_HEADING_OF_BEST, KIND_ABSENT, KIND_NEAR, KIND_MANY,
) = range(WIDTH)  # fmt: skip


@cache
def names(kind: QuestionType) -> tuple[str, ...]:
    """The name of each column for a question of this kind; the last ones have none where it has no signs."""
    return (*COMMON, *(f"{kind}_{sign}" for sign in BY_KIND if can_be_seen(kind)))
