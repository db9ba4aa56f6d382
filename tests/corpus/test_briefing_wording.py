import pytest

from tests.corpus.briefing import EVERY_FILE, briefing, report
from tests.corpus.names import NAMES
from tests.corpus.wording import shared_runs
from tests.shared import needs_shared

SOURCE = """The harbour office counted every boat that came
in before dawn. It **wrote** the count into a *green* ledger at the café.

- The Board of Fishing Harbours, Lights and Pilots, the Union of Net Makers and 12 captains met the minister.
"""
NAMED = ("Board of Fishing Harbours, Lights and Pilots", "Union of Net Makers")


@needs_shared
@pytest.mark.parametrize("file", EVERY_FILE)
def test_the_briefing_shares_no_wording_with_the_report(file: str) -> None:
    """No eight successive words of a briefing file are in the report, except names, titles and numbers."""
    assert shared_runs(briefing(file), report(), NAMES) == []


@needs_shared
def test_every_listed_name_is_needed() -> None:
    """Without any one of the listed names, words of the briefing would count as borrowed: the list holds no spare."""
    whole, source = "\n\n".join(map(briefing, EVERY_FILE)), report()
    assert [name for name in NAMES if not shared_runs(whole, source, set(NAMES) - {name})] == []


@needs_shared
def test_a_sentence_of_the_report_pasted_into_the_briefing_is_found() -> None:
    """The report's own sentences do not pass, even where they are full of listed names."""
    for line in (line for line in report().splitlines() if len(line.split()) > 30):
        assert shared_runs(f"In short: {line}", report(), NAMES), line


@pytest.mark.parametrize(
    "text",
    [
        "As we know, the harbour office counted every boat that came home.",
        "THE HARBOUR OFFICE counted «every boat» that, CAME, at last",
        "The harbour [office counted](https://example.org/a) every boat\n\nthat came.",
        "- The harbour's\n- office counted every boat that came",
    ],
)
def test_a_run_of_eight_words_is_found_whatever_its_looks(text: str) -> None:
    """Case, punctuation, markup, links, possessives and the ends of lines and paragraphs hide nothing."""
    assert shared_runs(text, SOURCE) == ["the harbour office counted every boat that came"]


def test_accents_and_emphasis_hide_nothing() -> None:
    """A run is compared without accents and without the marks of emphasis."""
    run = "wrote the count into a green ledger at the cafe"
    assert shared_runs("They wrote the *count* into a green ledger at the cafe.", SOURCE) == [run]


def test_seven_words_are_no_run() -> None:
    """Seven shared words in a row are allowed."""
    assert shared_runs("Our harbour office counted every boat that went out.", SOURCE) == []


def test_a_long_run_is_reported_once_and_whole() -> None:
    """Overlapping windows make one run; two separate borrowings make two."""
    text = "The harbour office counted every boat that came in before noon. It wrote the count into a green ledger too."
    assert shared_runs(text, SOURCE) == [
        "the harbour office counted every boat that came in before",
        "it wrote the count into a green ledger",
    ]


def test_names_and_numbers_in_a_row_are_excused() -> None:
    """A list of listed names, with the connectives and numbers between them, is not wording."""
    text = "Present: the Board of Fishing Harbours, Lights and Pilots, the Union of Net Makers and 12 others."
    assert shared_runs(text, SOURCE, NAMED) == []
    assert shared_runs(text, SOURCE) == [
        "the board of fishing harbours lights and pilots the union of net makers and 12"
    ]


def test_words_beside_names_are_not_excused() -> None:
    """A shared window that holds any other word is a borrowing, though all the rest of it is a name."""
    text = "The Union of Net Makers and 12 captains met."
    assert shared_runs(text, SOURCE, NAMED) == ["the union of net makers and 12 captains met"]


def test_part_of_a_name_is_not_a_name() -> None:
    """Only a name given in full is excused."""
    source = "Fishing Harbours, Lights and Pilots, the Union of Net Makers"
    assert shared_runs(source, SOURCE, NAMED) == ["fishing harbours lights and pilots the union of net makers"]
