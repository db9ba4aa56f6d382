"""The search inside a register, in several languages."""

import pytest

from service.query.grammar import parse
from service.registers.sentence_search import WordIndex

TEXTS = (
    ("Inspectors were trained in Viet Nam.", "en"),
    ("Las inspectoras fueron capacitadas.", "es"),
    ("The événement was in Vietnam under Convention No. 188.", "en"),
    ("Inspectors were trained in Viet Nam.", "en"),
)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("inspector", [0, 1, 3]),
        ("capacitadas", [1]),
        ("Vietnam", [0, 2, 3]),
        ("evenement", [2]),
        ("C188", [2]),
        ('"were trained in"', [0, 3]),
        ("inspec*", [0, 1, 3]),
        ("the", [2]),
        ("-inspectors", [2]),
    ],
)
def test_each_language_in_its_own_stems(query: str, places: list[int]) -> None:
    """A word meets its forms, however names, accents and conventions are written; equal texts are found together."""
    assert WordIndex(TEXTS).find(parse(query)).nonzero()[0].tolist() == places
