"""Word files as blocks, pages and links."""

from copy import deepcopy
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Link, Reading
from tests.indexer.read.readings import assert_sound, read_file
from tests.indexer.read.word_files import (
    CHART,
    DIAGRAM,
    add_box,
    add_drawing,
    add_field,
    add_footnote,
    add_link,
    blank,
    element,
    save,
)


def kinds(reading: Reading) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in reading.blocks]


def test_structure_comes_from_styles(tmp_path: Path) -> None:
    """Titles, headings, lists with their numbers, tables by rows, quotations; contents are kept as notes."""
    document = blank()
    document.add_paragraph("Nets and decks", style="Title")
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Mending 3", style="toc 1")
    document.add_heading("Mending", 1)
    document.add_paragraph("Nets are mended\u00a0 every day.")
    document.add_heading("Tools", 2)
    for text in ("A needle", "• A knife"):
        document.add_paragraph(text, style="List Bullet")
    for text in ("Cut", "Knot"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Net", "Price", "Seine", ""), strict=True
    ):
        cell.text = text
    document.add_paragraph("We never leave without a radio.", style="Intense Quote")
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert_sound(reading)
    assert reading.title == "Nets and decks"
    assert kinds(reading) == [
        ("heading", 1, "Nets and decks"),
        ("note", 0, "Mending 3"),
        ("heading", 1, "Mending"),
        ("paragraph", 0, "Nets are mended every day."),
        ("heading", 2, "Tools"),
        ("item", 0, "A needle"),
        ("item", 0, "A knife"),
        ("item", 0, "1. Cut"),
        ("item", 0, "2. Knot"),
        ("row", 0, "Net | Price"),
        ("row", 0, "Seine"),
        ("quotation", 0, "We never leave without a radio."),
    ]


def test_outline_levels_make_headings_of_any_style(tmp_path: Path) -> None:
    """A paragraph's own outline level counts, and that of a style that its style is based on."""
    document = blank()
    own = document.add_paragraph("Own level")
    own._p.get_or_add_pPr().append(element("w:outlineLvl", w_val="1"))
    style = document.styles.add_style("House heading", 1)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("Inherited level", style=style)
    document.add_paragraph("Text below them.")
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [level for _, level, _ in kinds(reading)] == [2, 3, 0]


@pytest.mark.parametrize("with_bold", [True, False])
def test_headings_without_styles(tmp_path: Path, *, with_bold: bool) -> None:
    """Short lines all in bold are headings where no style marks any; else the words tell."""
    document = blank()
    heading = document.add_paragraph()
    heading.add_run("Safety on deck").bold = with_bold
    document.add_paragraph("Mend every net before the boat leaves the harbour, and keep the walkways free of rope.")
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [block.kind for block in reading.blocks] == ["heading", "paragraph"]


def test_links_have_their_words(tmp_path: Path) -> None:
    """Of hyperlinks and of fields; a field's instruction is no text, and deleted text is gone."""
    document = blank()
    paragraph = document.add_paragraph("Read ")
    add_link(paragraph, "https://example.org/kit", "the too", "lkit")
    paragraph.add_run(" and ")
    add_field(paragraph, ' HYPERLINK "https://example.org/law" ', "the law")
    add_field(paragraph, " PAGE ", "7")
    deleted = element("w:del")
    deleted.append(element("w:r"))
    deleted[0].append(element("w:t", "gone"))
    paragraph._p.append(deleted)
    add_link(document.add_paragraph("Not "), "file:///etc/passwd", "this")
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [block.text for block in reading.blocks] == ["Read the toolkit and the law7", "Not this"]
    assert reading.links == (
        Link(1, "https://example.org/kit", "the toolkit"),
        Link(1, "https://example.org/law", "the law"),
    )


def test_footnotes_follow_their_paragraph(tmp_path: Path) -> None:
    """With their number and links; what draws the line above them is no note."""
    document = blank()
    paragraph = document.add_paragraph("Forty boats came in.")
    add_footnote(document, paragraph)
    document.add_paragraph("They left again the next day.")
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("paragraph", "Forty boats came in."),
        ("note", "1 As counted at the port"),
        ("paragraph", "They left again the next day."),
    ]
    assert reading.links == (Link(1, "https://port.example/count", "port"),)


def test_boxes_and_frames_are_text(tmp_path: Path) -> None:
    """A text box follows its paragraph; a table of one cell is a frame, not a row."""
    document = blank()
    add_box(document.add_paragraph("Beside the box."), "It stands in the box.")
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "First in the frame."
    cell.add_paragraph("Second in the frame.")
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("paragraph", "Beside the box."),
        ("paragraph", "It stands in the box."),
        ("paragraph", "First in the frame."),
        ("paragraph", "Second in the frame."),
    ]


