"""Evidence, read off the places of a query's words in two candidates."""

import numpy as np
import pytest

from service.search.index import PackedPositions
from service.search.proximity import pack
from service.search.ranking_features import (
    FEATURES,
    Candidates,
    ClauseFeatures,
    feature_weights,
    ranking_features,
    strongest_features,
)
from tests.service.search.keys import keys_of

FIRST = "labour inspection of ships"
SECOND = "ships and the inspection of all their labour"


def placed(word: str, *texts: str) -> PackedPositions:
    return keys_of(
        (row, at) for row, text in enumerate(texts) for at, other in enumerate(text.split()) if other == word
    )


def found(*texts: str, query: str = "labour inspection of ships") -> dict[str, list[float]]:
    """Return the ranking features of some texts, where all words but `of` are distinctive, with equal idf."""
    words = query.split()
    telling = [word for word in words if word != "of"]
    given = Candidates(
        count=len(texts),
        clauses=[
            ClauseFeatures(1.0, words.index(word), placed(word, *texts)) for word in telling
        ],
        held=np.array([[word in text.split() for text in texts] for word in telling]),
        written=pack([placed(word, *texts) for word in words]),
        words=range(len(words)),
        is_content=[word != "of" for word in words],
        lengths=np.ones(len(texts), np.float32),
        terms=np.ones(len(texts), np.float32),
        names=np.zeros((2, len(texts)), np.float32),
    )  # fmt: skip
    return dict(zip(FEATURES, ranking_features(given).tolist(), strict=True))


def test_every_kind_is_there() -> None:
    """The features computed are those that have weights."""
    assert set(found(FIRST)) == set(FEATURES)


def test_shares() -> None:
    """Coverage, surface and windows are shares of the query's weight."""
    values = found(FIRST, "labour and ships", "nothing")
    for kind in ("coverage", "surface", "window12", "window50", "opening"):
        assert values[kind] == pytest.approx([1.0, 2 / 3, 0.0])


@pytest.mark.parametrize("kind", ["pairs", "triples", "order"])
def test_words_in_the_querys_order(kind: str) -> None:
    """The text that has the query's words as they follow each other has more than one that has them scattered."""
    first, second = found(FIRST, SECOND)[kind]
    assert first > second >= 0


def test_what_few_candidates_have_says_more() -> None:
    """The same pair of words counts less where every candidate has it."""
    assert found(FIRST, "x", "y")["pairs"][0] > found(FIRST, FIRST, FIRST)["pairs"][0]


def test_weights() -> None:
    """Each kind counts what its weight says; those without add nothing."""
    assert dict(zip(FEATURES, feature_weights({"pairs": 2.0}).tolist(), strict=True)) == dict.fromkeys(
        FEATURES, 0.0
    ) | {"pairs": 2}


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ({}, ()),
        ({"named": 0.049, "coverage": 9.0}, ()),
        ({"named": 0.05, "surface": 0.2}, ("surface", "named")),
        (
            {"pairs": 0.1, "window12": 0.3, "opening": 0.3, "named": 0.2, "surface": 0.2},
            ("window12", "opening", "named"),
        ),
    ],
)
def test_the_strongest_kinds_are_told(added: dict[str, float], told: tuple[str, ...]) -> None:
    """Up to three of those that say something to readers, the strongest first, and of equals the one named first."""
    weighted_features = np.array([[0.0, added.get(kind, 0.0)] for kind in FEATURES], np.float32)
    assert strongest_features(weighted_features) == [(), told]
