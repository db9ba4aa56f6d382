"""Trains what each feature counts on evaluation sets, and checks it on each set by training on all others.

    python -m benchmarks.train_ranking DIR... [--most 300]

The product finds the candidates of every question and their features; what is fitted is which sum of these puts
relevant candidates first. Each question is also asked as its key words, and titles that one passage has are asked
themselves. The weights printed are for `service/search/weights.toml`, trained on all sets. What is printed of a set was
learned from the others: only that says how well unseen documents are ranked. `equal` is left out: that a query which is
a title means the passages under it is no matter of training.
"""

import hashlib
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.bm25s_baseline import bm25s_run
from benchmarks.evaluation_set import EvaluationSet, Question, load_set
from benchmarks.query_variants import key_words
from benchmarks.retrieval import hits
from benchmarks.set_index import SetIndex, build_set
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.query.grammar import parse
from service.search.deadline import Deadline
from service.search.matching import match
from service.search.passage_set import PassageSet
from service.search.ranking import score, top_k
from service.search.ranking_features import FEATURES, ranking_features
from service.search.rerank import Reranking
from service.search.scoring import Scoring
from service.search.searcher import Searcher, open_searcher
from service.search.weights import load_weights
from service.search.whoosh_index import WhooshIndex

Matrix = NDArray[np.float64]

POWER = 0.25
"""A set of n questions counts as n to 1 minus this: a large one counts more than a small one, but does not drown it."""

PENALTY = 0.1
"""On the square of each weight times its feature's spread: weights with little evidence stay small.

Ten times less gives sets that are left out half a point of hit@1 less.
"""

LEAST = 0.01
"""The least that BM25F's own score counts."""

AGAINST = ("length", "listing")
"""Features that count against a passage; all others count for it."""

FIXED = {"equal": 12.0}
"""Features that are not trained."""

TRAINED = tuple(kind for kind in FEATURES if kind not in FIXED)

COLUMNS = ("score", *FEATURES)


@dataclass(frozen=True, slots=True)
class RankingExample:
    """A question's candidates: `rows` has the columns COLUMNS, `gains` how relevant each is (0: not at all).

    `form` is how it is asked: as in the set, as key words, or as a title. `baseline` is whether bm25s has a relevant
    passage first.
    """

    name: str
    form: str
    rows: Matrix
    gains: Matrix
    baseline: bool = False


def main(
    folders: Annotated[list[Path], typer.Argument(help="Folders with a set each.", metavar="DIR...")],
    most: Annotated[int | None, typer.Option(help="The most questions of a set, chosen by their ids.")] = None,
) -> None:
    """Print how well each set is ranked by what the others teach, and the weights that all teach."""
    examples: list[RankingExample] = []
    for folder in folders:
        with tempfile.TemporaryDirectory(prefix="verbatim-training-") as data:
            given = load_set(folder)
            examples += examples_of(given, build_set(given, Path(data)), Path(data), most)
    for name, form, before, after, baseline, n in check(examples):
        print(f"# {name} {form} {n}: hit@1 {before:.3f} by BM25F, {after:.3f} with features, {baseline:.3f} by bm25s")
    for kind, weight in fit(examples).items():
        print(f"{kind} = {weight:.2f}")


def examples_of(given: EvaluationSet, index: SetIndex, data: Path, most: int | None = None) -> Iterator[RankingExample]:
    """Yield the candidates of the questions of a set, of their key words and of its titles, where any are found."""
    generation = open_generation(live_folder(data))
    served = open_searcher(generation)
    scoring = Scoring(WhooshIndex(generation), generation.languages, load_weights())
    for form, questions in forms_of(given, most):
        asked = replace(given, questions=tuple(questions))
        first = hits(bm25s_run(asked), {question.id: question.grades for question in questions}) if questions else ()
        for question, baseline in zip(questions, first, strict=True):
            example = _example((given.name, form), question, index, served, scoring)
            if example is not None:
                yield replace(example, baseline=baseline)


def forms_of(given: EvaluationSet, most: int | None = None) -> Iterator[tuple[str, list[Question]]]:
    """Yield the questions of a set, their key words, and the titles that one passage has, each at most `most`."""
    chosen = _chosen(given.questions, most)
    yield "questions", chosen
    words = [replace(question, text=key_words(question.text, question.lang)) for question in chosen]
    pairs = zip(words, chosen, strict=True)
    yield "key words", [each for each, question in pairs if each.text and each.text != question.text]
    counts = Counter(passage.title for passage in given.passages)
    titled = (passage for passage in given.passages if passage.title and counts[passage.title] == 1)
    yield (
        "titles",
        _chosen([Question(each.id, each.lang, each.title, {each.id: 1}, (), each.doc) for each in titled], most),
    )


