"""Hostile and real files: each is read or refused with a reason, in time, and we live on."""

import time
from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import MEBIBYTE, Limits
from tests.indexer.read.readings import assert_sound, read_file
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

HOSTILE = sorted((SHARED / "hostile").glob("*.pdf"))
LIBRARY = sorted((SHARED / "library").glob("*.pdf"))
SMALL = Limits(memory=512 * MEBIBYTE, cpu=4, wall=60.0)
SLACK = 20.0
SHORTEST_REASON = 20


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_hostile(path: Path) -> None:
    """A hostile file is read soundly or refused with a reason, within its time."""
    started = time.monotonic()
    try:
        reading = read_file(path, SMALL)
    except ReadingError as error:
        reason = str(error)
    else:
        reason = ""
        assert_sound(reading)
    assert time.monotonic() - started < SMALL.wall + SLACK
    assert not reason or len(reason) > SHORTEST_REASON


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("05_20k_pages", "has 20,000 pages"),
        ("06_bomb_1GB_content", "memory"),
        ("15_html_as_pdf", "is not a PDF"),
        ("16_empty", "is empty"),
        ("pp_encrypted_userpw", "needs a password"),
    ],
)
def test_reasons(name: str, reason: str) -> None:
    """The reasons tell the kinds of hostile files apart."""
    with pytest.raises(ReadingError, match=reason):
        read_file(SHARED / "hostile" / f"{name}.pdf", SMALL)


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_library(path: Path) -> None:
    """A real institution's file is read soundly, with text on most of its pages, a title and headings."""
    reading = read_file(path)
    assert_sound(reading)
    with_text = {part.page for block in reading.blocks for part in block.parts}
    assert len(with_text) >= 0.8 * len(reading.pages)  # one document has eleven blank pages and twelve pictures
    assert reading.title or reading.blocks[0].text[0].isdigit()  # an extract begins with a numbered section, no title
    assert any(block.kind == "heading" for block in reading.blocks)
