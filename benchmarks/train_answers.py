"""Trains the model of answers on evaluation sets and writes it to service/answers/model.toml.

    python -m benchmarks.train_answers DIR... [--source FOLDER --questions FILE]... [--most 400] [--output FILE]
        [--diagram FILE]

The weights of sentences are learned from questions with answers, the confidence from features of the best sentence for
those and for questions without an answer. Labelled questions of documents (`--source` with its `--questions`) count
more than those of a set, for they are what users ask. What is printed of a set was learned from all others; what is
written is trained on all. `--diagram` draws how well confidence says the truth (benchmarks/reliability.py), also by
what the others teach. The threshold is a choice: how sure the service must be before it calls a sentence an answer.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from benchmarks import bounded_logistic, conditional_logit
from benchmarks.answer_examples import ANSWERABLE, AnswerExample, examples, labelled_examples
from benchmarks.bounded_logistic import Array, Features, probabilities
from benchmarks.evaluation_set import load_set
from benchmarks.questions import load_questions
from benchmarks.reliability import calibration_error, diagram, reliability
from benchmarks.source_index import source_index
from service.answers.ranked_sentences import FILE, confidence_features
from service.search.local_engine import LocalEngine

PER_SET = 500.0
"""What the questions of each kind of a set count together, however many they are."""

LABELLED = 8.0
"""What a labelled question of a document counts."""

DIRECTIONS = {
    "score": 1, "prefix_match": 1, "missing": -1, "missing_square": -1, "names_missing": -1, "name_missing": -1,
}  # fmt: skip
"""Which features can only raise the confidence, and which only lower it."""

_notes = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class SentenceWeights:
    """Named weights of features."""

    names: tuple[str, ...]
    values: Array

    def score(self, example: AnswerExample) -> Array:
        """Return the scores of an example's candidates."""
        return np.asarray(matrix(example, self.names) @ self.values)


def main(
    folders: Annotated[list[Path], typer.Argument(help="Folders with a set each.", metavar="DIR...")],
    source: Annotated[list[Path] | None, typer.Option(help="Labelled documents; may be repeated.")] = None,
    questions: Annotated[list[Path] | None, typer.Option(help="The questions about each source.")] = None,
    most: Annotated[int | None, typer.Option(help="The most questions of a set.")] = None,
    output: Annotated[Path, typer.Option(help="Where the model is written.")] = FILE,
    drawing: Annotated[Path | None, typer.Option("--diagram", help="Where the reliability diagram is drawn.")] = None,
    threshold: Annotated[float, typer.Option(help="The confidence below which there is no answer.")] = 0.43,
    closest: Annotated[float, typer.Option(help="The confidence below which no sentence is shown.")] = 0.15,
) -> None:
    """Train on the sets, print what the others say of each, and write the model trained on all."""
    found: list[AnswerExample] = []
    for folder in folders:
        _notes.print(f"Reading {folder.name}")
        found += examples(load_set(folder), most)
    for documents, labels in zip(source or (), questions or (), strict=True):
        with source_index([documents]) as data:
            found += labelled_examples(labels.stem, LocalEngine(data), load_questions(labels))
    names = tuple(dict.fromkeys(example.set for example in found))
    without = {name: train_sentences(answerable(found, without=name)) for name in names}
    asked = [example for example in found if example.kind != "given" and example.rows]
    features, right = confidence_rows(asked, lambda example: without[example.set])
    show_sentences(answerable(found), without)
    confidences = cross_confidence(asked, features, right)
    show_confidence(asked, right, confidences, threshold)
    if drawing:
        drawing.write_text(diagram(reliability(confidences, right)), encoding="utf-8")
    trained = train_confidence(features, right, counts_of(asked))
    write(output, train_sentences(answerable(found)), *trained, threshold, closest)


def answerable(found: Sequence[AnswerExample], *, without: str = "") -> list[AnswerExample]:
    """Return the examples that have an answer, but for those of a set."""
    return [example for example in found if example.kind in ANSWERABLE and example.set != without]


def counts_of(found: Sequence[AnswerExample]) -> list[float]:
    """Return what each example counts: a labelled question LABELLED, those of a set and kind PER_SET together."""
    total = Counter((each.set, each.kind) for each in found)
    return [LABELLED if each.labelled else PER_SET / total[each.set, each.kind] for each in found]


def matrix(example: AnswerExample, names: Sequence[str]) -> Array:
    """Return the features of an example's candidates, one row each."""
    return np.array([[row.features.get(name, 0.0) for name in names] for row in example.rows]).reshape(-1, len(names))


