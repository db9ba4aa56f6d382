"""Plain text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import ReadingError
from indexer.read import text
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import PageLabel, Part, Reading
from tests.indexer.read.readings import assert_sound

DOCUMENT = """\
Harbours of the south

The pier was re-
built by its own workers, who
are rebuilt in turn.


Boats

These were counted in spring:
- the old boats
- the new boats that the crews of the villages
\fhave built.
"""


def read(tmp_path: Path, content: str | bytes, limits: Limits = Limits()) -> Reading:  # noqa: B008  # frozen
    path = tmp_path / "document.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return text.read(path, limits)


def test_document(tmp_path: Path) -> None:
    """Blank lines part paragraphs, bullets items, form feeds pages; wrapped lines and broken words are joined."""
    reading = read(tmp_path, DOCUMENT)
    assert [(block.kind, block.level, block.text) for block in reading.blocks] == [
        ("heading", 1, "Harbours of the south"),
        ("paragraph", 0, "The pier was rebuilt by its own workers, who are rebuilt in turn."),
        ("heading", 2, "Boats"),
        ("paragraph", 0, "These were counted in spring:"),
        ("item", 0, "the old boats"),
        ("item", 0, "the new boats that the crews of the villages have built."),
    ]
    assert reading.title == "Harbours of the south"
    assert reading.pages == (PageLabel(1, "1"), PageLabel(2, "2"))
    assert reading.blocks[-1].parts == (
        Part(1, "the new boats that the crews of the villages "),
        Part(2, "have built."),
    )
    assert [block.text for block in reading.blocks if block.gap_before] == ["Boats"]


def test_numbered_lines_are_items(tmp_path: Path) -> None:
    """Each for itself, with the lines that go on with it; a number that nothing continues is part of the text."""
    content = "The board met in room\n7. It resolved:\n1. Opening of the meet-\ning\n2. Report\n\n3. Wages\n"
    assert [(block.kind, block.text) for block in read(tmp_path, content).blocks] == [
        ("paragraph", "The board met in room 7. It resolved:"),
        ("item", "1. Opening of the meeting"),
        ("item", "2. Report"),
        ("item", "3. Wages"),
    ]


@pytest.mark.parametrize("content", ["\ufeffÉté à l’île.", "Été à l’île.".encode("cp1252"), "E\u0301te\u0301 à l’île."])
def test_encodings(tmp_path: Path, content: str | bytes) -> None:
    """UTF-8 with or without its mark, and Windows' Western encoding, are read alike."""
    assert read(tmp_path, content).blocks[0].text == "Été à l’île."


@pytest.mark.parametrize(
    ("content", "limits", "reason"),
    [
        (" \n\f\n", Limits(), "holds no text"),
        (b"MZ\x00\x01", Limits(), "is not a text file"),
        ("boats " * 10, Limits(characters=50), "more than 50 characters"),
        ("a\fb\fc", Limits(pages=2), "has 3 pages, over the 2 allowed"),
    ],
)
def test_refused(tmp_path: Path, content: str | bytes, limits: Limits, reason: str) -> None:
    """Files that are empty, binary, too long or of too many pages are refused with the reason."""
    with pytest.raises(ReadingError, match=reason):
        read(tmp_path, content, limits)


@given(st.text(alphabet=st.sampled_from(list("abC. -•\n\n\f\t\u00ad\u2010,44“")) | st.characters(), max_size=200))
def test_any_text(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    """Whatever a file holds, its blocks are sound or there is a reason why there are none."""
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_text(content, encoding="utf-8", errors="replace")
    try:
        reading = text.read(path, Limits())
    except ReadingError:
        return
    assert_sound(reading)
