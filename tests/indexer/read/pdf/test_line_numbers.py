"""Numbers of lines in the margin."""

from pathlib import Path

import pytest

from indexer.read.pdf import reader
from indexer.read.pdf.line_numbers import find_line_numbers
from indexer.read.pdf.page_words import PageWord
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.plain_lines import LEFT, TOP, word, words
from tests.indexer.read.pdf.typeset import lines, typeset

TEXT = [
    "Each member makes sure that the crews of the",
    "coast have shade and water during the hours of",
    "the strongest sun, and that no one of them is",
    "alone. The member writes a list of the sheds",
    "that it has seen, with the date of the visit,",
    "the number of crews and what was asked of them.",
]
ITEMS = ["Nets", "Ropes and sails", "Boats", "Sheds", "Crews", "Lamps"]


def numbered(texts: list[str], numbers: list[int]) -> list[PageWord]:
    """Build lines with numbers at their left."""
    built = []
    for at, (text, number) in enumerate(zip(texts, numbers, strict=True)):
        height = TOP - 20 * at
        built += [word(str(number), 30, height, opens_line=True), *words(text, LEFT, height)]
    return built


@pytest.mark.parametrize(
    ("texts", "numbers", "found"),
    [
        (TEXT, [1, 2, 3, 4, 5, 6], True),
        (TEXT, [5, 10, 15, 20, 25, 30], True),
        (TEXT, [3, 8, 9, 31, 44, 60], False),
        (ITEMS, [1, 2, 3, 4, 5, 6], False),
    ],
    ids=["every line", "by fives", "no count", "a list"],
)
def test_line_numbers(texts: list[str], numbers: list[int], found: bool) -> None:  # noqa: FBT001  # a table's column
    """They count lines of running text; numbers of items, and figures in a column, are something else."""
    expected = list(map(str, numbers)) if found else []
    assert [each.text for each in find_line_numbers(numbered(texts, numbers))] == expected


def test_sentences_are_whole_without_them(tmp_path: Path) -> None:
    """Also on the last page, which has only a few."""
    pages = [
        [
            *(lines(text, left=100, top=700 - 22 * at) for at, text in enumerate(texts)),
            *(lines(str(first + at), left=72, top=700 - 22 * at) for at in range(len(texts))),
        ]
        for first, texts in ((1, TEXT), (7, TEXT[:2]))
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", pages), Limits())
    assert " ".join(block.text for block in reading.blocks) == " ".join([*TEXT, *TEXT[:2]])
