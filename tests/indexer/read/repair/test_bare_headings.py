"""Headings of documents that do not mark them."""

from indexer.read.blocks import make_block
from indexer.read.repair.bare_headings import find_headings

TEXT = "The harbour was rebuilt by the port's own workers within a year."


def headings(*texts: str) -> list[tuple[str, int]]:
    """The headings found among paragraphs, with their levels."""
    return [
        (b.text, b.level)
        for b in find_headings([make_block("paragraph", text) for text in texts])
        if b.kind == "heading"
    ]


def test_short_lines_over_text() -> None:
    """The first heading is the document's, the others stand below it; its title is at level 1 again when it recurs."""
    found = headings("Harbours of the south", TEXT, "Boats", TEXT, "Harbours of the south", TEXT)
    assert found == [("Harbours of the south", 1), ("Boats", 2), ("Harbours of the south", 1)]


def test_numbers_make_levels() -> None:
    """Numbered headings stand below unnumbered ones, or above them where they come first."""
    assert headings("South", TEXT, "Boats", "1. Nets", TEXT, "2. Ropes", TEXT, "Crew", TEXT) == [
        ("South", 1),
        ("Boats", 2),
        ("1. Nets", 3),
        ("2. Ropes", 3),
        ("Crew", 2),
    ]
    assert headings("South", TEXT, "1. Nets", TEXT, "1.1 Ropes", TEXT, "Crew", TEXT) == [
        ("South", 1),
        ("1. Nets", 2),
        ("1.1 Ropes", 3),
        ("Crew", 3),
    ]


def test_runs_are_labels() -> None:
    """Of three or more short lines in a row none is a heading, but for the last where real text is under it."""
    assert headings("South", TEXT, "Norway", "Herring", "Chile", "Salmon", "Trade", TEXT) == [
        ("South", 1),
        ("Trade", 2),
    ]
    assert headings("South", TEXT, "Herring", "salmon", "Cod", "Hake (fresh, frozen), cod", "Trade", TEXT) == [
        ("South", 1),
        ("Trade", 2),
    ]


def test_last_line_is_no_heading() -> None:
    """A short line with nothing under it is text."""
    assert headings("South", TEXT, "Boats") == [("South", 1)]
