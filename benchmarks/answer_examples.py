"""Questions of evaluation sets with their candidate sentences, as the answers' model is trained on them.

Besides each question with its right passage (`given`) and with what the engine finds (`found`) there are two kinds of
questions that the corpus does not answer: those whose document is left out (`elsewhere`), and those in which a name is
exchanged for one from another question (`exchanged`). Labelled questions of documents are `found`, too, or
`unanswerable`.
"""

import hashlib
import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from benchmarks.evaluation_set import EvaluationSet, Question
from benchmarks.matching import holds
from benchmarks.questions import LabelledQuestion
from benchmarks.set_index import SetIndex, build_set, hit_for
from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from service.answers.answer import MAX_PASSAGES, Answerer
from service.answers.question import Question as Asked
from service.answers.ranked_sentences import Model, ScoredSentence
from service.search.local_engine import LocalEngine
from service.search.protocol import Engine, Hit, SearchRequest

Kind = Literal["given", "found", "elsewhere", "exchanged", "unanswerable"]
ANSWERABLE: tuple[Kind, ...] = ("given", "found")
DEPTH = 20

NOTHING = Model({}, {}, 0.0, 0.0)
"""A model that leaves the sentences in their order."""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate sentence: its features, and whether it holds a gold answer (in a right passage, where one does)."""

    features: Mapping[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class AnswerExample:
    """A question with its candidates. `labelled` is true of a question that someone asked of a whole document."""

    set: str
    kind: Kind
    asked: Asked
    rows: tuple[CandidateRow, ...]
    labelled: bool = False


def labelled_examples(name: str, engine: Engine, questions: Iterable[LabelledQuestion]) -> Iterator[AnswerExample]:
    """Yield labelled questions of documents as examples of a set with this name."""
    answerer = Answerer(engine, NOTHING)
    for question in questions:
        asked = answerer.question(question.text)
        hits = engine.search(SearchRequest(text=question.text, page_size=MAX_PASSAGES)).hits
        rows = tuple(
            CandidateRow(each.features, holds(each.text, question.answers)) for each in answerer.rank(asked, hits)
        )
        yield AnswerExample(name, "found" if question.answerable else "unanswerable", asked, rows, labelled=True)


def examples(given: EvaluationSet, most: int | None = None) -> Iterator[AnswerExample]:
    """Yield the examples of a set's questions with gold answers, at most `most` of these, chosen by their ids."""
    with tempfile.TemporaryDirectory(prefix="verbatim-answers-") as data:
        index = build_set(given, Path(data))
        engine = LocalEngine(Path(data))
        builder = _ExampleBuilder(given, engine, index, open_generation(live_folder(Path(data))))
        names = sorted({word for question in given.questions for word in _names(question)})
        rng = random.Random(len(names))  # noqa: S311 - a choice of examples, not a secret
        answered = [question for question in given.questions if question.answers]
        for question in sorted(answered, key=lambda each: _digest(each.id))[:most]:
            yield from builder.of(question, rng.choice(names or [""]))


def _digest(passage_id: str) -> str:
    return hashlib.sha256(passage_id.encode()).hexdigest()


class _ExampleBuilder:
    def __init__(self, given: EvaluationSet, engine: Engine, index: SetIndex, generation: Generation) -> None:
        self._set = given
        self._engine = engine
        self._answerer = Answerer(engine, NOTHING)
        self._index = index
        self._generation = generation
        self._text = {passage.id: passage for passage in given.passages}

    def of(self, question: Question, other_name: str) -> Iterator[AnswerExample]:
        """Yield the examples of a question; `other_name` is of another question, and replaces one of its names."""
        hits = self._search(question.text)
        right = [hit for hit in hits if self._id(hit) in question.relevant]
        documents = {self._text[passage_id].doc for passage_id in question.relevant}
        elsewhere = [hit for hit in hits if self._text[self._id(hit)].doc not in documents]
        yield self._example(question, "given", right or self._right(question, hits))
        yield self._example(question, "found", hits)
        yield self._example(question, "elsewhere", elsewhere, gold=False)
        names = _names(question)
        if names and other_name and other_name not in question.text:
            text = question.text.replace(names[-1], other_name)
            yield self._example(replace(question, text=text), "exchanged", self._search(text), gold=False)

    def _search(self, text: str) -> list[Hit]:
        return list(self._engine.search(SearchRequest(text=text, page_size=DEPTH)).hits)

    def _id(self, hit: Hit) -> str:
        return self._index.passages[hit.passage.ordinal]

    def _right(self, question: Question, hits: Sequence[Hit]) -> list[Hit]:
        """Return the right passages where the search does not find them."""
        score = hits[0].score if hits else 1.0
        return [hit_for(self._generation, self._index, passage_id, score) for passage_id in sorted(question.relevant)]

    def _example(self, question: Question, kind: Kind, hits: Sequence[Hit], *, gold: bool = True) -> AnswerExample:
        asked = self._answerer.question(question.text)
        ranked = self._answerer.rank(asked, hits[:MAX_PASSAGES])
        rows = [CandidateRow(each.features, gold and holds(each.text, question.answers)) for each in ranked]
        relevant = [row.right and self._in(question, each) for row, each in zip(rows, ranked, strict=True)]
        if any(relevant):
            rows = [replace(row, right=right) for row, right in zip(rows, relevant, strict=True)]
        return AnswerExample(self._set.name, kind, asked, tuple(rows))

    def _in(self, question: Question, scored: ScoredSentence) -> bool:
        return self._index.passages[scored.source.passage.ordinal] in question.relevant


def _names(question: Question) -> list[str]:
    """Return the words of a question that are written as names, but for its first word."""
    return [word.strip('?¿.,;:«»"“”()') for word in question.text.split()[1:] if word[:1].isupper()]
