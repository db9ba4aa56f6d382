"""Light stems of Arabic, Hebrew and Korean words."""

import pytest

from indexer.analysis.light_stemmers import light_stem, part_stems
from indexer.analysis.terms import index_terms, query_terms
from indexer.analysis.tokenizer import fold


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ميناء", "الميناء"),
        ("الميناء", "ميناء"),
        ("السفينة", "بالسفينة"),
        ("السفينه", "والسفينة"),
        ("العمال", "وللعمال"),
        ("عامل", "العاملين"),
        ("أجور", "بأجور"),
        ("إجازة", "اجازات"),
        ("أُجُور", "أجور"),
        ("ﻣﻴﻨﺎﺀ", "ميناء"),
        ("آلة", "الة"),
        ("١٢٣", "123"),
        ("נמל", "הנמל"),
        ("הנמל", "נמל"),
        ("עבודה", "ובעבודה"),
        ("הסכם", "בהסכם"),
        ("עֲבוֹדָה", "עבודה"),
        ("항구", "항구에서는"),
        ("어부", "어부들의"),
        ("어선", "연안어선을"),
        ("금지", "금지한다"),
        ("항구를", "항구가"),
    ],
)
def test_a_word_finds_its_forms(query: str, text: str) -> None:
    """Articles, prepositions, particles, vowel signs and forms of letters make no difference."""
    assert set(query_terms(fold(query), ("en", "ar"))) & set(index_terms(text, "ar"))


@pytest.mark.parametrize(
    ("query", "text"), [("بنك", "نك"), ("كتاب", "تاب"), ("ولد", "لد"), ("מלח", "לח"), ("나라", "나"), ("도로", "도")]
)
def test_a_short_word_is_left_whole(query: str, text: str) -> None:
    """A letter is part of the word where too little would be left."""
    assert not set(query_terms(fold(query), ("en",))) & set(index_terms(text, "ar"))


@pytest.mark.parametrize("word", ["harbour", "порт", "बंदर", "123", "港口", "항구2"])
def test_other_words_have_no_light_stem(word: str) -> None:
    """Only whole words of these scripts are stemmed here."""
    assert light_stem(word) == ""
    assert part_stems(word) == ()
