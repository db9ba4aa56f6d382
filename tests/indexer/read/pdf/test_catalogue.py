"""The metadata of a PDF."""

from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from indexer.read.pdf.catalogue import Catalogue, read_catalogue
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
