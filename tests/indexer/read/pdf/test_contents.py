"""Contents pages with and without dots."""

from pathlib import Path
from typing import Any

from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Block
from tests.indexer.read.pdf.typeset import LEFT, heading, lines, typeset

TITLES = ("1.1 Sheds of the coast", "1.2 Nets and ropes", "2.1 Wages", "2.2 Boats and crews", "3.1 Fees of the port")
TEXT = ("The crews of the coast mend their nets in the new sheds, and nobody of them", "works at night in the winter.")


def blocks(path: Path) -> list[Block]:
    return list(reader.read(path, Limits()).blocks)


def entries(pages: tuple[int, ...], top: float) -> list[Any]:
    return [
        lines(cell, left=left, top=top - 16 * at)
        for at, (title, page) in enumerate(zip(TITLES, pages, strict=True))
        for cell, left in ((title, LEFT), (str(page), 480))
    ]


def test_contents_without_dots(tmp_path: Path) -> None:
    """Under a heading “Contents”, titles with a column of page numbers are demoted, on the next page too."""
    pages = [
        [heading("Contents", 780), *entries((3, 4, 6, 6, 9), 740)],
        entries((11, 12, 15, 19, 30), 780),
        [lines(*TEXT)],
    ]
    found = blocks(typeset(tmp_path / "a.pdf", pages))
    assert [block.demoted for block in found] == [False, *[True] * 10, False]
    assert {block.kind for block in found if block.demoted} == {"note"}


def test_a_table_is_not_one_of_contents(tmp_path: Path) -> None:
    """Rows of words and figures that go up and down are a table's."""
    found = blocks(typeset(tmp_path / "a.pdf", [[lines(*TEXT), *entries((31, 8, 12, 3, 40), 600)]]))
    assert not any(block.demoted for block in found)


def test_forms_are_not_contents(tmp_path: Path) -> None:
    """Rows of dots to be filled in, with no page after them, are left as they are."""
    form = lines("Name of the boat " + "." * 40, "Name of the owner " + "." * 40, "Harbour " + "." * 40)
    found = blocks(typeset(tmp_path / "a.pdf", [[form, lines(*TEXT, top=500)]]))
    assert not any(block.demoted for block in found)


def test_a_running_total_is_not_one_of_contents(tmp_path: Path) -> None:
    """Names with figures that rise are rows of a table, unless other pages begin with the names."""
    table = entries((31, 58, 90, 121, 251), 600)
    found = blocks(typeset(tmp_path / "a.pdf", [[lines(*TEXT), *table]]))
    assert [block.text for block in found if block.kind == "row"][-1] == "3.1 Fees of the port | 251"
    assert not any(block.demoted for block in found)
    chapters = [[heading(title, 780), lines(*TEXT)] for title in TITLES]
    contents = [*entries((2, 3, 4, 5, 6), 700), lines("A title page", top=760)]
    assert sum(block.demoted for block in blocks(typeset(tmp_path / "b.pdf", [contents, *chapters]))) == len(TITLES)
