"""Text in scripts that run leftwards."""

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import LEFT, TOP, WIDTH, typeset

ADVANCE = 5.0
"""Points from one glyph to the next, at ten points."""

TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfchar <E000> <06440627> endbfchar
3 beginbfrange <0000> <00FF> <0000> <0500> <06FF> <0500> <FB00> <FEFF> <FB00> endbfrange
endcmap end end"""
"""Codes are those of Unicode, but for the ligature of lam and alif."""
LAM_ALIF = "\ue000"


def glyphs(path: Path, *lines: str) -> Path:
    """Write a page of lines of glyphs, given from left to right, that end at the right margin."""
    typeset(path, [[]])
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name.Helvetica,
            Encoding=Name("/Identity-H"),
            ToUnicode=document.make_stream(TO_UNICODE),
            DescendantFonts=Array(
                [
                    Dictionary(
                        Type=Name.Font,
                        Subtype=Name.CIDFontType2,
                        BaseFont=Name.Helvetica,
                        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
                        DW=500,
                        FontDescriptor=document.make_indirect(
                            Dictionary(Type=Name.FontDescriptor, FontName=Name.Helvetica, Flags=4)
                        ),
                    )
                ]
            ),
        )
        content = ""
        for at, line in enumerate(lines):
            place = f"{WIDTH - LEFT - ADVANCE * len(line)} {TOP - 14 * at}"
            content += f"BT /F 10 Tf {place} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
        page = document.pages[0].obj
        page.Resources = Dictionary(Font=Dictionary(F=document.make_indirect(font)))
        page.Contents = document.make_stream(content.encode())
        document.save(path)
    return path


def presentation(text: str) -> str:
    """Return Arabic letters in their isolated presentation forms."""
    return text.replace("\u0628", "\ufe8f").replace("\u062d", "\ufea1").replace("\u0631", "\ufead")


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["يحضر مفتشا الى الميناء"], "يحضر مفتشا الى الميناء"),
        (["في عام", "2021. تم"], "في عام 2021. تم"),
        ([f"العمل ال{LAM_ALIF}ئق في المصنع"], "العمل اللائق في المصنع"),
        ([presentation("بحر بحر")], "بحر بحر"),
        (["הדייגים מתקנים את הרשתות"], "הדייגים מתקנים את הרשתות"),
    ],
    ids=["words", "number", "ligature", "presentation forms", "Hebrew"],
)
def test_leftward_lines_are_read_as_they_are_spoken(tmp_path: Path, lines: list[str], read: str) -> None:
    """Words are whole, in their order and spelled forwards, numbers too, whatever forms the letters have."""
    drawn = [" ".join(word if word[0].isdigit() else word[::-1] for word in line.split()[::-1]) for line in lines]
    (block,) = reader.read(glyphs(tmp_path / "a.pdf", *drawn), Limits()).blocks
    assert block.text == read


def test_words_of_other_scripts_keep_their_order(tmp_path: Path) -> None:
    """A name in Latin letters inside a leftward line is read rightwards."""
    line = f"{'مصانع الشركة'[::-1]} Blue Nets Port {'تدير'[::-1]}"
    (block,) = reader.read(glyphs(tmp_path / "a.pdf", line), Limits()).blocks
    assert block.text == "تدير Blue Nets Port مصانع الشركة"
