"""One analysis of a text for all fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import IndexTerm, analyze
from indexer.analysis.terms import index_terms
from indexer.analysis.tokenizer import token_texts

_PIECES = (
    "the Viet Nam labour C. 188 Convention No. 188 29, 87 and 105 l’événement 62 per cent % 1.6 – of Conventions "
    "$5 US$ 5 million 12 June 2020 and 000 € 港口 水 เด็ก 항구를 GB.1/INS/2 § 345 WHO"
)

texts = st.lists(st.sampled_from(_PIECES.split()), max_size=40).map(" ".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the coffee", [("coffe", 1, 1)]),
        ("in Viet Nam today", [("vietnam", 1, 2), ("today", 3, 1)]),
        ("港口和 port", [("港口", 0, 2), ("口和", 1, 2), ("port", 3, 1)]),
        ("항구에서", [("항구", 0, 1)]),
        ("The WHO who", [("WHO", 1, 1)]),
        ("US us U.S.", [("us", 0, 1), ("US", 0, 1), ("us", 1, 1), ("us", 2, 1), ("US", 2, 1)]),
        ("WHO\nSTANDS WITH US\nIT", [("WHO", 0, 1), ("stand", 1, 1), ("us", 3, 1), ("IT", 4, 1)]),
        ("Convention No. 188 here", [("c188", 0, 3), ("convent", 0, 3), ("188", 0, 3)]),
        (
            "paid $5 million",
            [
                ("paid", 0, 1),
                ("dollar5000000", 1, 2),
                ("usd5000000", 1, 2),
                ("5", 1, 2),
                ("5000000", 1, 2),
                ("million", 2, 1),
            ],
        ),
    ],
)
def test_a_term_has_the_position_of_its_first_word(text: str, expected: list[tuple[str, int, int]]) -> None:
    """Stop words take a position, and a unit of two words has the position of the first."""
    found = [term for term in analyze(text, "en").terms if term.text != "here"]
    assert found == [IndexTerm(*each) for each in expected]


@pytest.mark.parametrize(
    ("text", "language", "length"),
    [
        ("the coffee", "en", 1),
        ("Convention No. 188 applies", "en", 2),
        ("paid $5 million on 12 June 2020", "en", 6),
        ("Việt Nam đăng ký", "vi", 5),
        ("", "en", 0),
    ],
)
def test_length(text: str, language: str, length: int) -> None:
    """Further forms of a unit add nothing to the length; in Vietnamese, words with accents count twice."""
    assert analyze(text, language).field_length == length


@given(texts, st.sampled_from(["en", "fr", "vi"]))
def test_it_is_what_the_fields_hold(text: str, language: str) -> None:
    """The words are those of the exact field, the terms those of the stemmed ones, in their order."""
    analysis = analyze(text, language)
    assert [word.text for word in analysis.tokens] == token_texts(text)
    assert [term.text for term in analysis.terms] == index_terms(text, language)
    assert all(
        term.position_length >= 1 and term.position + term.position_length <= len(analysis.tokens)
        for term in analysis.terms
    )