def _chosen(questions: Iterable[Question], most: int | None) -> list[Question]:
    return sorted(questions, key=lambda each: hashlib.sha256(each.id.encode()).digest())[:most]


def _example(
    kind: tuple[str, str], question: Question, index: SetIndex, served: Searcher, scoring: Scoring
) -> RankingExample | None:
    query = parse(question.text)
    found = match(query, scoring, Deadline(60))
    scores = score(found.clauses, scoring.index.count)
    either = found.all_match | found.partial_match
    if question.doc:
        document = served.generation.documents[index.documents[question.doc]]
        either &= PassageSet.of(np.array(document.ordinals, np.uint32), scoring.index.count)
    candidates = top_k(either, scores, "relevance", served.years, scoring.weights.reranked)
    reranking = Reranking(query, found, scoring, served.titles)
    if not len(candidates) or not reranking.query_idf:
        return None
    features = ranking_features(reranking.candidates(candidates))
    return RankingExample(
        *kind,
        rows=np.vstack([scores[candidates] / reranking.query_idf, features]).T.astype(np.float64),
        gains=np.array([question.grades.get(index.passages[ordinal], 0) for ordinal in candidates], dtype=np.float64),
    )


def fit(examples: Sequence[RankingExample]) -> dict[str, float]:
    """Return what each feature counts if the whole score of BM25F counts 1.

    Maximizes the likelihood of the relevant candidates under a softmax over each question's candidates (ListNet's
    top-one model, Cao et al., ICML 2007).
    """
    usable = [example for example in examples if example.gains.max() > 0]
    sizes = Counter((example.name, example.form) for example in usable)
    importance = np.array([float(sizes[example.name, example.form]) ** -POWER for example in usable])
    importance /= importance.sum()
    lengths = np.array([len(example.gains) for example in usable])
    starts = np.cumsum(lengths) - lengths
    columns = ["score", *TRAINED]
    rows = np.concatenate([example.rows for example in usable])[:, [COLUMNS.index(column) for column in columns]]
    spread = rows.std(axis=0) + 1e-9
    rows /= spread
    wanted = np.concatenate([example.gains / example.gains.sum() for example in usable])
    counted = np.repeat(importance, lengths)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        values = rows @ weights
        values -= np.repeat(np.maximum.reduceat(values, starts), lengths)
        exponents = np.exp(values)
        sums = np.repeat(np.add.reduceat(exponents, starts), lengths)
        likelihood = float((counted * wanted * (values - np.log(sums))).sum())
        gradient = rows.T @ (counted * (exponents / sums - wanted)) + 2 * PENALTY * weights
        return PENALTY * float(weights @ weights) - likelihood, gradient

    bounds = [(None, 0) if column in AGAINST else (LEAST if column == "score" else 0, None) for column in columns]
    start = np.array([1.0 if column == "score" else 0.0 for column in columns])
    weights = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x / spread
    trained = {kind: round(float(weight / weights[0]), 2) for kind, weight in zip(TRAINED, weights[1:], strict=True)}
    return {kind: FIXED.get(kind, trained.get(kind, 0.0)) for kind in FEATURES}


def check(examples: Sequence[RankingExample]) -> Iterator[tuple[str, str, float, float, float, int]]:
    """Yield for each set and form hit@1 by BM25F alone, with weights trained on the other sets, and by bm25s."""
    alone = np.array([1.0] + [0.0] * len(FEATURES))
    for name in dict.fromkeys(example.name for example in examples):
        weights = fit([example for example in examples if example.name != name])
        vector = np.array([1.0, *(weights[kind] for kind in FEATURES)])
        groups: dict[str, list[RankingExample]] = defaultdict(list)
        for example in examples:
            if example.name == name:
                groups[example.form].append(example)
        for form, group in groups.items():
            before, after = (
                float(np.mean([each.gains[np.argmax(each.rows @ given)] > 0 for each in group]))
                for given in (alone, vector)
            )
            yield name, form, before, after, float(np.mean([each.baseline for each in group])), len(group)


if __name__ == "__main__":
    typer.run(main)
