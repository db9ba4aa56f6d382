"""PDFs set for the purpose, read from file to blocks."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from reportlab.pdfgen.canvas import Canvas

from indexer.errors import ReadingError
from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Link, PageLabel, Part, Reading
from tests.indexer.read.pdf.typeset import LEFT, SECOND, TOP, Draw, heading, lines, link, running, typeset
from tests.indexer.read.readings import assert_sound

LIMITS = Limits()

FIRST = [
    "The crews of the coast mend their nets",
    "in the new sheds, and nobody works at",
    "night. The sheds were built by the vil-",
    "lages themselves, with timber from the",
    "hills. Each village sent two carpenters",
    "and paid for their meals.",
]
SECOND_COLUMN = [
    "In the spring, the port counted every",
    "boat on the beach. It found more boats",
    "than the villages had thought, and so",
    "it asked for a second pier. The village",
    "councils agreed. They want it to be a",
    "long-lasting, storm-proof and gender-",
    "balanced place of work.",
]
OTHERS = ["The villages agreed on a gender-based plan", "and on the timber for all of the sheds."]


def kinds(reading: Reading) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, block.text) for block in reading.blocks]


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


@pytest.mark.parametrize("row_by_row", [False, True])
def test_two_columns(tmp_path: Path, row_by_row: bool) -> None:  # noqa: FBT001  # a parameter of the table
    """Columns are read one after the other, whether they are drawn so or row by row, and broken words are whole."""
    if row_by_row:
        rows = zip(FIRST, SECOND_COLUMN[: len(FIRST)], strict=True)
        drawn = [
            lines(text, left=left, top=TOP - 14 * number)
            for number, row in enumerate(rows)
            for text, left in zip(row, (LEFT, SECOND), strict=True)
        ]
        drawn.append(lines(SECOND_COLUMN[-1], left=SECOND, top=TOP - 14 * len(FIRST)))
    else:
        drawn = [lines(*FIRST), lines(*SECOND_COLUMN, left=SECOND)]
    reading = reader.read(typeset(tmp_path / "a.pdf", [drawn, [lines(*OTHERS)]]), LIMITS)
    first, second, *_ = texts(reading)
    assert first == " ".join(FIRST).replace("vil- lages", "villages")
    assert second == " ".join(SECOND_COLUMN).replace("gender- balanced", "gender-balanced")
    assert_sound(reading)


@pytest.mark.parametrize("starts", [1, 2])
def test_headers_and_footers(tmp_path: Path, starts: int) -> None:
    """Running titles and page numbers are dropped, wherever they start, and pages get the printed numbers."""
    pages = [[lines(f"Village {number} has its own shed and its own crew.", top=500)] for number in range(1, 9)]
    for number, page in enumerate(pages, 1):
        if number >= starts:
            page.append(running("Harbours of the south", number + 10))
    reading = reader.read(typeset(tmp_path / "a.pdf", pages), LIMITS)
    assert texts(reading) == [f"Village {number} has its own shed and its own crew." for number in range(1, 9)]
    assert reading.pages == tuple(PageLabel(number, str(number + 10)) for number in range(1, 9))


def test_over_a_page(tmp_path: Path) -> None:
    """A paragraph over a page break is one block; a word broken there belongs to the page where it starts."""
    first = [heading("Sheds", TOP + 30), lines(*FIRST[:3]), lines("11 It is the old coast road.", top=200, size=7)]
    second = [lines("lages themselves, with timber from the", "hills of the coast."), lines("Another text.", top=600)]
    reading = reader.read(typeset(tmp_path / "a.pdf", [first, second]), LIMITS)
    (block,) = (block for block in reading.blocks if "villages" in block.text)
    assert block.parts == (
        Part(
            1,
            "The crews of the coast mend their nets in the new sheds, and nobody works at night. The sheds were "
            "built by the villages ",
        ),
        Part(2, "themselves, with timber from the hills of the coast."),
    )
    assert ("note", 0, "11 It is the old coast road.") in kinds(reading)


def test_headings_by_style(tmp_path: Path) -> None:
    """Large and bold lines over text are headings, with levels by rank; call-outs and runs of labels are not."""
    page = [
        heading("Harbours of the south", 780, size=20),
        heading("Sheds and nets", 750),
        lines(*FIRST, top=725),
        lines("How the sheds were built", top=600, font="Helvetica-Bold"),
        lines(*SECOND_COLUMN[:4], top=580),
        heading("31 boats repaired", 480),
        heading("Salmon", 440),
        heading("Herring", 410),
        heading("Cod", 380),
        lines("The crews were asked what they fish", "for, and they named three kinds.", top=350),
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", [page]), LIMITS)
    assert [(level, text) for kind, level, text in kinds(reading) if kind == "heading"] == [
        (1, "Harbours of the south"),
        (2, "Sheds and nets"),
        (3, "How the sheds were built"),
        (2, "Cod"),
    ]
    assert reading.title == "Harbours of the south"


def test_bold_line_inside_a_paragraph(tmp_path: Path) -> None:
    """A line that is bold because the sentence is emphasized there is part of its paragraph."""
    page = [
        lines(*FIRST[:2]),
        lines("mend the nets and the ropes together", top=TOP - 28, font="Helvetica-Bold"),
        lines("in the sheds of the villages.", *FIRST, top=TOP - 42),
    ]
    first, *_ = reader.read(typeset(tmp_path / "a.pdf", [page]), LIMITS).blocks
    assert first.kind == "paragraph"
    assert "works at mend the nets and the ropes together in the sheds" in first.text


def test_outline_and_labels(tmp_path: Path) -> None:
    """The outline names headings and their levels whatever their style; declared page labels and titles are used."""

    def finish(canvas: Canvas) -> None:
        canvas.setTitle("Harbours and sheds")

    def mark(key: str, title: str, level: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(title, key, level)

        return draw

    pages = [
        [
            mark("a", "Sheds of the villages on the coast", 0),
            lines("1 Sheds of the villages", "on the coast", "", *FIRST),
        ],
        [mark("b", "Nets", 1), lines("Nets", "", *SECOND_COLUMN)],
    ]
    plain = typeset(tmp_path / "plain.pdf", pages, finish)
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.set_page_label(0, 0, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(1, 1, style=PageLabelStyle.DECIMAL)
    writer.write(tmp_path / "a.pdf")
    reading = reader.read(tmp_path / "a.pdf", LIMITS)
    assert [entry for entry in kinds(reading) if entry[0] == "heading"] == [
        ("heading", 1, "1 Sheds of the villages on the coast"),
        ("heading", 2, "Nets"),
    ]
    assert reading.title == "Harbours and sheds"
    assert [page.label for page in reading.pages] == ["i", "1"]


def test_links(tmp_path: Path) -> None:
    """A link over two lines is one, its words as in the text; a link's edges may cut a word's full stop off."""
    first = "More is in the guide to mending the fish-"
    page = [
        lines(first, "ing nets of the coast, and also here.", top=TOP, font="Courier"),
        link(
            "https://example.org/nets",
            (LEFT + 15 * 6, TOP - 3, LEFT + 41 * 6, TOP + 9),
            (LEFT, TOP - 17, LEFT + 8 * 6, TOP - 5),
        ),
        link("https://example.org/here", (LEFT + 32 * 6, TOP - 17, LEFT + 36 * 6, TOP - 5)),
        link("https://example.org/nothing", (LEFT, 100, LEFT + 50, 110)),
        lines("The fishing crews are new.", top=600),
        lines("The new guide is for fishing crews.", top=560),
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", [page]), LIMITS)
    assert reading.links == (
        Link(1, "https://example.org/nets", "guide to mending the fishing nets"),
        Link(1, "https://example.org/here", "here"),
    )


def test_lists_and_tables(tmp_path: Path) -> None:
    """Bullets make items, wrapped lines and all, also when drawn after their texts; aligned cells make rows."""
    page = [
        lines("The port counted these:", top=760),
        lines("old boats, which lie on the beach and", "are mended there,", "new boats.", left=LEFT + 12, top=740),
        lines("•", top=740),
        lines("•", top=712),
        *(
            lines(cell, left=left, top=top)
            for top, row in (
                (600, ("Village", "Boats", "Crews")),
                (586, ("Vung", "31", "12")),
                (572, ("Toliara", "8", "3")),
            )
            for cell, left in zip(row, (LEFT, 200, 300), strict=True)
        ),
        lines(*FIRST, top=400),
    ]
    assert kinds(reader.read(typeset(tmp_path / "a.pdf", [page]), LIMITS))[:6] == [
        ("paragraph", 0, "The port counted these:"),
        ("item", 0, "old boats, which lie on the beach and are mended there,"),
        ("item", 0, "new boats."),
        ("row", 0, "Village | Boats | Crews"),
        ("row", 0, "Vung | 31 | 12"),
        ("row", 0, "Toliara | 8 | 3"),
    ]


def test_contents_and_references(tmp_path: Path) -> None:
    """Lines of a table of contents and entries of a list of references are notes."""
    entries = [f"{title} {'.' * 40} {page}" for title, page in (("Sheds", 3), ("Nets", 7), ("Ropes", 9), ("Boats", 12))]
    pages = [
        [heading("Contents", 780), lines(*entries, "Crews and their", "villages ..... 15", top=740)],
        [heading("Nets", 780), lines(*FIRST), heading("References", 600), lines("Ruiz, M. 2019. The nets.", top=570)],
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", pages), LIMITS)
    assert kinds(reading) == [
        ("heading", 1, "Contents"),
        *(("note", 0, text) for text in ("Sheds … 3", "Nets … 7", "Ropes … 9", "Boats … 12", "Crews and their")),
        ("note", 0, "villages … 15"),
        ("heading", 1, "Nets"),
        ("paragraph", 0, kinds(reading)[8][2]),
        ("heading", 1, "References"),
        ("note", 0, "Ruiz, M. 2019. The nets."),
    ]


def test_turned_page(tmp_path: Path) -> None:
    """A page whose text runs upwards is read like any other; a stamp in its margin is left out."""

    def sideways(canvas: Canvas) -> None:
        canvas.drawString(20, 20, "stamp")
        canvas.rotate(90)
        canvas.setFont("Helvetica", 10)
        for number, text in enumerate(FIRST):
            canvas.drawString(LEFT, -100 - 14 * number, text)

    (block,) = reader.read(typeset(tmp_path / "a.pdf", [[sideways]]), LIMITS).blocks
    assert block.text.startswith("The crews of the coast mend their nets in the new sheds,")
    assert "villages themselves" in block.text


def test_note_marks_and_initials(tmp_path: Path) -> None:
    """Raised note marks are not glued to words, lowered figures are kept, and a large first letter joins its word."""

    def marked(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, TOP)
        for piece, size, rise in (
            ("The sheds", 10, 0),
            ("3", 6, 4),
            (" give off no CO", 10, 0),
            ("2", 6, -2),
            (" at all.", 10, 0),
        ):
            text.setFont("Helvetica", size)
            text.setRise(rise)
            text.textOut(piece)
        canvas.drawText(text)

    page = [
        marked,
        lines("T", top=640, size=30),
        lines("he crews of the coast mend their nets", left=80, top=650),
        lines(*FIRST[1:], top=620),
    ]
    found = texts(reader.read(typeset(tmp_path / "a.pdf", [page]), LIMITS))
    assert found[0] == "The sheds give off no CO2 at all."
    assert found[1].startswith("The crews of the coast")


def test_gaps_set_apart(tmp_path: Path) -> None:
    """A gap much wider than between lines, and a page that begins after one that ended early, set blocks apart."""
    page = [
        lines(*FIRST),
        lines("The next paragraph is near to it.", top=TOP - 104),
        lines("This one is not.", top=500),
    ]
    reading = reader.read(
        typeset(tmp_path / "a.pdf", [page, [lines("A new page."), lines("Its end.", top=100)]]), LIMITS
    )
    assert [block.text for block in reading.blocks if block.gap_before] == [
        "This one is not.",
        "A new page.",
        "Its end.",
    ]


def test_locked(tmp_path: Path) -> None:
    """A file that needs a password is refused; one that only restricts its use is read."""
    plain = typeset(tmp_path / "plain.pdf", [[lines(*FIRST)]])
    for user in ("secret", ""):
        writer = PdfWriter(clone_from=PdfReader(plain))
        writer.encrypt(user, "owner", algorithm="AES-256")
        writer.write(tmp_path / f"locked{user}.pdf")
    with pytest.raises(ReadingError, match="needs a password"):
        reader.read(tmp_path / "lockedsecret.pdf", LIMITS)
    assert reader.read(tmp_path / "locked.pdf", LIMITS).blocks


@pytest.mark.parametrize(
    ("pages", "limits", "reason"),
    [
        ([[]], LIMITS, "has no text layer"),
        ([[running("", 1)]], LIMITS, "nothing but page numbers"),
        ([[lines("a")]] * 3, Limits(pages=2), "has 3 pages, over the 2 allowed"),
        ([[lines(*FIRST)]], Limits(characters=100), "more than 100 characters"),
    ],
)
def test_refused(tmp_path: Path, pages: list[list[Draw]], limits: Limits, reason: str) -> None:
    """Scans, empty pages and files over the limits are refused with the reason."""
    with pytest.raises(ReadingError, match=reason):
        reader.read(typeset(tmp_path / "a.pdf", pages), limits)


def test_damaged_file_without_layout(tmp_path: Path) -> None:
    """A file that pdfium cannot open is read as plain text where pypdf finds some, and that is said."""
    data = typeset(tmp_path / "plain.pdf", [[lines(*FIRST)]]).read_bytes()
    path = tmp_path / "a.pdf"
    path.write_bytes(data.replace(b"/Type /Pages", b"/Type /Sages"))
    reading = reader.read(path, LIMITS)
    assert "two carpenters" in " ".join(texts(reading))


def test_figures_in_a_row_are_cells(tmp_path: Path) -> None:
    """Cells at even distances are separated, and figures close together too; groups of three digits are one figure."""
    rows = (("Catch", "12 500", "48.9", "82.8"), ("Crews", "809 000", "4.5", "19.4"), ("Boats", "1 200", "7.1", "6.0"))
    page = [
        lines(cell, left=left, top=600 - 14 * at)
        for at, row in enumerate(rows)
        for cell, left in zip(row, (LEFT, 150, 200, 226), strict=True)
    ]
    found = kinds(reader.read(typeset(tmp_path / "a.pdf", [[lines(*FIRST), *page]]), LIMITS))
    assert found[1:] == [("row", 0, " | ".join(row)) for row in rows]


def test_rows_at_the_edge_are_no_running_titles(tmp_path: Path) -> None:
    """The last rows of tables that end at the same height on many pages are kept."""
    pages = [
        [
            lines(*FIRST),
            *(
                lines(cell, left=left, top=70 - 14 * at)
                for at, row in enumerate((("Total", str(n), "4.5", "9.4", "100.0"), ("Ships", str(n), "1", "2", "3")))
                for cell, left in zip(row, (LEFT, 150, 200, 250, 300), strict=True)
            ),
        ]
        for n in range(31, 38)
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", pages), LIMITS)
    assert sum(text.startswith("Total | 3") for text in texts(reading)) == len(pages)


def test_a_title_that_is_drawn_last_is_read_first(tmp_path: Path) -> None:
    """The topmost block is read first and the lowest last, whatever the drawing order."""
    page = [lines("1 It is the old coast road.", top=60, size=7), lines(*FIRST), heading("Sheds", 780)]
    reading = reader.read(typeset(tmp_path / "a.pdf", [page, [lines(*OTHERS)]]), LIMITS)
    assert [kind for kind, _, _ in kinds(reading)][:3] == ["heading", "paragraph", "note"]


def test_text_that_is_drawn_twice_is_read_once(tmp_path: Path) -> None:
    """Bold type that is made by drawing a line twice, a little apart, is read once."""
    page = [lines("The sheds of the coast", top=780), lines("The sheds of the coast", left=LEFT + 0.3, top=780)]
    first, *_ = texts(reader.read(typeset(tmp_path / "a.pdf", [[*page, lines(*FIRST, top=700)]]), LIMITS))
    assert first == "The sheds of the coast"


def test_attachments_are_reported(tmp_path: Path) -> None:
    """Files inside a file are not read, and it is said which."""
    writer = PdfWriter(clone_from=PdfReader(typeset(tmp_path / "plain.pdf", [[lines(*FIRST)]])))
    writer.add_attachment("annex.pdf", b"%PDF-1.4")
    writer.write(tmp_path / "a.pdf")
    (warning,) = reader.read(tmp_path / "a.pdf", LIMITS).warnings
    assert warning.startswith("1 attached files were not read (annex.pdf)")


def test_a_file_that_is_cut_off_is_said_to_be(tmp_path: Path) -> None:
    """Pages may be missing from it, although the rest can be read."""
    path = typeset(tmp_path / "a.pdf", [[lines(*FIRST, *OTHERS, *OTHERS)] for _ in range(9)])
    data = path.read_bytes()
    assert reader.read(path, LIMITS).warnings == ()
    path.write_bytes(data[: len(data) * 3 // 4])
    reading = reader.read(path, LIMITS)
    assert "two carpenters" in texts(reading)[0]
    assert reading.warnings[0].startswith("it is cut off: it ends after")


def test_an_underlined_line_is_a_heading(tmp_path: Path) -> None:
    """Where the rule below it is as wide as the line; a rule below a word of a line, or across the page, is none."""

    def rules(canvas: Canvas) -> None:
        width = canvas.stringWidth("Nets of the north", "Helvetica", 10)
        canvas.line(LEFT, TOP - 2, LEFT + width, TOP - 2)
        canvas.line(LEFT, TOP - 2 - 14 * 8, LEFT + 300, TOP - 2 - 14 * 8)

    drawn = [lines("Nets of the north"), lines(*FIRST, top=TOP - 28), lines("Oars of the coast", top=TOP - 14 * 8)]
    drawn += [lines(*OTHERS, top=TOP - 14 * 10), rules]
    reading = reader.read(typeset(tmp_path / "a.pdf", [drawn]), LIMITS)
    assert [block.text for block in reading.blocks if block.kind == "heading"] == ["Nets of the north"]
