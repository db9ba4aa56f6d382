"""What reading a file left out is said in the language of the reader, with its numbers and names."""

import pytest

from indexer.read.left_out import LeftOut
from service.translations.messages import Interface, gettext, use
from service.translations.reading_notes import NOTES, THINGS, reading_note


def left_out() -> LeftOut:
    found = LeftOut(struck=1_200, hidden=1, hidden_pages=["3", "Notes"])
    found.others["comment"] += 2
    return found


def test_english_is_as_written() -> None:
    """Notes in English are those of the reader program, whatever they hold."""
    notes = (*left_out().warnings("sheet"), "zqx: 100 % left out")
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
        *counted, pages = map(reading_note, left_out().warnings("sheet"))
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
    }
    with use(Interface("fr")):
        expected = gettext(message)
        note = reading_note(message % values if "%(" in message else message)
    assert note == (expected % {**values, "things": "commentaires"} if "%(" in expected else expected)


def test_unknown_notes_stay() -> None:
    """A note that matches no message is shown as it is."""
    with use(Interface("fr")):
        assert reading_note("is no RTF file; add it under its own type") == "is no RTF file; add it under its own type"
        assert all(gettext(thing) != thing for thing in THINGS)
