"""Measures the answers to the questions of an evaluation set, beside the sentence that shares most with the question.

The best sentence counts, whether its confidence would let it be shown or not; how often it would not be shown is
measured by itself. The baseline is, among the same sentences, the one that shares most of the question's words by
weight (idf).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.evaluation_set import EvaluationSet, Question
from benchmarks.matching import holds
from benchmarks.set_index import SetIndex, hit_for
from indexer.index.generation import Generation
from service.answers.answer import MAX_PASSAGES, Answerer
from service.answers.ranked_sentences import ScoredSentence
from service.search.protocol import Engine, Hit, SearchRequest


@dataclass(frozen=True, slots=True)
class SetAnswer:
    """The best sentence for a question, the id of its passage in the set, and how far it is trusted."""

    id: str
    text: str
    confidence: float
    passage: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The best sentence for a question, and the one of the baseline."""

    ours: SetAnswer
    baseline: SetAnswer


@dataclass(frozen=True, slots=True)
class AnswerMeasures:
    """Shares of the `n` questions with gold answers: those whose best sentence holds one, in what the search finds and
    given the right passage, ours and the baseline's, and those that would not be answered (`abstained`).
    """

    n: int
    answer: float
    answer_given_passage: float
    baseline: float
    baseline_given_passage: float
    abstained: float

    def as_dict(self) -> dict[str, float]:
        """Return the measures for the JSON of the set, whose `n` counts all questions."""
        return {name: round(value, 4) for name, value in asdict(self).items() if name != "n"}


def measure_answers(
    engine: Engine, given: EvaluationSet, index: SetIndex, generation: Generation, run: Path | None = None
) -> AnswerMeasures | None:
    """Answer the questions of a set; None where no question has a gold answer.

    In the folder `run`, where it is given, `NAME.answers.jsonl` and `NAME.given.jsonl` hold the best sentences.
    """
    asked = [question for question in given.questions if question.answers]
    if not asked:
        return None
    answerer = Answerer(engine)
    found = [_pair(answerer, question, _found(engine, question, index), index) for question in asked]
    right = [
        _pair(
            answerer,
            question,
            [hit_for(generation, index, each) for each in sorted(question.relevant)],
            index,
        )
        for question in asked
    ]
    if run:
        run.mkdir(parents=True, exist_ok=True)
        write_answers(run / f"{given.name}.answers.jsonl", (pair.ours for pair in found))
        write_answers(run / f"{given.name}.given.jsonl", (pair.ours for pair in right))
    return AnswerMeasures(
        n=len(asked),
        answer=accuracy(asked, [pair.ours for pair in found]),
        answer_given_passage=accuracy(asked, [pair.ours for pair in right]),
        baseline=accuracy(asked, [pair.baseline for pair in found]),
        baseline_given_passage=accuracy(asked, [pair.baseline for pair in right]),
        abstained=sum(pair.ours.confidence < answerer.threshold for pair in found) / len(asked),
    )


def show_answers(measured: Mapping[str, AnswerMeasures]) -> None:
    """Print the measures of sets by name for a person: ours, and in brackets the baseline's."""
    if not measured:
        return
    table = Table("set", "n", "answer", "given passage", "abstained")
    for name, each in measured.items():
        in_found = f"{each.answer:.3f} ({each.baseline:.3f})"
        in_right = f"{each.answer_given_passage:.3f} ({each.baseline_given_passage:.3f})"
        table.add_row(name, str(each.n), in_found, in_right, f"{each.abstained:.3f}")
    Console().print(table)
    found = sum(each.answer - each.baseline for each in measured.values()) / len(measured)
    right = sum(each.answer_given_passage - each.baseline_given_passage for each in measured.values()) / len(measured)
    print(
        f"answers above the most shared words: {100 * found:+.1f} points, given the passage {100 * right:+.1f} points"
    )


def accuracy(asked: Sequence[Question], answers: Sequence[SetAnswer]) -> float:
    """Return the share of the questions whose answer holds a gold answer."""
    pairs = zip(asked, answers, strict=True)
    return sum(holds(answer.text, question.answers) for question, answer in pairs) / len(asked)


def write_answers(path: Path, answers: Iterable[SetAnswer]) -> None:
    """Write answers as JSON, one per line."""
    with path.open("w", encoding="utf-8") as lines:
        for answer in answers:
            print(json.dumps(asdict(answer), ensure_ascii=False), file=lines)


def _found(engine: Engine, question: Question, index: SetIndex) -> Sequence[Hit]:
    filters = {"document": (index.documents[question.doc],)} if question.doc else {}
    return engine.search(SearchRequest(text=question.text, filters=filters, page_size=MAX_PASSAGES)).hits


def _pair(answerer: Answerer, question: Question, hits: Sequence[Hit], index: SetIndex) -> Pair:
    ranked = answerer.rank(answerer.question(question.text), hits)
    in_order = sorted(ranked, key=lambda each: (each.source.rank, each.candidate.position))
    most_shared = max(in_order, key=lambda each: each.features["term_match"], default=None)
    return Pair(_answer(question, ranked[0] if ranked else None, index), _answer(question, most_shared, index))


def _answer(question: Question, scored: ScoredSentence | None, index: SetIndex) -> SetAnswer:
    if scored is None:
        return SetAnswer(question.id, "", 0.0, "")
    passage = index.passages[scored.source.passage.ordinal]
    return SetAnswer(question.id, scored.text, round(scored.confidence, 4), passage)
