"""Text that is no language."""

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read.pdf import reader
from indexer.read.pdf.legibility import is_legible
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.typeset import lines, typeset

TEXTS = {
    "English": "The crews of the coast mend their nets in the new sheds, and nobody works at night.",
    "Spanish": "Los pescadores de la costa arreglan sus redes en los nuevos talleres, y nadie trabaja de noche allí.",
    "Vietnamese": "Những người đánh cá ven biển vá lưới trong các nhà kho mới, và không ai làm việc vào ban đêm.",
    "Swahili": "Wavuvi wa pwani wanashona nyavu zao katika mabanda mapya, na hakuna anayefanya kazi usiku.",
    "Finnish": "Rannikon kalastajat korjaavat verkkojaan uusissa vajoissa, eikä kukaan työskentele siellä yöllä enää.",
    "Russian": "Рыбаки побережья чинят свои сети в новых сараях, и никто не работает там ночью, а зимой тем более нет.",
    "Greek": "Οι ψαράδες της ακτής επισκευάζουν τα δίχτυα τους στις νέες αποθήκες και κανείς δεν δουλεύει τη νύχτα.",
    "Arabic": "يصلح صيادو الساحل شباكهم في السقائف الجديدة ولا يعمل أحد هناك في الليل لأن القرى اتفقت على ذلك منذ عام",
    "Hindi": "तट के मछुआरे नए शेडों में अपने जाल की मरम्मत करते हैं और रात में वहाँ कोई काम नहीं करता है कभी भी नहीं",
}


@pytest.mark.parametrize("language", TEXTS)
def test_languages_are_legible(language: str) -> None:
    """Whatever their script, known or not."""
    assert is_legible([TEXTS[language]] * 3)


@pytest.mark.parametrize("shift", [-29, 3, 7])
def test_shifted_codes_are_not(shift: int) -> None:
    """A text whose letters are shifted has the wrong ones too often."""
    shifted = "".join(char if char in " ." else chr(ord(char) + shift) for char in TEXTS["English"])
    assert not is_legible([shifted] * 9)


def test_codes_of_a_fonts_own_are_not() -> None:
    """Glyphs that only the font knows, and nothing else."""
    assert not is_legible(["".join(chr(0xE000 + ord(char)) for char in TEXTS["English"])] * 3)


def shifted(*texts: str) -> list[str]:
    return ["".join(char if char == " " else chr(ord(char) - 29) for char in text) for text in texts]


def test_a_file_is_refused_or_read_without_those_pages(tmp_path: Path) -> None:
    """With what to do about it."""
    text = [TEXTS["English"][:60], TEXTS["English"][60:]] * 3
    page, wrong = lines(*text), lines(*shifted(*text))
    with pytest.raises(ReadingError, match="no language: its fonts give wrong codes"):
        reader.read(typeset(tmp_path / "a.pdf", [[wrong]]), Limits())
    reading = reader.read(typeset(tmp_path / "b.pdf", [[page], [page], [wrong]]), Limits())
    assert {part.page for block in reading.blocks for part in block.parts} == {1, 2}
    assert "1 of 3 pages is no language (the first is page 3)" in reading.warnings[0]


def test_a_text_in_another_font_is_demoted_on_a_page_with_text(tmp_path: Path) -> None:
    """As an abstract in another script, set in an old font, beside one in English."""
    text = [TEXTS["English"][:60], TEXTS["English"][60:]] * 6
    page = [lines(*text), lines(*shifted(*text[:6]), top=400)]
    reading = reader.read(typeset(tmp_path / "a.pdf", [page]), Limits())
    assert {(block.text[:3], block.kind, block.demoted) for block in reading.blocks} == {
        ("The", "paragraph", False),
        (shifted("The")[0], "note", True),
    }
