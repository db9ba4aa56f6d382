"""EPUB books."""

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.open_files import epub, zip_file
from tests.indexer.read.readings import assert_sound, read_file

METADATA = """<dc:title>On boats</dc:title><dc:language>fr</dc:language><dc:date>2031-05</dc:date>
<dc:creator>A. Ruiz</dc:creator>"""
CHAPTERS = {
    "one": "<h1>Boats</h1><p>1,250<sup>3</sup> boats, <s>four</s> six pence.</p><ol start='4'><li>Cut</li></ol>",
    "two": "<h1>Nets</h1><p>Mended daily.</p><p hidden='hidden'>Secret.</p>",
}


def test_a_chapter_is_a_page(tmp_path: Path) -> None:
    """In the order of the spine, without the contents; read as web pages are; with the book's metadata."""
    reading = read_file(epub(tmp_path / "a.epub", CHAPTERS, METADATA))
    assert_sound(reading)
    assert [(block.kind, block.parts[0].page, block.text) for block in reading.blocks] == [
        ("heading", 1, "Boats"),
        ("paragraph", 1, "1,250 boats, six pence."),
        ("item", 1, "4. Cut"),
        ("heading", 2, "Nets"),
        ("paragraph", 2, "Mended daily."),
    ]
    assert (reading.title, reading.language, reading.date, reading.author) == ("On boats", "fr", "2031-05", "A. Ruiz")
    assert reading.warnings == ("1 struck-out word left out", "1 hidden word left out")


@pytest.mark.parametrize(
    ("members", "limits", "reason"),
    [
        ({"META-INF/encryption.xml": "<e><EncryptionMethod/></e>"}, Limits(), "digital rights"),
        ({"META-INF/container.xml": "<a/>"}, Limits(), "damaged"),
        ({}, Limits(pages=1), "2 chapters, over the 1"),
        ({}, Limits(characters=9), "more than 9 characters"),
        ({"OPS/big.html": "x" * 3_000_000}, Limits(unpacked=1 << 20), "unpacks to"),
    ],
)
def test_refused(tmp_path: Path, members: dict[str, str], limits: Limits, reason: str) -> None:
    """Locked, damaged and too large books have their reason."""
    with pytest.raises(ReadingError, match=reason):
        read_file(epub(tmp_path / "a.epub", CHAPTERS, METADATA, members), limits)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    """One without a container is no book."""
    with pytest.raises(ReadingError, match="not of the kind"):
        read_file(zip_file(tmp_path / "a.epub", {"a.xml": "<a/>"}))