@pytest.mark.parametrize("rendered", [True, False])
def test_pages_are_those_last_seen_else_those_forced(tmp_path: Path, *, rendered: bool) -> None:
    """A paragraph over a page break has a part on each page."""
    document = blank()
    document.add_paragraph("On the first page.")
    paragraph = document.add_paragraph("Here the page ")
    run = paragraph.add_run()
    run._r.append(element("w:lastRenderedPageBreak") if rendered else element("w:br", w_type="page"))
    run._r.append(element("w:t", "ends"))
    if rendered:
        paragraph.add_run()._r.append(element("w:br", w_type="page"))
    document.add_paragraph("After it.")
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert_sound(reading)
    assert [[part.page for part in block.parts] for block in reading.blocks] == [[1], [1, 2], [2]]
    assert len(reading.pages) == 2


def test_content_controls_are_looked_through(tmp_path: Path) -> None:
    """The content of a form's fields is text like any other."""
    document = blank()
    inner = document.add_paragraph("In a control.")._p
    control, content = element("w:sdt"), element("w:sdtContent")
    inner.addprevious(control)
    control.append(content)
    content.append(inner)
    assert [block.text for block in read_file(save(document, tmp_path / "a.docx")).blocks] == ["In a control."]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(characters=100), "more than 100 characters"),
        (Limits(pages=2), "more than the 2 pages"),
    ],
)
def test_limits_hold(tmp_path: Path, limits: Limits, reason: str) -> None:
    """A file over its bounds is refused."""
    document = blank()
    for _ in range(9):
        document.add_paragraph("Many words of one paragraph.")
        document.add_page_break()  # type: ignore[no-untyped-call]
    with pytest.raises(ReadingError, match=reason):
        read_file(save(document, tmp_path / "a.docx"), limits)


def test_a_file_without_text_is_said_to_be_so(tmp_path: Path) -> None:
    """Pictures of pages alone cannot be indexed."""
    with pytest.raises(ReadingError, match="holds no text"):
        read_file(save(blank(), tmp_path / "a.docx"))


def test_language_is_what_the_styles_say(tmp_path: Path) -> None:
    """The language of the document's default style, where its properties say none."""
    document = blank()
    document.add_paragraph("Bonjour à bord.")
    next(document.styles.element.iter(qn("w:lang"))).set(qn("w:val"), "fr-FR")
    assert read_file(save(document, tmp_path / "a.docx")).language == "fr-FR"


def test_hidden_and_struck_runs_are_left_out_and_told(tmp_path: Path) -> None:
    """By their own properties, by character and paragraph styles, and white on white; the warnings count the words."""
    document = blank()
    paragraph = document.add_paragraph("Pay is ")
    paragraph.add_run("four ").font.strike = True
    paragraph.add_run("five ").font.double_strike = True
    paragraph.add_run("six pence.")
    paragraph.add_run(" By memory.").font.hidden = True
    document.styles.add_style("Ghost", 2).font.hidden = True
    paragraph.add_run(" Ghost words.", style="Ghost")
    document.styles.add_style("Draft", 1).font.hidden = True
    document.add_paragraph("A draft.", style="Draft").add_run(" Shown.").font.hidden = False
    document.add_paragraph().add_run("White words.").font.color.rgb = RGBColor(255, 255, 255)
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [block.text for block in reading.blocks] == ["Pay is six pence.", "Shown."]
    assert reading.warnings == ("2 struck-out words left out", "8 hidden words left out")


def test_white_words_on_a_dark_cell_are_seen(tmp_path: Path) -> None:
    """Where a cell, a paragraph or a table's style sets a background, white is a color like any."""
    document = blank()
    table = document.add_table(rows=1, cols=2)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].add_run("Head").font.color.rgb = RGBColor(255, 255, 255)
        cell._tc.get_or_add_tcPr().append(element("w:shd", w_fill="1F3864"))
    styled = document.add_table(rows=1, cols=2, style="Medium Shading 1 Accent 1")
    for cell in styled.rows[0].cells:
        cell.paragraphs[0].add_run("Styled").font.color.rgb = RGBColor(255, 255, 255)
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [block.text for block in reading.blocks] == ["Head | Head", "Styled | Styled"]


