"""Running titles and page numbers."""

import pytest

from indexer.read.pdf.headers_footers import PageLines, strip_headers_and_footers
from indexer.read.pdf.lines import TextLine
from tests.indexer.read.pdf.plain_lines import line, lines, texts

HEIGHT = 842.0


def page(number: int, *repeated: TextLine) -> PageLines:
    """Build a page with text that no other page has, and what pages repeat."""
    return PageLines(number, HEIGHT, (*lines(f"The crew of boat {'abcdefghij'[number]}", "mends nets."), *repeated))


def test_what_recurs_at_the_edge_is_dropped() -> None:
    """A title at the same height on many pages goes, its numbers aside; the text stays."""
    pages = [page(at, line(f"Report of the port {at}", baseline=810)) for at in range(1, 5)]
    assert [texts(stripped.lines) for stripped in strip_headers_and_footers(pages)] == [
        texts(each.lines[:2]) for each in pages
    ]


def test_what_recurs_inside_the_page_stays() -> None:
    """A line that many pages have in their middle is text."""
    pages = [page(at, line("Sheds of the coast", baseline=400)) for at in range(1, 5)]
    assert all("Sheds of the coast" in texts(stripped.lines) for stripped in strip_headers_and_footers(pages))


def test_a_line_on_one_page_stays() -> None:
    """A heading at the top of one page is no running title."""
    pages = [page(1, line("Sheds of the coast", baseline=810)), page(2), page(3)]
    assert "Sheds of the coast" in texts(strip_headers_and_footers(pages)[0].lines)


@pytest.mark.parametrize("printed", ["12", "– 12 –", "Page 12 of 40", "xiv", "Página 7"])
def test_a_page_number_is_no_text(printed: str) -> None:
    """It goes, wherever it recurs or not."""
    (stripped,) = strip_headers_and_footers([page(1, line(printed, baseline=30))])
    assert printed not in texts(stripped.lines)


def test_a_table_at_the_edge_stays() -> None:
    """Rows that differ in nothing but many figures are a table's, not a running title's."""
    pages = [page(at, line(f"Boats {at} {at + 1} {at + 2} {at + 3} tons", baseline=40)) for at in range(1, 5)]
    assert all(len(stripped.lines) == 3 for stripped in strip_headers_and_footers(pages))


@pytest.mark.parametrize("footer", ["{0}/62 25-03498", "25-03498 {0}/62", "A/79/12 | Part 3 | 2025 | {0}"])
def test_a_footer_whose_page_number_rises_is_dropped(footer: str) -> None:
    """However many other numbers it has, if they are the same on all pages."""
    pages = [page(at, line(footer.format(at + 10), baseline=40)) for at in range(1, 5)]
    assert all(len(stripped.lines) == 2 for stripped in strip_headers_and_footers(pages))


@pytest.mark.parametrize("label", ["Table {0}", "Gráfico {0}", "Source: census of boats"])
def test_captions_and_credits_stay(label: str) -> None:
    """Tables that begin or end at one height on some pages make no running titles of what is beside them."""
    labelled = [page(at, line(label.format(number), baseline=60)) for at, number in enumerate((4, 1, 9, 6))]
    kept = strip_headers_and_footers([*labelled, *map(page, range(4, 10))])
    assert [len(each.lines) for each in kept[:4]] == [3] * 4


def boxed(number: int, *, last: str = "Version 2") -> PageLines:
    """Build a page whose header is a box with cells of eight lines."""
    cells = [
        line(text, left=left, baseline=baseline)
        for left, baseline, text in [
            (200, 822, "Manual of the"),
            (200, 810, "harbours of"),
            (200, 798, "the coast"),
            (400, 822, "Code: HB-"),
            (400, 810, "07"),
            (400, 798, f"Page {number} of 9"),
            (200, 784, "Operations"),
            (400, 770, last),
        ]
    ]
    return page(number, *cells)


def test_a_header_in_a_box_is_dropped_as_a_whole() -> None:
    """However many lines its cells have, if all that is nearer to the edge is dropped too."""
    assert [len(stripped.lines) for stripped in strip_headers_and_footers([boxed(at) for at in range(1, 6)])] == [2] * 5


def test_a_line_below_a_box_that_few_pages_have_stays() -> None:
    """It is text that begins there."""
    pages = [boxed(at, last=f"The {'abcdefghij'[at]} quay") for at in range(1, 6)]
    assert [len(stripped.lines) for stripped in strip_headers_and_footers(pages)] == [3] * 5


def test_what_a_machine_misread_beyond_a_header_is_dropped() -> None:
    """Two lines that are alike, nearer to the edge than one that recurs, are parts of the same header."""
    misread = ("A/12 (First part)", "A/l2(Flrst part)", "A/I2 (Firstpart )", "4/12 (First parl)")
    pages = [
        page(at, line(text, baseline=810), line("English", baseline=798)) for at, text in enumerate(misread, start=1)
    ]
    assert [len(stripped.lines) for stripped in strip_headers_and_footers(pages)] == [2] * 4


def test_other_text_beyond_a_header_stays() -> None:
    """A page's own heading above a title that recurs is text."""
    headings = ("Nets of the north", "Winter sheds", "Harbour dues", "Licences")
    pages = [page(at, line(text, baseline=810), line("English", baseline=798)) for at, text in enumerate(headings, 1)]
    assert [len(stripped.lines) for stripped in strip_headers_and_footers(pages)] == [3] * 4
