"""The weights by which sentences are judged, and the confidence in an answer, as `model.toml` holds them."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from indexer.errors import SettingsError

FILE = Path(__file__).with_name("model.toml")


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Two weighted sums.

    The score of a sentence is the sum of its features times the weights in `sentence`. The confidence that an answer
    is right is the logistic function of `constant` and the signs of confidence times the weights in `confidence`; below
    `threshold` there is no answer. Features and signs that have no weight count nothing.
    """

    sentence: Mapping[str, float]
    confidence: Mapping[str, float]
    constant: float
    threshold: float

    def score(self, features: Mapping[str, float]) -> float:
        """How well a sentence with these features answers, comparable among the candidates for one question."""
        return sum(self.sentence.get(name, 0.0) * value for name, value in features.items())

    def probability(self, signs: Mapping[str, float]) -> float:
        """The confidence that an answer with these signs is right, from 0 to 1."""
        total = self.constant + sum(self.confidence.get(name, 0.0) * value for name, value in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_model(path: Path = FILE) -> Model:
    """The model in a file. Raises SettingsError where the file is not a model."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        weights = {name: {key: float(value) for key, value in tables[name].items()} for name in ("sentence", "signs")}
        refusal = tables["confidence"]
        return Model(weights["sentence"], weights["signs"], float(refusal["constant"]), float(refusal["threshold"]))
    except (OSError, KeyError, ValueError, AttributeError, TypeError) as error:
        raise SettingsError(f"The model of answers in {path} cannot be read: {error}.") from error