def test_deleted_rows_are_struck(tmp_path: Path) -> None:
    """Tracked as deleted, they are no rows any more."""
    document = blank()
    table = document.add_table(rows=2, cols=2)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {at}"
    table.rows[1]._tr.get_or_add_trPr().append(element("w:del"))
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert ([block.text for block in reading.blocks], reading.warnings) == (
        ["cell 0 | cell 1"],
        ("4 struck-out words left out",),
    )


def test_merged_cells_are_said_in_each_row(tmp_path: Path) -> None:
    """At their column, behind a wider cell too; a row of nothing else is none."""
    document = blank()
    table = document.add_table(rows=4, cols=3)
    texts = ("Port", "Season", "Boats", "Vung", "Spring", "41", "", "Autumn", "57", "", "", "")
    for cell, text in zip((cell for row in table.rows for cell in row.cells), texts, strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(3, 0))
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [block.text for block in reading.blocks] == [
        "Port Season | Boats",
        "Vung | Spring | 41",
        "Vung | Autumn | 57",
    ]


def test_a_box_in_a_cell_is_read_once(tmp_path: Path) -> None:
    """With the cell that holds it."""
    document = blank()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Vung"
    add_box(table.cell(0, 1).paragraphs[0], "seventeen wardens")
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [block.text for block in reading.blocks] == ["Vung | seventeen wardens"]


def test_charts_and_diagrams_are_read(tmp_path: Path) -> None:
    """The chart's title, series and categories with values as they are shown; the diagram's words; in cells too."""
    document = blank()
    document.add_heading("Boats", 1)
    paragraph = document.add_paragraph("As drawn:")
    add_drawing(paragraph, CHART)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Steps"
    add_drawing(table.cell(0, 1).paragraphs[0], DIAGRAM)
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [(kind, text) for kind, _, text in kinds(reading)] == [
        ("heading", "Boats"),
        ("paragraph", "As drawn:"),
        ("paragraph", "Boats by port"),
        ("row", "2030 | 2031"),
        ("row", "Vung | 41.2% | 1250"),
        ("row", "Lota | 58.8%"),
        ("row", "Steps"),
        ("item", "Mend nets"),
        ("item", "Dry ropes"),
    ]


def test_a_chart_in_a_box_is_read_once(tmp_path: Path) -> None:
    """With the box."""
    document = blank()
    document.add_heading("Boats", 1)
    paragraph = document.add_paragraph("As drawn:")
    add_drawing(paragraph, DIAGRAM)
    box = element("w:txbxContent")
    paragraph._p.addnext(box)
    drawn = deepcopy(paragraph._p)
    box.append(drawn)
    paragraph._p.remove(paragraph._p.r_lst[-1])
    paragraph.add_run()._r.append(box)
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [block.text for block in reading.blocks].count("Mend nets") == 1


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Comments, and what other programs embedded."""
    document = blank()
    paragraph = document.add_paragraph("Nets are mended.")
    document.add_comment(paragraph.runs, "Who says so?")
    paragraph.add_run()._r.append(element("w:object"))
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert reading.warnings == ("1 comment left out", "1 embedded object left out")


def test_symbols_in_page_heads_are_kept(tmp_path: Path) -> None:
    """Once, as a demoted note; other lines of headers and footers are not."""
    document = blank()
    document.add_paragraph("Nets are mended.")
    document.sections[0].header.paragraphs[0].text = "Circular HB.31/NET/4 of the board"
    document.sections[0].footer.paragraphs[0].text = "Harbour board"
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [(block.text, block.demoted) for block in reading.blocks] == [
        ("Nets are mended.", False),
        ("Circular HB.31/NET/4 of the board", True),
    ]


def test_typed_lists_are_split_line_by_line(tmp_path: Path) -> None:
    """A paragraph with line breaks and numbers is a list."""
    document = blank()
    document.add_paragraph("Steps:\n1. Open the gate\n2. Close the gate")
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [(kind, text) for kind, _, text in kinds(reading)] == [
        ("paragraph", "Steps:"),
        ("item", "1. Open the gate"),
        ("item", "2. Close the gate"),
    ]


def test_struck_items_keep_their_number(tmp_path: Path) -> None:
    """A struck-out item is left out, and the items after it keep the numbers that are printed."""
    document = blank()
    for text in ("Cut", "Burn", "Knot"):
        document.add_paragraph(style="List Number").add_run(text).font.strike = text == "Burn"
    reading = read_file(save(document, tmp_path / "a.docx"))
    assert [block.text for block in reading.blocks] == ["1. Cut", "3. Knot"]
