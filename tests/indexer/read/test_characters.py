"""Text as characters."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.read.characters import clean


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
