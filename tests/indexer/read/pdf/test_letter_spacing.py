"""Words set letter by letter."""

import pytest

from indexer.read.pdf.letter_spacing import join_spaced_letters
from indexer.read.pdf.page_words import PageWord
from tests.indexer.read.pdf.plain_lines import LEFT, word


def spaced(text: str, *, gap: float = 2.5, space: float = 10.0) -> list[PageWord]:
    """Build a word of each letter of a text."""
    built: list[PageWord] = []
    left = LEFT
    for each in text.split():
        for letter in each:
            built.append(word(letter, left))
            left = built[-1].right + gap
        left += space - gap
    return built


@pytest.mark.parametrize(
    ("run", "texts"),
    [
        (spaced("The boat is old."), ["The", "boat", "is", "old."]),
        (spaced("Yoro"), ["Yoro"]),
        ([word("Notes:", 20), *spaced("the boat")], ["Notes:", "the", "boat"]),
        (spaced("12345"), list("12345")),
        (spaced("ABCDE"), list("ABCDE")),
        (spaced("nets", gap=9.0, space=30.0), list("nets")),
    ],
    ids=["a sentence", "a word", "among others", "figures", "a list of letters", "cells"],
)
def test_spaced_letters(run: list[PageWord], texts: list[str]) -> None:
    """Letters at even distances are one word, the wider gaps between words part them; cells and lists stay."""
    assert [each.text for each in join_spaced_letters(run)] == texts
