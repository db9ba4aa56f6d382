"""The weights of the ranking, read from `weights.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from indexer.index.schema import STEMMED_FIELDS
from service.search.index import Floats
from service.search.ranking_features import FEATURES

FILE = Path(__file__).with_name("weights.toml")
"""The service's weights, explained."""


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """The weight of a field, and its length normalization (`b` of BM25, from 0 to 1)."""

    weight: float
    b: float

    def of(self, lengths: Floats) -> Floats:
        """Return the weight of one occurrence in fields of these lengths, relative to the mean."""
        return np.float32(self.weight) / (np.float32(1 - self.b) + np.float32(self.b) * lengths)


@dataclass(frozen=True, slots=True)
class Weights:
    """BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.6) and what we add.

    `k1` is the saturation of frequencies. `question` and `keywords` are the weights of the features
    (service/search/ranking_features.py) for a query that is a question and for one that is not; relative to the idf of
    the whole query. The `reranked` best passages are reranked by them. `accents` is the weight that a word adds where
    its accents match too, in a language that is indexed both ways. `expanded` and `related` are the weights of a
    synonym, and of the name of a related concept, relative to the words of the query. `demoted` is the factor for the
    score of a demoted passage, which is not reranked: it ranks below the text that it names, however well its few words
    match. `phrase` and `close` are what the words of a unit (service/search/units.py) add as a phrase and close
    together, in idf of the unit; without `phrase` no units are looked for.
    """

    fields: Mapping[str, FieldWeight] = field(
        default_factory=lambda: dict.fromkeys(STEMMED_FIELDS, FieldWeight(1.0, 0.75))
    )
    exact: FieldWeight = FieldWeight(1.0, 0.75)
    k1: float = 1.2
    reranked: int = 0
    accents: float = 0.0
    demoted: float = 1.0
    expanded: float = 0.6
    related: float = 0.3
    translated: float = 0.9
    phrase: float = 0.0
    close: float = 0.0
    question: Mapping[str, float] = field(default_factory=dict)
    keywords: Mapping[str, float] = field(default_factory=dict)


def load_weights(path: Path = FILE) -> Weights:
    """Return the weights in a file, the service's by default. Raise ValueError for an invalid weight."""
    given: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in ("question", "keywords"):
        if unknown := given[name].keys() - set(FEATURES):
            raise ValueError(f"{path}: [{name}] has weights for unknown features: {', '.join(sorted(unknown))}")
    fields = {name: FieldWeight(**each) for name, each in given["fields"].items()}
    return Weights(
        exact=fields.pop("exact"),
        fields=fields,
        k1=given["bm25f"]["k1"],
        reranked=given["bm25f"]["reranked"],
        accents=given["bm25f"]["accents"],
        demoted=given["bm25f"]["demoted"],
        expanded=given["expansion"]["same"],
        related=given["expansion"]["related"],
        translated=given["expansion"]["translated"],
        phrase=given["units"]["phrase"],
        close=given["units"]["close"],
        question=given["question"],
        keywords=given["keywords"],
    )
