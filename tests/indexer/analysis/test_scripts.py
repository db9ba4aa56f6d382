"""Scripts and their letters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.scripts import LANGUAGES, SCRIPTS, has_unspaced, is_plain, script_of
from indexer.analysis.tokenizer import _PLAIN, _any_script, tokenize


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("harbour", ""),
        ("Hafen für Österreich", ""),
        ("12 %", ""),
        ("", ""),
        ("порт", "Cyrillic"),
        ("बंदर", "Devanagari"),
        ("港口", "Han"),
        ("港のみなと", "Kana"),
        ("港の口岸码头公司工人劳动合同法律规定", "Han"),
        ("항구", "Hangul"),
        ("ميناء port", "Arabic"),
        ("the port of الميناء on the coast", ""),
    ],
)
def test_script_of(text: str, script: str) -> None:
    """The script of most letters is that of the text; a letter of Chinese counts for more than one of Latin."""
    assert script_of(text) == script


def test_every_script_has_a_language() -> None:
    """No script is without a language."""
    assert set(LANGUAGES) == set(SCRIPTS)


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=80))
def test_latin_text_is_cut_alike_by_both_expressions(text: str) -> None:
    """The quick expression for Latin text finds what the one for all scripts does."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    assert is_plain(text)
    assert [match.span() for match in _PLAIN.finditer(text)] == [match.span() for match in _any_script().finditer(text)]


ALPHABETS = ["बालश्रमँ१", "кйёг\u0301", "กำเด็", "ក្រុមហ៊ុ", "港口もが\u3099", "אָה", "بَاً١", "မြန်မာ", "é\u0301a"]


@given(st.sampled_from(ALPHABETS).flatmap(lambda letters: st.text(alphabet=st.sampled_from(f"{letters} 1.,-'"))))
def test_no_token_begins_with_a_mark_or_ends_before_one(text: str) -> None:
    """A letter is never cut from its marks."""
    for token in tokenize(text):
        assert unicodedata.category(text[token.start])[0] != "M" or token.start == 0
        following = text[token.end : token.end + 1]
        assert not following or unicodedata.category(following)[0] != "M" or not text[token.end - 1].isalpha()


def test_unspaced() -> None:
    """Thai has no spaces between words, Hindi has."""
    assert has_unspaced("ท่าเรือ")
    assert not has_unspaced("बंदरगाह")
