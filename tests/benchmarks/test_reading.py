"""The measurement of readings, beside scans."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from benchmarks.reading import _is_readable, _show, _summary, measure
from tests.indexer.read.pdf.typeset import lines, typeset
from tests.indexer.read.scans import make_scan

TEXT = ("The villages agreed on the timber for all of the sheds.", "They sent two carpenters each.")


def test_scans_are_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without text is named with the reason, and a report on nothing else is still one."""
    assert not _is_readable(make_scan(tmp_path / "scan.pdf", TEXT[0]))
    assert "scan.pdf is not measured: it has no text layer" in capsys.readouterr().err
    assert set(_summary([]).values()) == {None}
    _show([])


def test_a_page_that_is_a_picture(tmp_path: Path) -> None:
    """Among pages of text it is a page without words, for both programs."""
    writer = PdfWriter(clone_from=PdfReader(typeset(tmp_path / "text.pdf", [[lines(*TEXT)]])))
    writer.append(PdfReader(make_scan(tmp_path / "scan.pdf", TEXT[0])))
    writer.write(tmp_path / "both.pdf")
    found = measure(tmp_path / "both.pdf")
    assert found.pages == 2
    assert found.f1 in (None, 1.0)
    assert _summary([found])["median_speed"]
