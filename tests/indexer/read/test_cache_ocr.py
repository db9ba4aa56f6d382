"""Files with pages that need OCR, read twice and kept."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from indexer.errors import ReadingError
from indexer.read import cache as module
from indexer.read.cache import ReadingCache, ReadResult
from indexer.read.ocr.installed import Tesseract
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import decode_reading
from tests.indexer.read.pdf.typeset import lines, typeset
from tests.indexer.read.scans import make_scan, needs_tesseract, tesseract

PARAGRAPH = "The villages agreed on the timber for all of the sheds, and they sent two carpenters each to every one."
LIMITS = Limits(cpu=600, wall=900.0, ocr_page_seconds=300)
WITHOUT_OCR = Limits(ocr_seconds=0)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return make_scan(tmp_path / "scan.pdf", f"{PARAGRAPH} {PARAGRAPH}")


@pytest.fixture
def mixed(tmp_path: Path, scan: Path) -> Path:
    """A file whose second page is a scan."""
    text = typeset(tmp_path / "text.pdf", [[lines(PARAGRAPH, "They were all there.")]])
    writer = PdfWriter(clone_from=PdfReader(text))
    writer.append(PdfReader(scan))
    writer.write(tmp_path / "mixed.pdf")
    return tmp_path / "mixed.pdf"


def install(monkeypatch: pytest.MonkeyPatch, found: Tesseract | None) -> None:
    monkeypatch.setattr(module, "find_tesseract", lambda: found)


def confidences(result: ReadResult) -> list[bool]:
    """Return for each page whether it has a confidence, by the reading and by its encoding."""
    assert decode_reading(result.encoded_reading) == result.reading
    return [page.confidence is not None for page in result.reading.pages]


def test_what_to_install_or_set(tmp_path: Path, scan: Path, mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Tesseract, or where OCR is off, a scan is refused and a scanned page reported, with what to do."""
    install(monkeypatch, None)
    cache = ReadingCache(tmp_path / "data")
    with pytest.raises(
        ReadingError,
        match="has no text layer: its pages may be pictures; OCR needs Tesseract: install tesseract-ocr and the",
    ):
        cache.read(scan, LIMITS)
    with pytest.raises(ReadingError, match="install tesseract-ocr tesseract-ocr-fra, and build again"):
        cache.read(scan, LIMITS, ("fr",))
    with pytest.raises(ReadingError, match="OCR is switched off: set VERBATIM_OCR=on") as raised:
        cache.read(scan, WITHOUT_OCR)
    assert raised.value.stage == "read"
    found = cache.read(mixed, WITHOUT_OCR)
    assert confidences(found) == [False, False]
    assert found.reading.warnings == (
        "1 of 2 pages are pictures without text (the first is page 2)",
        "OCR is switched off: set VERBATIM_OCR=on, and build again",
    )


@needs_tesseract
def test_pages_are_read_once(tmp_path: Path, mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is a picture is read by OCR, once for each set of packs; the rest is read as ever."""
    cache = ReadingCache(tmp_path / "data")
    first = cache.read(mixed, LIMITS)
    assert cache.reused == 0
    assert confidences(first) == [False, True]
    assert first.reading.blocks[0].parts[0].text.startswith(PARAGRAPH[:40])
    assert first.reading.warnings == ()
    assert cache.read(mixed, LIMITS) == first
    assert cache.reused == 1
    install(monkeypatch, Tesseract(tesseract().library, "another", tesseract().packs))
    cache.read(mixed, LIMITS)
    assert cache.reused == 1
    install(monkeypatch, None)
    assert confidences(cache.read(mixed, LIMITS)) == [False, False]
    assert cache.reused == 2


def test_what_fails_costs_the_pictures_alone(tmp_path: Path, mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where OCR cannot run, the text of the other pages is kept, and that is said."""
    install(monkeypatch, Tesseract("libnone.so.9", "5", ("eng",)))
    found = ReadingCache(tmp_path / "data").read(mixed, LIMITS)
    assert confidences(found) == [False, False]
    assert found.reading.blocks
    assert found.reading.warnings[-1].startswith("OCR failed: the file made the reading program stop")
