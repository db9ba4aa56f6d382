"""Words glued together and broken apart."""

import pytest

from indexer.check.garbling import Lexicon, find_garbling

SOUND = "The inspectors looked at the deck and the nets that the boats carry. Los barcos y las redes llegaron. "


@pytest.fixture
def lexicon() -> Lexicon:
    found = Lexicon()
    found.add([SOUND] * 5)
    return found


@pytest.mark.parametrize(
    ("text", "run_together", "broken"),
    [
        ("the deck and the nets", 0, 0),
        ("thedeck andthe nets", 2, 0),
        ("the deckAnd nets", 1, 0),
        ("the inspec tors looked", 0, 1),
        ("the inspec- tors looked", 0, 1),
        ("lasredes", 1, 0),
        ("mendable decklike WTO nets", 0, 0),
    ],
)
def test_garbled_words_are_counted(lexicon: Lexicon, text: str, glued: int, broken: int) -> None:
    """By the corpus's own words; rare words that are not made of known ones are no fault."""
    lexicon.add([text])
    found = find_garbling([text], lexicon, ["en", "es"])
    assert (found.glued, found.broken) == (glued, broken)
    assert len(found.examples) == glued + broken


def test_a_language_has_its_own_little_words(lexicon: Lexicon) -> None:
    """What is glued in Spanish may be a word in English."""
    assert find_garbling(["lasredes"], lexicon, ["en"]).glued == 0


def test_the_share_is_of_all_words(lexicon: Lexicon) -> None:
    """Of no words none are garbled."""
    assert find_garbling(["thedeck and the nets"], lexicon, ["en"]).share == 0.25
    assert find_garbling([], lexicon, []).share == 0.0
