"""What reading a file left out is said in the language of the reader, with its numbers and names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.read.formats import REMEDIES
from indexer.read.ocr.installed import advice as advise
from indexer.read.office.archive import DAMAGED_OFFICE_FILE
from indexer.read.omissions import Omissions
from indexer.read.pdf.file import DAMAGED_PDF, DYNAMIC_FORM, OTHER_FILES, REASONS
from indexer.read.pdf.unread import UNREADABLE
from indexer.settings import ROOT
from service.translations.messages import Interface, gettext, languages, use
from service.translations.reading_notes import JOINED, NOTES, THINGS, reading_note

NOT_A_PDF = "is not a PDF but 7; fetch the PDF itself, or give the file its right ending"


def omissions() -> Omissions:
    found = Omissions(struck=1_200, hidden=1, hidden_pages=["3", "Notes"])
    found.others["comment"] += 2
    return found


def test_english_is_as_written() -> None:
    """Notes in English are those of the reader program, whatever they hold."""
    notes = (*omissions().warnings("sheet"), "zqx: 100 % left out")
    assert tuple(map(reading_note, notes)) == notes


@pytest.mark.parametrize(
    ("language", "notes"),
    [
        (
            "es",
            ["se omitió: palabras tachadas (1.200)", "se omitió: palabras ocultas (1)", "se omitió: comentarios (2)"],
        ),
        ("vi", ["đã bỏ qua 1.200 từ bị gạch bỏ", "đã bỏ qua 1 từ bị ẩn", "đã bỏ qua 2 nhận xét"]),
    ],
)
def test_counts(language: str, notes: list[str]) -> None:
    """What was left out is named with its number."""
    with use(Interface(language)):
        *counted, pages = map(reading_note, omissions().warnings("sheet"))
    assert counted == notes
    assert "3, Notes" in pages
    assert "left out" not in pages


@pytest.mark.parametrize("message", NOTES)
def test_every_note_is_recognized(message: str) -> None:
    """A note with its values is matched with its own message."""
    values = {
        "count": "3",
        "total": "9",
        "page": "2",
        "names": "a, b",
        "size": "100",
        "error": "KeyError: b",
        "things": "comments",
        "most": "4",
    }
    with use(Interface("fr")):
        expected = gettext(message)
        note = reading_note(message % values if "%(" in message else message)
    assert note == (expected % {**values, "things": "commentaires"} if "%(" in expected else expected)


def test_unknown_notes_stay() -> None:
    """A note that matches no message is shown as it is."""
    with use(Interface("fr")):
        assert reading_note("zqx; add it under its own type") == "zqx; add it under its own type"
        assert all(gettext(thing) != thing for thing in THINGS)


def test_joined_notes() -> None:
    """What is wrong with a file and what to do about it are said together, each in the reader's language."""
    problem, advice = "has no text layer: its pages may be pictures", advise(("es",), is_off=False)
    with use(Interface("fr")):
        joined = reading_note(f"{problem}; {advice}")
        assert joined == gettext(JOINED) % {"first": gettext(problem), "then": reading_note(advice)}
        assert "tesseract-ocr-spa" in joined
        assert reading_note(f"OCR failed: the file {problem}").endswith(gettext(problem))
        assert reading_note(f"{problem}; zqx").endswith(" ; zqx".replace(" ", "\u202f", 1))


def messages_of(folder: Path) -> Iterator[str]:
    """Yield the text of each ReadingError that the readers raise where they write it out."""
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "ReadingError":
                match node.args[0]:
                    case ast.Constant(value=str(text)):
                        yield text
                    case ast.JoinedStr(values=parts) if any(isinstance(part, ast.Constant) for part in parts):
                        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in parts)


@pytest.mark.parametrize("language", sorted(set(languages()) - {"en"}))
def test_reasons_are_translated(language: str) -> None:
    """Every reason for which a file is left out is said in each language of the interface."""
    reasons = [*messages_of(ROOT / "indexer" / "read"), *REMEDIES.values(), *REASONS.values(), DAMAGED_PDF, UNREADABLE]
    reasons += [DYNAMIC_FORM, DAMAGED_OFFICE_FILE, advise((), is_off=True), advise((), is_off=False)]
    reasons += [NOT_A_PDF.replace("7", each) for each in (*OTHER_FILES.values(), "something else")]
    own = {"7; 7", NOT_A_PDF}  # an outcome with advice: both are reasons themselves
    with use(Interface(language)):
        assert not [reason for reason in reasons if reason not in own and reading_note(reason) == reason]
