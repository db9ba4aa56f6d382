"""The numbers printed on pages."""

from collections.abc import Sequence

import pytest

from indexer.read.pdf.headers_footers import PageLines
from indexer.read.pdf.labels import label_pages
from tests.indexer.read.pdf.plain_lines import line, lines

HEIGHT = 842.0


def paged(feet: Sequence[str], baseline: float = 30.0) -> list[PageLines]:
    """Build pages with these lines at one edge; an empty one leaves it blank."""
    return [
        PageLines(number, HEIGHT, (*lines("The crew mends nets."), *([line(foot, baseline=baseline)] if foot else ())))
        for number, foot in enumerate(feet, 1)
    ]


def labels(pages: Sequence[PageLines], declared: Sequence[str] | None = None) -> list[str]:
    found = label_pages(declared, pages)
    assert [label.number for label in found] == list(range(1, len(pages) + 1))
    return [label.label for label in found]


@pytest.mark.parametrize(
    ("feet", "expected"),
    [
        (["", "i", "ii", "1", "2", "3"], ["1", "i", "ii", "1", "2", "3"]),
        (["0", "1", "2", "3"], ["0", "1", "2", "3"]),
        (["", "1/9", "2/9", "3/9"], ["1", "1", "2", "3"]),
        (["", "Page 2 of 20", "", "Page 4 of 20", "Page 5 of 20"], ["1", "2", "3", "4", "5"]),
        (["", "P a g e | i", "P a g e | ii", "P a g e | 1", "P a g e | 2", "P a g e | 3"],
         ["1", "i", "ii", "1", "2", "3"]),
        (["", "", "Nets of the coast 1", "2 Nets of the coast", "Nets of the coast 3", "4 Nets of the coast"],
         ["1", "2", "1", "2", "3", "4"]),
        (["25-0347 9", "10 25-0347", "25-0347 11", "12 25-0347"], ["9", "10", "11", "12"]),
        (["", "1", "2", "", ""], ["1", "1", "2", "3", "4"]),
        (["", "- 7 -", "- 8 -", "- 9 -"], ["6", "7", "8", "9"]),
        (["1", "2", "3", "1", "2", "3"], ["1", "2", "3", "1", "2", "3"]),
    ],
)  # fmt: skip
def test_runs_of_printed_numbers_name_the_pages(feet: list[str], expected: list[str]) -> None:
    """Roman, then arabic; of a total, with a word, beside a title, with spaced letters, or on some pages alone."""
    assert labels(paged(feet)) == expected


@pytest.mark.parametrize(
    "feet",
    [
        ["7", "", "2010"],
        ["01", "01", "01", "01"],
        ["Survey of 2013", "Survey of 2013", "Survey of 2013"],
        ["9 Boats", "10 Nets", "11 Sheds"],
        ["", "", ""],
    ],
)
def test_other_numbers_do_not(feet: list[str]) -> None:
    """Years, codes and numbers of notes do not run alongside the pages, or are beside words that do not recur."""
    assert labels(paged(feet)) == [str(number) for number in range(1, len(feet) + 1)]


def test_what_a_file_declares() -> None:
    """Declared labels win, unless they say nothing but the places in the file."""
    pages = paged(["", "", "1", "2", "3"])
    assert labels(pages, ["a", "b", "1", "2", "3"]) == ["a", "b", "1", "2", "3"]
    assert labels(pages, ["1", "2", "3", "4", "5"]) == ["1", "2", "1", "2", "3"]
    assert labels(pages, ["a", "b"]) == ["1", "2", "1", "2", "3"]
    assert labels(pages, ["", "b", "1", "2", "3"])[0] == "1"


def test_numbers_inside_the_page_are_text() -> None:
    """A number in the middle of pages names none of them."""
    assert labels(paged(["5", "6", "7"], baseline=400)) == ["1", "2", "3"]
