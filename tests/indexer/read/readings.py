"""Read a file as a build does, and what every reading must hold, whatever the format."""

import unicodedata
from pathlib import Path

from indexer.read.formats import checked_format
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import decode_reading
from indexer.read.sandbox.runner import run_worker
from indexer.records.reading import Reading

INVISIBLE = {"Cc", "Co", "Cs"}
DEFAULT_LIMITS = Limits()


def read_file(path: Path, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a file in a process under limits. Raise ReadingError where it cannot be read."""
    return decode_reading(run_worker(checked_format(path), path, limits))


def assert_sound(reading: Reading) -> None:
    """Assert that a reading keeps the promises of its records."""
    assert reading.blocks
    assert [page.number for page in reading.pages] == list(range(1, len(reading.pages) + 1))
    for block in reading.blocks:
        assert_clean(block.text)
        pages = [part.page for part in block.parts]
        assert pages == sorted(set(pages))
        assert 1 <= pages[0] <= pages[-1] <= len(reading.pages)
        assert all(part.text.endswith(" ") for part in block.parts[:-1])
        assert all(part.text.strip() for part in block.parts)
        assert (block.level > 0) == (block.kind == "heading")
    for link in reading.links:
        assert_clean(link.anchor_text)


def assert_clean(text: str) -> None:
    """Assert that a text is one line, composed and without anything invisible."""
    assert text
    assert text == " ".join(text.split())
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(char) in INVISIBLE for char in text)
