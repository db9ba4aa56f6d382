"""What we measure ourselves against: bm25s with Snowball stemmers, Lucene's variant of BM25, k1 1.2, b 0.75.

Each question is asked of all passages' titles and texts, in folded stems without the stop words of the set's language.
Vietnamese keeps all its accents and words. Of the ways to set bm25s up, this one does best on most sets.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import bm25s
import Stemmer

from benchmarks.evaluation_set import EvaluationSet, SetPassage
from benchmarks.retrieval import DEPTH, Run
from indexer.analysis.tokenizer import fold

_STEMMERS = {"en": "english", "es": "spanish", "fr": "french", "pt": "portuguese"}
_ACCENTED = {"vi"}
_WORD = r"(?u)\b\w+\b"


def bm25s_run(given: EvaluationSet) -> Run:
    """Return the passages that bm25s finds for each question; where a document is named, only passages of that."""
    language = Counter(passage.lang for passage in given.passages).most_common(1)[0][0]
    stemmer = Stemmer.Stemmer(_STEMMERS[language]) if language in _STEMMERS else None

    def tokens(texts: Iterable[str]) -> Any:
        plain = [text.lower() if language in _ACCENTED else fold(text) for text in texts]
        stopped = language if language in _STEMMERS else []
        return bm25s.tokenize(plain, token_pattern=_WORD, stopwords=stopped, stemmer=stemmer, show_progress=False)

    index = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    index.index(tokens(_with_title(passage) for passage in given.passages), show_progress=False)
    within = any(question.doc for question in given.questions)
    depth = len(given.passages) if within else min(DEPTH, len(given.passages))
    asked = tokens(question.text for question in given.questions)
    found, scores = index.retrieve(asked, k=depth, show_progress=False)
    run = {}
    for question, row, values in zip(given.questions, found, scores, strict=True):
        passages = [given.passages[place] for place, score in zip(row, values, strict=True) if score > 0]
        allowed = [passage.id for passage in passages if not question.doc or passage.doc == question.doc]
        run[question.id] = allowed[:DEPTH]
    return run


def _with_title(passage: SetPassage) -> str:
    """Return a passage's text after its title, where the text does not begin with that."""
    return passage.text if passage.text.startswith(passage.title) else f"{passage.title}\n{passage.text}"
