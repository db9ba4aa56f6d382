"""What texts without a cover of type say of themselves."""

import pytest

from indexer.read.bibliographic.from_text import describe_reading
from indexer.records.reading import Block, PageLabel, Part, Reading


def described(*lines: str) -> str:
    """Return the publisher that is read from a text of a heading and these blocks; empty for none."""
    blocks = (
        Block("heading", (Part(1, "Notes on a harbour"),), level=1),
        *(Block("paragraph", (Part(1, line),)) for line in lines),
    )
    reading = describe_reading(Reading("Notes on a harbour", (PageLabel(1, "1"),), blocks))
    publisher = reading.description.publisher
    return publisher.value if publisher else ""


def test_the_publisher_is_above_the_text() -> None:
    """A line of the cover is a publisher; a heading within the text that has the same noun is none."""
    text = "These notes describe a harbour that no map of any country has shown yet."
    assert described("Harbour Authority of Tarn", text) == "Harbour Authority of Tarn"
    assert described(text, "Inspections on board") == ""


def titled(title: str | None, *blocks: Block, format_name: str = "docx") -> tuple[str, str]:
    """Return the title of a text of these blocks whose metadata state a title, and where it was read."""
    found = describe_reading(Reading(title, (PageLabel(1, "1"),), blocks), format_name)
    stated = found.description.title
    assert stated
    assert found.title == stated.value
    return stated.value, stated.origin


HEADING = Block("heading", (Part(1, "Nets of the northern harbour"),), level=1)
TEXT = Block("paragraph", (Part(1, "This text describes how the crews of the coast mend all their nets in winter."),))


@pytest.mark.parametrize(
    "title",
    ["PowerPoint Presentation", "Microsoft Word - nets_v2.docx", "Untitled", "Presentation1", "Template of the Office"],
)
def test_a_title_that_a_program_wrote_is_none(title: str) -> None:
    """Nor is the name of a file: the text has its own."""
    assert titled(title, HEADING, TEXT) == ("Nets of the northern harbour", "text")


def test_a_title_of_another_text_is_none() -> None:
    """Files are copied with their metadata; most words of a title are in the text that it names."""
    assert titled("Minutes of the annual board", HEADING, TEXT) == ("Nets of the northern harbour", "text")


def test_the_titles_of_metadata_stay_where_the_text_has_their_words() -> None:
    """Or where the text has no line that could be a title."""
    assert titled("How crews mend nets in winter", HEADING, TEXT)[1] == "metadata"
    assert titled("Minutes of the annual board", HEADING, TEXT, format_name="markdown")[1] == "metadata"
    assert titled("Minutes of the annual board", TEXT) == ("Minutes of the annual board", "metadata")


def test_the_name_of_the_site_is_no_part_of_a_title() -> None:
    """It follows a bar or a dash in the title of a page's window."""
    assert titled("Nets of the northern harbour | Harbour Authority", HEADING, TEXT) == (
        "Nets of the northern harbour",
        "text",
    )
