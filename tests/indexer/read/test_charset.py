"""Which encoding a text is in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.read.charset import clean, decode_text

SPANISH = "La inspección exige más recursos. Los niños de la región estudian; así lo señaló «el Ministerio» — ayer."
FRENCH = "L’égalité des ouvrières de l’atelier est négociée chaque année, où elles reçoivent une prime d’ancienneté."
VIETNAMESE = "Người lao động trong ngành điện tử cần được bảo vệ."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("text", [SPANISH, FRENCH])
def test_encodings_are_told(text: str, encoding: str) -> None:
    """With or without a mark, in one byte a character or several."""
    assert decode_text(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_vietnamese_is_told(encoding: str) -> None:
    """Texts beyond the Western letters too."""
    assert decode_text(VIETNAMESE.encode(encoding)) == VIETNAMESE


def test_older_encodings_are_told_by_the_words_they_make() -> None:
    """A text of a dozen years ago is read in its own code page."""
    russian = "Инспекция труда проверяет рыболовные суда и условия труда на борту каждый год."
    assert decode_text(russian.encode("cp1251")) == russian
    assert decode_text(FRENCH.encode("mac_roman")) == FRENCH


def test_a_declared_encoding_is_taken_unless_it_is_wrong() -> None:
    """The declaration decides between single-byte encodings; valid UTF-8 is UTF-8 whatever is declared."""
    assert decode_text("naïve ¤ œuvre".encode("iso8859-15", "replace"), "ISO-8859-15") == "naïve ? œuvre"
    assert decode_text("œuvre".encode("cp1252"), "latin1") == "œuvre"
    assert decode_text("œuvre".encode(), "cp1252") == "œuvre"


@pytest.mark.parametrize("declared", ["nonsense", "rot13", "zlib", "utf-7", "", "\x00", "x" * 9_999])
def test_a_nonsensical_declaration_does_no_harm(declared: str) -> None:
    """A declared encoding that is unknown or not of text is ignored."""
    assert decode_text("déjà".encode("cp1252"), declared) == "déjà"


def test_what_nothing_explains_is_replaced() -> None:
    """There is always a text."""
    assert decode_text(b"\xff\xfe\x00") == "\ufffd"
    assert decode_text(b"") == ""


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("the ﬁrst oﬃce", "the first office"),
        ("co\u00adoperation", "cooperation"),
        ("\uf0b7 boats", "boats"),
        ("cafe\u0301", "café"),
        ("two\u00a0words\tand\n more ", "two words and more"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("self\u2010made", "self-made"),
        ("bell\x07 and \ufffe", "bell and"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    """Ligatures, invisible signs, decomposed letters and white space come out plain."""
    assert clean(raw) == cleaned


@given(st.text())
def test_clean_is_settled(text: str) -> None:
    """Clean text is one line, composed, without anything unseen, and stays as it is when cleaned again."""
    once = clean(text)
    assert once == " ".join(once.split())
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) in {"Cc", "Co", "Cs"} for char in once)
    assert clean(once) == once