def train_sentences(found: Sequence[AnswerExample]) -> SentenceWeights:
    """Return the weights of the features of sentences."""
    pairs = zip(found, counts_of(found), strict=True)
    kept = [(each, count) for each, count in pairs if 0 < sum(row.right for row in each.rows) < len(each.rows)]
    usable = [each for each, _ in kept]
    names = tuple(sorted({name for each in usable for row in each.rows for name in row.features}))
    values = conditional_logit.fit(
        [matrix(each, names) for each in usable],
        [np.array([float(row.right) for row in each.rows]) for each in usable],
        [count for _, count in kept],
    )
    return SentenceWeights(names, values)


def confidence_rows(
    found: Sequence[AnswerExample], weights: Callable[[AnswerExample], SentenceWeights]
) -> tuple[list[Features], Array]:
    """Return the features of confidence in each example's best sentence, and whether it is right."""
    features, labels = [], []
    for each in found:
        scores = weights(each).score(each)
        best = int(np.argmax(scores))
        features.append(confidence_features(each.asked, each.rows[best].features, float(scores[best])))
        labels.append(float(each.rows[best].right))
    return features, np.array(labels)


def train_confidence(features: Sequence[Features], labels: Array, counts: Sequence[float]) -> tuple[Features, float]:
    """Return the weights of the features and the constant."""
    return bounded_logistic.fit(features, labels, DIRECTIONS, counts)


def cross_confidence(asked: Sequence[AnswerExample], features: Sequence[Features], labels: Array) -> Array:
    """Return for each example the confidence that training on all other sets gives it."""
    confidences = np.zeros(len(asked))
    counts = counts_of(asked)
    for name in dict.fromkeys(each.set for each in asked):
        other = [place for place, each in enumerate(asked) if each.set != name]
        own = [place for place, each in enumerate(asked) if each.set == name]
        trained = train_confidence(
            [features[place] for place in other], labels[other], [counts[each] for each in other]
        )
        confidences[own] = probabilities([features[place] for place in own], *trained)
    return confidences


def show_sentences(found: Sequence[AnswerExample], without: Mapping[str, SentenceWeights]) -> None:
    """Print for each set how often the best sentence is right, and the one that shares most of the words' weight."""
    for name, weights in without.items():
        for kind in ANSWERABLE:
            chosen = [each for each in found if each.set == name and each.kind == kind]
            if chosen:
                ours = share(chosen, weights.score)
                base = share(chosen, lambda example: np.array([row.features["term_match"] for row in example.rows]))
                print(f"{name} {kind}: {ours:.4f} (most shared words {base:.4f})")


def share(found: Sequence[AnswerExample], score: Callable[[AnswerExample], Array]) -> float:
    """Return the share of questions whose best sentence is right."""
    return sum(each.rows[int(np.argmax(score(each)))].right for each in found if each.rows) / len(found)


def show_confidence(asked: Sequence[AnswerExample], labels: Array, confidences: Array, threshold: float) -> None:
    """Print how often each kind of question of each set is answered, and how well confidence says the truth."""
    for name, kind in dict.fromkeys((each.set, each.kind) for each in asked):
        picked = np.array([each.set == name and each.kind == kind for each in asked])
        answered = confidences[picked] >= threshold
        right = labels[picked][answered].mean() if answered.any() else 0.0
        print(f"{name} {kind}: {picked.sum()} asked, answered {answered.mean():.3f}, of these right {right:.3f}")
    bins = reliability(confidences, labels)
    for each in bins:
        print(f"confidence {each.confidence:.2f}: {each.n} answers, right {each.right:.3f}")
    print(f"calibration error {calibration_error(bins):.3f}, Brier score {np.mean((confidences - labels) ** 2):.3f}")


def write(
    path: Path, weights: SentenceWeights, confidence: Features, constant: float, threshold: float, closest: float
) -> None:
    """Write the model as TOML."""
    lines = [
        "# How a sentence is scored as an answer, and the confidence in the best one.",
        "# Written by `python -m benchmarks.train_answers`; see features.py and ranked_sentences.py for the names.",
        "",
        "# A sentence's score is the sum of its features times these weights.",
        "[sentence]",
        *(f"{name} = {value:.3f}" for name, value in zip(weights.names, weights.values, strict=True)),
        "",
        "# The confidence is the logistic function of the constant and these features times their weights.",
        "[confidence_features]",
        *(f"{name} = {value:.3f}" for name, value in confidence.items()),
        "",
        "# From `threshold` on a sentence is an answer, from `closest` on it is shown as the closest sentence.",
        "[confidence]",
        f"constant = {constant:.3f}",
        f"threshold = {threshold:.3f}",
        f"closest = {closest:.3f}",
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    typer.run(main)
