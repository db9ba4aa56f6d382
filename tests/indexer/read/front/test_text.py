"""What texts without a cover of type say of themselves."""

from indexer.read.front.text import with_description
from indexer.records.reading import Block, PageLabel, Part, Reading


def described(*lines: str) -> str:
    """Return the publisher that is read from a text of a heading and these blocks; empty for none."""
    blocks = (
        Block("heading", (Part(1, "Notes on a harbour"),), level=1),
        *(Block("paragraph", (Part(1, line),)) for line in lines),
    )
    reading = with_description(Reading("Notes on a harbour", (PageLabel(1, "1"),), blocks))
    publisher = reading.description.publisher
    return publisher.value if publisher else ""


def test_the_publisher_is_above_the_text() -> None:
    """A line of the cover is a publisher; a heading within the text that has the same noun is none."""
    text = "These notes describe a harbour that no map of any country has shown yet."
    assert described("Harbour Authority of Tarn", text) == "Harbour Authority of Tarn"
    assert described(text, "Inspections on board") == ""
