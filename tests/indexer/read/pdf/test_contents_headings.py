"""Headings that the contents name."""

from collections.abc import Sequence

from indexer.read.pdf.contents import find_contents_lines
from indexer.read.pdf.contents_headings import find_contents_headings
from indexer.read.pdf.lines import TextLine
from tests.indexer.read.pdf.plain_lines import LEFT, TOP, line, lines

TEXT = "The crews of the coast mend their nets in the new sheds, and nobody of them works at night"


def contents(*entries: tuple[str, str, float]) -> list[TextLine]:
    """Build a page of contents of titles, pages and indents."""
    page = [line("Contents", baseline=TOP)]
    for at, (title, number, indent) in enumerate(entries, 1):
        cells = (title, number) if number else (title,)
        page.append(line(*cells, left=LEFT + indent, baseline=TOP - 14 * at))
    return page


def page_of(number: int, *titles: str) -> list[TextLine]:
    """Build a page of headings set like the text, each with text below it."""
    return [each for at, title in enumerate(titles) for each in lines(title, TEXT, top=TOP - 60 * at, page=number)]


def found(pages: Sequence[Sequence[TextLine]]) -> list[tuple[int, int, str]]:
    headings = find_contents_headings(pages, find_contents_lines(pages))
    return [(each.level, each.lines[0].page, " ".join(line.text for line in each.lines)) for each in headings]


def test_entries_name_headings_and_levels() -> None:
    """Lines that read as an entry, on the page that it states, are headings; indents are levels."""
    entries = (("Sheds", "1", 0), ("Nets and ropes", "1", 12), ("Wages", "2", 0), ("Fees of the port", "2", 12))
    pages = [contents(*entries), page_of(2, "Sheds", "Nets and ropes"), page_of(3, "Wages", "Fees of the port")]
    assert found(pages) == [(1, 2, "Sheds"), (2, 2, "Nets and ropes"), (1, 3, "Wages"), (2, 3, "Fees of the port")]


def test_a_line_elsewhere_is_no_heading() -> None:
    """The same words on a page that the entry does not state are text."""
    entries = (("Sheds", "1", 0), ("Nets", "2", 0), ("Wages", "5", 0))
    pages = [
        contents(*entries),
        page_of(2, "Sheds"),
        page_of(3, "Nets", "Wages"),
        page_of(4),
        page_of(5),
        page_of(6, "Wages"),
    ]
    assert [(page, text) for _, page, text in found(pages)] == [(2, "Sheds"), (3, "Nets"), (6, "Wages")]


def test_numbers_at_the_right_edge_are_of_one_level() -> None:
    """I. is set further in than III., and is at the same level."""
    entries = (("I. Sheds", "1", 8), ("A. Nets", "1", 30), ("II. Wages", "2", 4), ("III. Fees", "2", 0))
    pages = [contents(*entries), page_of(2, "I. Sheds", "A. Nets"), page_of(3, "II. Wages", "III. Fees")]
    assert [level for level, _, _ in found(pages)] == [1, 2, 1, 1]


def test_a_misread_title_is_found() -> None:
    """Nearly the same letters are enough in a scan, in a short line."""
    entries = (("Transformation of sheds", "1", 0), ("Observations of crews", "1", 0), ("Outlook", "2", 0))
    pages = [contents(*entries), page_of(2, "Transforrnation of shods", "Observations of crews"), page_of(3, "Outlook")]
    assert next(text for _, _, text in found(pages)) == "Transforrnation of shods"


def test_lists_of_tables_name_no_headings() -> None:
    """Captions are none, nor are the second lines of their entries."""
    entries = (
        ("Table 1 Landings of the coast", "", 0),
        ("by port and year", "1", 0),
        ("Sheds", "1", 0),
        ("Nets", "1", 0),
        ("Fees", "1", 0),
    )
    pages = [contents(*entries), page_of(2, "by port and year", "Sheds", "Nets", "Fees")]
    assert [text for _, _, text in found(pages)] == ["Sheds", "Nets", "Fees"]
