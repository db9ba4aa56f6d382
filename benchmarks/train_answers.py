"""Trains the model of answers on evaluation sets and writes it to service/answers/model.toml.

    python -m benchmarks.train_answers DIR... [--output FILE] [--threshold 0.57]

The weights of sentences are learned from questions with answers, the confidence from the signs of the best sentence for
those and for questions without an answer; the sentence weights behind its examples are those of the other half of the
questions, so that it does not trust them too much. What is printed is measured on the half that was not trained on;
what is written is trained on both. The threshold is a choice: how sure the service must be before it answers at all.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from benchmarks import bounded_logistic, conditional_logit
from benchmarks.answer_examples import ANSWERABLE, Example, Kind, examples
from benchmarks.bounded_logistic import Array, Signs, probabilities
from benchmarks.evaluation_set import load_set
from service.answers.ranked_sentences import FILE, confidence_features

PER_SET = 1000.0
"""What a set's questions count together, half for each kind: sets count alike, however many questions they have."""

DIRECTIONS = {
    "score": 1, "prefix_match": 1, "missing": -1, "missing_square": -1, "names_missing": -1, "any_name_missing": -1,
    "figure_absent": -1, "name_absent": -1, "focus_missing": -1,
}  # fmt: skip
"""Which signs can only raise the confidence, and which only lower it."""

_notes = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Weights:
    """Named weights of features."""

    names: tuple[str, ...]
    values: Array

    def score(self, example: Example) -> Array:
        """Return the scores of an example's candidates."""
        return np.asarray(matrix(example, self.names) @ self.values)


def main(
    folders: Annotated[list[Path], typer.Argument(help="Folders with a set each.", metavar="DIR...")],
    output: Annotated[Path, typer.Option(help="Where the model is written.")] = FILE,
    threshold: Annotated[float, typer.Option(help="The confidence below which there is no answer.")] = 0.57,
    closest: Annotated[float, typer.Option(help="The confidence below which no sentence is shown.")] = 0.2,
) -> None:
    """Trains on the sets, prints what each half says of the other, and writes the model trained on both."""
    found: list[Example] = []
    for folder in folders:
        _notes.print(f"Reading {folder.name}")
        found += examples(load_set(folder))
    answerable = [example for example in found if example.kind in ANSWERABLE]
    by_half = [train_sentences([each for each in answerable if each.half == half]) for half in (0, 1)]
    show_sentences(answerable, by_half)
    asked = [example for example in found if example.kind != "given" and example.rows]
    signs, labels = sign_rows(asked, lambda example: by_half[1 - example.half])
    show_confidence(asked, labels, cross_confidence(asked, signs, labels), threshold)
    write(output, train_sentences(answerable), *train_confidence(signs, labels), threshold, closest)


def matrix(example: Example, names: Sequence[str]) -> Array:
    """Return the features of an example's candidates, one row each."""
    return np.array([[row.features.get(name, 0.0) for name in names] for row in example.rows]).reshape(-1, len(names))


def train_sentences(found: Sequence[Example]) -> Weights:
    """Return the weights of the features of sentences."""
    usable = [each for each in found if 0 < sum(row.right for row in each.rows) < len(each.rows)]
    names = tuple(sorted({name for each in usable for row in each.rows for name in row.features}))
    total = Counter((each.set, each.kind) for each in found)
    values = conditional_logit.fit(
        [matrix(each, names) for each in usable],
        [np.array([float(row.right) for row in each.rows]) for each in usable],
        [PER_SET / 2 / total[each.set, each.kind] for each in usable],
    )
    return Weights(names, values)


def sign_rows(found: Sequence[Example], weights: Callable[[Example], Weights]) -> tuple[list[Signs], Array]:
    """Return the signs of confidence in each example's best sentence, and whether it is right."""
    signs, labels = [], []
    for each in found:
        scores = weights(each).score(each)
        best = int(np.argmax(scores))
        signs.append(confidence_features(each.asked, each.rows[best].features, float(scores[best])))
        labels.append(float(each.rows[best].right))
    return signs, np.array(labels)


def train_confidence(signs: Sequence[Signs], labels: Array) -> tuple[Signs, float]:
    """Return the weights of the signs and the constant."""
    return bounded_logistic.fit(signs, labels, DIRECTIONS)


def cross_confidence(asked: Sequence[Example], signs: Sequence[Signs], labels: Array) -> Array:
    """For each example the confidence that training on the other half gives it."""
    chance = np.zeros(len(asked))
    for side in (0, 1):
        other = [place for place, each in enumerate(asked) if each.half != side]
        own = [place for place, each in enumerate(asked) if each.half == side]
        trained = train_confidence([signs[place] for place in other], labels[other])
        chance[own] = probabilities([signs[place] for place in own], *trained)
    return chance


def show_sentences(found: Sequence[Example], by_half: Sequence[Weights]) -> None:
    """Print for each set how often the best sentence is right, and the one that shares most of the words' weight."""
    gains: dict[Kind, list[float]] = {kind: [] for kind in ANSWERABLE}
    for name in dict.fromkeys(each.set for each in found):
        for kind in ANSWERABLE:
            chosen = [each for each in found if each.set == name and each.kind == kind]
            ours = share(chosen, lambda example: by_half[1 - example.half].score(example))
            base = share(chosen, lambda example: np.array([row.features["term_match"] for row in example.rows]))
            gains[kind].append(ours - base)
            print(f"{name} {kind}: {ours:.4f} (most shared words {base:.4f})")
    for asking, values in gains.items():
        print(f"{asking}: {100 * sum(values) / len(values):+.1f} points on average")


def share(found: Sequence[Example], score: Callable[[Example], Array]) -> float:
    """Return the share of questions whose best sentence is right."""
    return sum(each.rows[int(np.argmax(score(each)))].right for each in found if each.rows) / len(found)


def show_confidence(asked: Sequence[Example], labels: Array, chance: Array, threshold: float) -> None:
    """Print how often each kind of question is answered at this threshold, and how well confidence says the truth."""
    for asking in dict.fromkeys(each.kind for each in asked):
        picked = np.array([each.kind == asking for each in asked])
        answered = chance[picked] >= threshold
        right = labels[picked][answered].mean() if answered.any() else 0.0
        print(f"{asking}: answered {answered.mean():.3f}, of these right {right:.3f}")
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            print(f"confidence {low:.1f} to {low + 0.1:.1f}: {inside.sum()} answers, right {labels[inside].mean():.3f}")


def write(path: Path, weights: Weights, confidence: Signs, constant: float, threshold: float, closest: float) -> None:
    """Write the model as TOML."""
    lines = [
        "# How a sentence is scored as an answer, and the confidence in the best one.",
        "# Written by `python -m benchmarks.train_answers`; see features.py and ranked_sentences.py for the names.",
        "",
        "# A sentence's score is the sum of its features times these weights.",
        "[sentence]",
        *(f"{name} = {value:.3f}" for name, value in zip(weights.names, weights.values, strict=True)),
        "",
        "# The confidence is the logistic function of the constant and these signs times their weights.",
        "[signs]",
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
