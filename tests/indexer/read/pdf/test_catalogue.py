"""The metadata of a PDF."""

from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from indexer.read.pdf.catalogue import Catalogue, label_pages, read_catalogue
from tests.indexer.read.pdf.typeset import lines, typeset


def test_read_catalogue(tmp_path: Path) -> None:
    """Title, language and outline are read, with levels and pages from 1."""

    def mark(canvas: Canvas) -> None:
        canvas.setTitle("Harbours of the south")
        for level, title in enumerate(("Sheds", "Nets")):
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title, level)

    writer = PdfWriter(clone_from=typeset(tmp_path / "plain.pdf", [[lines("Text")], [mark, lines("Text")]]))
    writer.root_object[NameObject("/Lang")] = TextStringObject("es-CO")
    writer.write(tmp_path / "a.pdf")
    catalogue = read_catalogue(tmp_path / "a.pdf")
    assert catalogue.title == "Harbours of the south"
    assert catalogue.language == "es"
    assert [(entry.level, entry.title) for entry in catalogue.outline] == [(1, "Sheds"), (2, "Nets")]
    assert [entry.page for entry in catalogue.outline] == [2, 2]
    assert catalogue.labels is None


@pytest.mark.parametrize("title", ["Microsoft Word - Report 3.doc", "report_final.indd", "untitled", "  "])
def test_names_of_files_are_no_titles(tmp_path: Path, title: str) -> None:
    """A file's name in the place of the title is not taken for one."""
    path = typeset(tmp_path / "a.pdf", [[lines("Text")]], lambda canvas: canvas.setTitle(title))
    assert read_catalogue(path).title is None


def test_damaged_file(tmp_path: Path) -> None:
    """A file that pypdf cannot read has an empty catalogue, which says so."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nno more")
    assert read_catalogue(path) == Catalogue(is_readable=False)


@pytest.mark.parametrize(
    ("declared", "printed", "labels"),
    [
        (("i", "ii", "1"), (None, "9", "9"), ["i", "ii", "1"]),
        (None, (None, "ii", "1", "2", "3", None, "5"), ["1", "ii", "1", "2", "3", "4", "5"]),
        (None, ("7", None, "2010"), ["1", "2", "3"]),
        (None, (None, None), ["1", "2"]),
        (("1", "2"), ("5", "6", "7"), ["5", "6", "7"]),
    ],
)
def test_label_pages(declared: tuple[str, ...] | None, printed: tuple[str | None, ...], labels: list[str]) -> None:
    """Declared labels win, then printed numbers that run alongside the pages; else pages have their own numbers."""
    pages = label_pages(declared, printed)
    assert [page.label for page in pages] == labels
    assert [page.number for page in pages] == list(range(1, len(labels) + 1))
