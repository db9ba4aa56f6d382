"""How much of a page is text, and how much tables."""

from indexer.records.passage import Passage, Span
from indexer.statements.page_words import count_page_words


def passage(text: str, spans: tuple[Span, ...], table: str) -> Passage:
    """Return a passage of a document."""
    return Passage("d-1", 0, "d", "en", (), text, spans, {}, table=table)


def test_words_of_a_page_are_of_tables_or_of_text() -> None:
    """A number in a cell is one word, and the title and heads of a table belong to it."""
    text = "Landings by port\nPort | Boats\nOld Tulear | 1 204 500\nMany boats sank in 2010."
    words = count_page_words([passage(text, (Span(4, 0, len(text)),), "thr-")])
    assert (words.tables, words.text) == ({4: 8}, {4: 4})
    assert words.text_share([4]) == 1 / 3


def test_lines_that_an_earlier_passage_has_are_counted_once() -> None:
    """A passage that goes on with a table repeats its title and heads."""
    text = "Landings by port\nPort | Boats\nTulear | 12"
    words = count_page_words([passage(text, (Span(4, 0, 30), Span(5, 0, len(text) - 30)), "THr")])
    assert words.tables == {5: 2}


def test_a_page_without_words_has_no_text() -> None:
    """What is unknown is no text."""
    assert count_page_words([]).text_share([1]) == 0
