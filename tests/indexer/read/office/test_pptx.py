"""PowerPoint files as blocks, slides and links."""

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Link
from tests.indexer.read.readings import assert_sound, read_file

TITLE_AND_LIST, BLANK = 1, 6


def save(deck: Deck, path: Path) -> Path:
    deck.save(str(path))
    return path


def deck_with_list(*lines: str) -> Deck:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_AND_LIST])
    slide.shapes.title.text = "Safety on deck"
    slide.placeholders[1].text_frame.text = "\n".join(lines)
    return deck


def test_a_slide_is_a_page(tmp_path: Path) -> None:
    """Its title is a heading, its lists are items, its notes notes."""
    deck = deck_with_list("Mend nets", "• Dry ropes")
    deck.slides[0].notes_slide.notes_text_frame.text = "Say it slowly."
    deck.slides.add_slide(deck.slide_layouts[BLANK])
    reading = read_file(save(deck, tmp_path / "a.pptx"))
    assert_sound(reading)
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("heading", "Safety on deck"),
        ("item", "Mend nets"),
        ("item", "Dry ropes"),
        ("note", "Say it slowly."),
    ]
    assert (reading.title, len(reading.pages)) == ("Safety on deck", 2)
    assert reading.warnings == ("1 slides hold no text (the first is slide 2)",)


def test_shapes_are_read_from_top_to_bottom(tmp_path: Path) -> None:
    """Boxes, groups and tables; a first line makes a heading where a slide has no title."""
    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[BLANK]).shapes
    table = shapes.add_table(2, 2, 0, Inches(4), Inches(4), Inches(1)).table
    for place, text in enumerate(("Net", "Price", "Seine", "9")):
        table.cell(place // 2, place % 2).text = text
    group = shapes.add_group_shape()
    group.shapes.add_textbox(0, Inches(2), Inches(3), Inches(1)).text_frame.text = "Each table needs two lamps."
    shapes.add_textbox(0, Inches(1), Inches(3), Inches(1)).text_frame.text = "Light for sorting"
    reading = read_file(save(deck, tmp_path / "a.pptx"))
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("heading", "Light for sorting"),
        ("paragraph", "Each table needs two lamps."),
        ("row", "Net | Price"),
        ("row", "Seine | 9"),
    ]


def test_links_have_their_words(tmp_path: Path) -> None:
    """A link of several runs is one."""
    deck = deck_with_list("Read")
    paragraph = deck.slides[0].placeholders[1].text_frame.paragraphs[0]
    for words in (" the", " toolkit"):
        run = paragraph.add_run()
        run.text = words
        run.hyperlink.address = "https://example.org/kit"
    assert read_file(save(deck, tmp_path / "a.pptx")).links == (Link(1, "https://example.org/kit", "the toolkit"),)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(characters=10), "more than 10 characters"),
        (Limits(pages=1), "has 2 slides, over the 1 allowed"),
    ],
)
def test_limits_hold(tmp_path: Path, limits: Limits, reason: str) -> None:
    """A file over its bounds is refused."""
    deck = deck_with_list("Mend nets")
    deck.slides.add_slide(deck.slide_layouts[BLANK])
    with pytest.raises(ReadingError, match=reason):
        read_file(save(deck, tmp_path / "a.pptx"), limits)


def test_slides_without_text_are_said_to_be_so(tmp_path: Path) -> None:
    """Pictures of slides alone cannot be indexed."""
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[BLANK])
    with pytest.raises(ReadingError, match="holds no text"):
        read_file(save(deck, tmp_path / "a.pptx"))
