"""What every reading must hold, whatever the format."""

import unicodedata

from indexer.records.reading import Reading

UNSEEN = {"Cc", "Co", "Cs"}


def assert_sound(reading: Reading) -> None:
    """Asserts that a reading keeps the promises of its records."""
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
        assert_clean(link.anchor)


def assert_clean(text: str) -> None:
    """Asserts that a text is one line, composed and without anything unseen."""
    assert text
    assert text == " ".join(text.split())
    assert unicodedata.is_normalized("NFC", text)
    assert not any(unicodedata.category(char) in UNSEEN for char in text)
