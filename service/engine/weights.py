"""The weights of the ranking, each with what it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from service.engine.index import Floats


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """What an occurrence in a field counts, and how far long fields count less (`b` of BM25, from 0 to 1)."""

    weight: float
    b: float

    def of(self, lengths: Floats) -> Floats:
        """What one occurrence counts in fields of these lengths (1.0: as long as the mean)."""
        return np.float32(self.weight) / (np.float32(1 - self.b) + np.float32(self.b) * lengths)


@dataclass(frozen=True, slots=True)
class Weights:
    """BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, section 3.6) and what we add.

    `k1` says how soon further occurrences count less. `coverage` is the power to which the covered share of the
    query's weight is raised before the score is multiplied with it: passages with more of the query's telling
    words go before those with one of them many times. `proximity` is what a point of closeness adds to the score;
    it is counted for the `reranked` best passages, because their text must be read for it. `demoted` is what is left of
    the score of a passage that is nothing but contents, an index or references, and gains nothing by closeness: so it
    stands behind the text that it names, however well its few words match.
    """

    fields: Mapping[str, FieldWeight] = field(
        default_factory=lambda: {
            "body": FieldWeight(1.0, 0.75),
            "heading": FieldWeight(0.5, 0.3),
            "context": FieldWeight(0.5, 0.0),
            "title": FieldWeight(0.5, 0.3),
        }
    )
    exact: FieldWeight = FieldWeight(1.0, 0.75)
    k1: float = 1.5
    coverage: float = 0.5
    proximity: float = 0.5
    reranked: int = 30
    demoted: float = 0.05
