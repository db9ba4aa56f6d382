"""PowerPoint files as blocks, slides and links."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Link
from tests.indexer.read.readings import assert_sound, read_file
from tests.indexer.read.word_files import COMPATIBILITY

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


def text_slide(*runs: tuple[str, dict[str, str]]) -> Deck:
    """Build a slide with a box of one paragraph, its runs with the attributes of their properties."""
    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[BLANK]).shapes
    paragraph = shapes.add_textbox(0, Inches(1), Inches(3), Inches(1)).text_frame.paragraphs[0]
    for text, attributes in runs:
        run = paragraph.add_run()
        run.text = text
        for name, value in attributes.items():
            run._r.get_or_add_rPr().set(name, value)
    return deck


def test_raised_and_struck_runs(tmp_path: Path) -> None:
    """Marks of notes join no number, exponents stay, struck-out words go and are counted."""
    deck = text_slide(
        ("1,250", {}), ("3", {"baseline": "30000"}), (" boats paid ", {}), ("four ", {"strike": "sngStrike"}),
        ("six", {"strike": "noStrike"}), (" for 30 m", {}), ("2", {"baseline": "30000"}), (" of CO", {}),
        ("2", {"baseline": "-25000"}), (".", {}),
    )  # fmt: skip
    reading = read_file(save(deck, tmp_path / "a.pptx"))
    assert [block.text for block in reading.blocks] == ["1,250 boats paid six for 30 m² of CO2."]
    assert reading.warnings == ("1 struck-out word left out",)


def test_hidden_slides_and_shapes_are_left_out_and_told(tmp_path: Path) -> None:
    """Slides that are not shown, shapes that are switched off, shapes beside the slide."""
    deck = deck_with_list("Mend nets", "Dry ropes")
    shapes = deck.slides[0].shapes
    for text, left, hidden in (("Switched off", 0, "1"), ("Beside it all", -9, "0")):
        box = shapes.add_textbox(Inches(left), Inches(4), Inches(3), Inches(1))
        box.text_frame.text = text
        box._element.nvSpPr.cNvPr.set("hidden", hidden)
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_AND_LIST])
    slide.shapes.title.text = "Backup"
    slide._element.set("show", "0")
    reading = read_file(save(deck, tmp_path / "a.pptx"))
    assert [block.text for block in reading.blocks] == ["Safety on deck", "Mend nets", "Dry ropes"]
    assert reading.warnings == ("5 hidden words left out", "1 hidden slide left out: 2")


def test_charts_are_read(tmp_path: Path) -> None:
    """Title, series, categories and values."""
    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[BLANK]).shapes
    data = CategoryChartData()  # type: ignore[no-untyped-call]  # typed in part
    data.categories = ["Vung", "Lota"]
    data.add_series("Boats", (412, 687.5))  # type: ignore[no-untyped-call]  # typed in part
    chart = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, Inches(1), Inches(4), Inches(3), data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Boats by port"
    reading = read_file(save(deck, tmp_path / "a.pptx"))
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("heading", "Boats by port"),
        ("row", "Boats"),
        ("row", "Vung | 412"),
        ("row", "Lota | 687.5"),
    ]


def test_a_shape_in_two_versions_is_read_once(tmp_path: Path) -> None:
    """What PowerPoint wraps for older programs."""
    deck = text_slide(("Fumes stay below the ceiling.", {}))
    shape = deck.slides[0].shapes[0]._element
    both = shape.makeelement(f"{{{COMPATIBILITY}}}AlternateContent", {})
    shape.addprevious(both)
    for tag in ("Choice", "Fallback"):
        version = both.makeelement(f"{{{COMPATIBILITY}}}{tag}", {})
        version.append(deepcopy(shape))
        both.append(version)
    shape.getparent().remove(shape)
    reading = read_file(save(deck, tmp_path / "a.pptx"))
    assert [block.text for block in reading.blocks] == ["Fumes stay below the ceiling."]


def test_merged_cells_are_said_in_each_row(tmp_path: Path) -> None:
    """By the rows that they cover; once where they cover columns."""
    deck = Presentation()
    shapes = deck.slides.add_slide(deck.slide_layouts[BLANK]).shapes
    table = shapes.add_table(3, 3, 0, Inches(1), Inches(4), Inches(1)).table
    texts = ("Port", "Boats", "", "Vung", "Spring", "41", "", "Autumn", "57")
    for place, text in enumerate(texts):
        table.cell(place // 3, place % 3).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    reading = read_file(save(deck, tmp_path / "a.pptx"))
    assert [block.text for block in reading.blocks] == ["Port | Boats", "Vung | Spring | 41", "Vung | Autumn | 57"]


def test_automatic_numbers_are_printed(tmp_path: Path) -> None:
    """By their form and start; a paragraph without one ends the count."""
    deck = deck_with_list("Cut", "Knot", "Words between", "Dry")
    paragraphs = deck.slides[0].placeholders[1].text_frame.paragraphs
    for at, (kind, start) in {0: ("alphaLcParenR", "3"), 1: ("alphaLcParenR", "3"), 3: ("arabicPeriod", "1")}.items():
        number = paragraphs[at]._p.get_or_add_pPr().makeelement(qn("a:buAutoNum"), {"type": kind, "startAt": start})
        paragraphs[at]._p.get_or_add_pPr().append(number)
    reading = read_file(save(deck, tmp_path / "a.pptx"))
    assert [block.text for block in reading.blocks[1:]] == ["c) Cut", "d) Knot", "Words between", "1. Dry"]


def test_symbols_in_feet_are_kept(tmp_path: Path) -> None:
    """Once for all slides, as a demoted note; from layouts too."""
    deck = deck_with_list("Mend nets", "Dry ropes")
    layout = deck.slide_layouts[TITLE_AND_LIST]
    box = deck.slides[0].shapes.add_textbox(0, 0, Inches(1), Inches(1))._element
    deck.slides[0].shapes._spTree.remove(box)
    layout.shapes._spTree.append(box)
    box.txBody.p_lst[0].get_or_add_endParaRPr()
    added: Any = next(shape for shape in layout.shapes if not shape.is_placeholder)
    added.text_frame.text = "HB.31/NET/4"
    reading = read_file(save(deck, tmp_path / "a.pptx"))
    assert [(block.text, block.demoted) for block in reading.blocks][-1] == ("HB.31/NET/4", True)
