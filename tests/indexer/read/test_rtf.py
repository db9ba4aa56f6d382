"""Rich Text Format."""

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read import rtf
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Reading
from tests.indexer.read.readings import assert_sound

HEAD = r"""{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0\fswiss Arial;}{\f1\fcharset204 Arial Cyr;}{\f2 Symbol;}}
{\stylesheet{\s0 Normal;}{\s1 heading 1;}}{\info{\title On boats}{\author A. Ruiz}}{\*\generator X;}
{\header\pard Circular HB.31/NET/4\par}"""


def read(tmp_path: Path, body: str, limits: Limits = Limits()) -> Reading:  # noqa: B008  # frozen
    path = tmp_path / "a.rtf"
    path.write_text(f"{HEAD}{body}}}", encoding="latin-1")
    return rtf.read(path, limits)


def test_structure(tmp_path: Path) -> None:
    """Headings by style and outline level, paragraphs, counted lines, rows, notes, pages, the title, a page head."""
    reading = read(
        tmp_path,
        r"""\pard\s1 Boats\par\pard\outlinelevel1 Nets\par\pard Mended\~daily{\super\chftn}
{\footnote\pard As counted.} here.\par Steps:\line 1. open\line 2. close\par
\trowd\pard\intbl Port\cell Boats\cell\row\pard\intbl Vung\par Bay\cell 41\cell\row\pard\page Last.""",
    )
    assert_sound(reading)
    assert [(block.kind, block.level, block.parts[0].page, block.text) for block in reading.blocks] == [
        ("heading", 1, 1, "Boats"),
        ("heading", 2, 1, "Nets"),
        ("paragraph", 0, 1, "Mended daily here."),
        ("note", 0, 1, "As counted."),
        ("paragraph", 0, 1, "Steps:"),
        ("item", 0, 1, "1. open"),
        ("item", 0, 1, "2. close"),
        ("row", 0, 1, "Port | Boats"),
        ("row", 0, 1, "Vung Bay | 41"),
        ("paragraph", 0, 2, "Last."),
        ("note", 0, 1, "Circular HB.31/NET/4"),
    ]
    assert (reading.title, len(reading.pages), reading.blocks[-1].demoted) == ("On boats", 2, True)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"1,250{\super 3} boats on 10{\super 4} acres of CO{\sub 2}.", "1,250 boats on 10⁴ acres of CO2."),
        (r"caf\'e9 \u8364?5 \'80", "café €5 €"),
        (r"{\f1 \'c4\'e0}{\f2 a \'b3 5} {\f9 x}", "Даα ≥ 5 x"),
        (r"one\emdash two\_three \{four\}", "one—two-three {four}"),
        (r"seen {\pict 89504e47}{\*\unknown words}{\object x}too", "seen too"),
    ],
)
def test_text(tmp_path: Path, body: str, text: str) -> None:
    """Raised figures, characters of all kinds, and groups that are no text."""
    assert read(tmp_path, rf"\pard\s1 Boats\par\pard {body}\par").blocks[1].text == text


def test_what_is_not_seen_is_left_out_and_counted(tmp_path: Path) -> None:
    """Hidden, struck-out and deleted words, and comments."""
    reading = read(
        tmp_path,
        r"\pard\s1 Pay\par\pard Pay is {\strike four }{\deleted five }six{\v  unseen words} pence.{\*\annotation Why?}",
    )
    assert reading.blocks[1].text == "Pay is six pence."
    assert reading.warnings == ("2 struck-out words left out", "2 hidden words left out", "1 comment left out")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"plain", "no RTF file"),
        (b"{\\rtf1 }", "holds no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        (b"{\\rtf1 " + b"{" * 100_000, "holds no text"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    """Other files under this name, files without text, and hostile ones."""
    path = tmp_path / "a.rtf"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=reason):
        rtf.read(path, Limits())
