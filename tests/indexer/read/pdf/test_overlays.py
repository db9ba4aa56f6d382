"""Text that is laid over a page."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from indexer.errors import ReadingError
from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import LEFT, TOP, lines, typeset

HIDDEN, NO_VIEW = 2, 32
"""The flags of annotations that are not shown."""


def form(canvas: Canvas) -> None:
    """Draw fields: two texts, a password, a choice, and two boxes to check."""
    place = {"width": 200, "height": 18, "borderWidth": 0}
    canvas.acroForm.textfield(name="shed", value="The old shed", x=200, y=TOP - 46, **place)
    canvas.acroForm.textfield(
        name="words", value="Two nets\nand a rope", x=200, y=TOP - 90, fieldFlags="multiline", **place
    )
    canvas.acroForm.textfield(name="secret", value="herring", x=200, y=TOP - 130, fieldFlags="password", **place)
    canvas.acroForm.choice(name="grade", value="Good", options=["Good", "Bad"], x=200, y=TOP - 170, **place)
    canvas.acroForm.checkbox(name="wet", checked=True, x=LEFT, y=TOP - 205, size=12)
    canvas.acroForm.checkbox(name="dry", checked=False, x=LEFT, y=TOP - 225, size=12)


def texts(path: Path) -> list[str]:
    return [block.text for block in reader.read(path, Limits()).blocks]


def test_what_was_filled_in_is_read_after_its_label(tmp_path: Path) -> None:
    """Texts and choices follow their labels, a checked box comes before its own; a password is not shown."""
    page = [
        lines("The inspectors write what they saw.", top=TOP),
        lines("Name of the shed:", top=TOP - 40),
        lines("Password:", top=TOP - 124),
        lines("State:", top=TOP - 164),
        lines("It is wet", left=LEFT + 16, top=TOP - 202),
        lines("It is dry", left=LEFT + 16, top=TOP - 222),
        form,
    ]
    assert texts(typeset(tmp_path / "a.pdf", [page])) == [
        "The inspectors write what they saw.",
        "Name of the shed: The old shed",
        "Two nets and a rope",
        "Password:",
        "State: Good",
        "☒ It is wet",
        "It is dry",
    ]


@pytest.mark.parametrize(
    ("kind", "flags", "read"),
    [
        (Name.FreeText, 4, True),
        (Name.Stamp, 4, True),
        (Name.FreeText, HIDDEN, False),
        (Name.FreeText, NO_VIEW, False),
        (Name.Text, 4, False),
    ],
)
def test_comments_on_the_page(tmp_path: Path, kind: Name, flags: int, read: bool) -> None:  # noqa: FBT001  # a table's
    """What is written on the page or stamped on it is read where it is; hidden ones and pop-up notes are not."""
    path = typeset(tmp_path / "a.pdf", [[lines("They mend their nets."), lines("The sheds are new.", top=500)]])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        comment = Dictionary(
            Type=Name.Annot,
            Subtype=kind,
            F=flags,
            Rect=Array([LEFT, 600, 300, 620]),
            Contents=String("No longer valid."),
        )
        document.pages[0].obj.Annots = Array([document.make_indirect(comment)])
        document.save(path)
    between = ["No longer valid."] if read else []
    assert texts(path) == ["They mend their nets.", *between, "The sheds are new."]


@pytest.mark.parametrize("rendered", [True, False])
def test_dynamic_forms_are_refused(tmp_path: Path, rendered: bool) -> None:  # noqa: FBT001  # a parameter of the table
    """A form that makes its pages only when it is opened holds nothing but a placeholder."""
    path = typeset(tmp_path / "a.pdf", [[lines("Please wait.")]])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=document.make_stream(b"<xdp/>"))
        if rendered:
            document.Root.NeedsRendering = True
        document.save(path)
    with pytest.raises(ReadingError, match="is a dynamic form"):
        reader.read(path, Limits())
