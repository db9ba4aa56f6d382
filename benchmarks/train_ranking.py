"""Trains what each kind of evidence counts, on one half of some evaluation sets, and checks it on the other.

    python -m benchmarks.train_ranking DIR...

The product gathers the candidates of every question and the evidence for them; what is fitted is which sum of it puts
relevant candidates first. Questions and keywords have different weights. The weights printed are for
`service/search/weights.toml`: they are fitted on the questions whose id has an even digest, and the share of right
first results is given for these and for the others.
"""

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.evaluation_set import EvaluationSet, Question, load_set
from benchmarks.set_index import SetIndex, build_set
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.query.grammar import parse
from service.search.deadline import Deadline
from service.search.matching import match
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

PENALTY = 0.01
"""On the square of each weight times its evidence's spread: weights with little evidence stay small."""

LEAST = 0.01
"""The least that BM25F's own score counts."""

AGAINST = ("length", "listing")
"""Evidence against a passage; all other is evidence for it."""

COLUMNS = ("score", *FEATURES)


@dataclass(frozen=True, slots=True)
class Example:
    """A question's candidates: `rows` has the columns COLUMNS, `gains` how relevant each is (0: not at all)."""

    name: str
    question: bool
    training: bool
    rows: Matrix
    gains: Matrix


def main(folders: Annotated[list[Path], typer.Argument(help="Folders with a set each.", metavar="DIR...")]) -> None:
    """Print the weights and how well they do."""
    examples: list[Example] = []
    for folder in folders:
        with tempfile.TemporaryDirectory(prefix="verbatim-training-") as data:
            given = load_set(folder)
            examples += examples_of(given, build_set(given, Path(data)), Path(data))
    for asking, title in ((True, "question"), (False, "keywords")):
        of_kind = [example for example in examples if example.question == asking]
        weights = fit([example for example in of_kind if example.training])
        print(f"[{title}]")
        for kind, weight in weights.items():
            print(f"{kind} = {weight:.2f}")
        for name, training, before, after, n in check(of_kind, weights):
            half = "trained on" if training else "checked on"
            print(f"# {name}, {half} {n}: hit@1 {before:.3f} by BM25F, {after:.3f} with evidence")


def examples_of(given: EvaluationSet, index: SetIndex, data: Path) -> Iterator[Example]:
    """Return the candidates of all questions of a set that find anything."""
    generation = open_generation(live_folder(data))
    served = open_searcher(generation)
    scoring = Scoring(WhooshIndex(generation), generation.languages, load_weights())
    for question in given.questions:
        example = _example(given.name, question, index, served, scoring)
        if example is not None:
            yield example


def _example(name: str, question: Question, index: SetIndex, served: Searcher, scoring: Scoring) -> Example | None:
    query = parse(question.text)
    found = match(query, scoring, Deadline(60))
    scores = score(found.clauses, scoring.index.count)
    either = found.all_match | found.partial_match
    candidates = top_k(either, scores, "relevance", served.years, scoring.weights.reranked)
    reranking = Reranking(query, found, scoring, served.titles)
    if not len(candidates) or not reranking.query_idf:
        return None
    ranking_features(reranking.candidates(candidates))
    return Example(
        name=name,
        question=query.question,
        training=hashlib.sha256(question.id.encode()).digest()[0] % 2 == 0,
        rows=np.vstack(
            [scores[candidates] / reranking.query_idf, ranking_features(reranking.candidates(candidates))]
        ).T.astype(np.float64),
        gains=np.array([question.grades.get(index.passages[ordinal], 0) for ordinal in candidates], dtype=np.float64),
    )


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return what each kind of evidence counts if the whole score of BM25F counts 1.

    Maximizes the likelihood of the relevant candidates under a softmax over each question's candidates (ListNet's
    top-one model, Cao et al., ICML 2007).
    """
    usable = [example for example in examples if example.gains.max() > 0]
    sizes: dict[str, int] = defaultdict(int)
    for example in usable:
        sizes[example.name] += 1
    importance = np.array([float(sizes[example.name]) ** -POWER for example in usable])
    importance /= importance.sum()
    lengths = np.array([len(example.gains) for example in usable])
    starts = np.cumsum(lengths) - lengths
    rows = np.concatenate([example.rows for example in usable])
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

    bounds = [(None, 0) if column in AGAINST else (LEAST if column == "score" else 0, None) for column in COLUMNS]
    start = np.array([1.0 if column == "score" else 0.0 for column in COLUMNS])
    weights = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x / spread
    return {kind: round(float(weight / weights[0]), 2) for kind, weight in zip(FEATURES, weights[1:], strict=True)}


def check(examples: Sequence[Example], weights: dict[str, float]) -> Iterator[tuple[str, bool, float, float, int]]:
    """For each set and half: hit@1 by BM25F alone and with the weights, and over how many questions."""
    groups: dict[tuple[str, bool], list[Example]] = defaultdict(list)
    for example in examples:
        groups[example.name, example.training].append(example)
    vector = np.array([1.0, *(weights[kind] for kind in FEATURES)])
    alone = np.array([1.0] + [0.0] * len(FEATURES))
    for (name, training), group in groups.items():
        before, after = (
            float(np.mean([example.gains[np.argmax(example.rows @ each)] > 0 for example in group]))
            for each in (alone, vector)
        )
        yield name, training, before, after, len(group)


if __name__ == "__main__":
    typer.run(main)
