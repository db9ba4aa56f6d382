"""Words with their accents."""

import pytest

from indexer.analysis.accents import accented_form
from indexer.analysis.stopwords import is_stopword
from indexer.analysis.terms import index_terms


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Lao", ""), ("LÁO", "láo"), ("đăng", "đăng"), ("C188", ""), ("Việt Nam", ""), ("œuvre", "œuvre")],
)
def test_accented(word: str, expected: str) -> None:
    """A word in small letters where folding would change it, and nothing where it would not."""
    assert accented_form(word) == expected


def test_vietnamese_is_indexed_both_ways() -> None:
    """A syllable is found as it is typed with accents and without; French is found folded alone."""
    assert index_terms("đăng ký", "vi") == ["dang", "đăng", "ky", "ký"]
    assert index_terms("économie", "fr") == ["econom"]


@pytest.mark.parametrize(("written", "stopped"), [("từ", True), ("tư", False), ("Đã", True), ("đa", False)])
def test_accents_make_stop_words(written: str, stopped: bool) -> None:  # noqa: FBT001 - a column of a table
    """Two words that fold alike need not both be stop words."""
    assert is_stopword("", written, "vi") is stopped
