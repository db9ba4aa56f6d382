"""The address of a quotation."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import BadParameter
from indexer.records.passage import Passage, Span
from service.quotations.address import QuotationAddress, offsets_within, quotation_digest

PASSAGE = Passage(
    "boats-1", 0, "boats", "en", (), "Boats are inspected. Then they sail.\n", (Span(3, 10, 31), Span(4, 0, 16)), {}
)


def test_the_address_of_a_sentence() -> None:
    """It has the page and characters of the words, without white space around them, and their digest."""
    address = QuotationAddress.of(PASSAGE, 0, 21)
    assert address == QuotationAddress("boats", (Span(3, 10, 30),), quotation_digest("Boats are inspected."))
    assert address.path == f"/q/boats/3/10-30?h={address.digest}"
    assert address.length == len("Boats are inspected.")


def test_an_address_across_pages() -> None:
    """Words that run over the end of a page have two spans."""
    assert QuotationAddress.of(PASSAGE).place == "3/10-31/4/0-15"
    assert QuotationAddress.of(PASSAGE).pages == [3, 4]


def test_the_digest_can_be_computed_by_anyone() -> None:
    """It is the beginning of the SHA-256 of the words with single spaces."""
    assert quotation_digest(" Boats  are\ninspected. ") == hashlib.sha256(b"Boats are inspected.").hexdigest()[:16]


@given(st.lists(st.tuples(st.integers(1, 999), st.integers(0, 9_000), st.integers(1, 400)), min_size=1, max_size=9))
def test_addresses_are_parsed(parts: list[tuple[int, int, int]]) -> None:
    """Any address has the parts that it is parsed into."""
    spans = tuple(Span(page, start, start + size) for page, start, size in parts)
    address = QuotationAddress("a-report", spans, "0123456789abcdef")
    assert QuotationAddress.parse("a-report", address.place, address.digest) == address


@pytest.mark.parametrize(
    ("place", "digest"),
    [
        ("3/10-30", ""),
        ("3/10-30", "0123456789ABCDEF"),
        ("3/10-30", "0" * 15),
        ("", "0" * 16),
        ("3", "0" * 16),
        ("3/30-10", "0" * 16),
        ("3/10-10", "0" * 16),
        ("0/10-30", "0" * 16),
        ("3/10-30/4", "0" * 16),
        ("3/10-30/../../x", "0" * 16),
        ("3/0-999999", "0" * 16),
        ("/".join(["3/10-30"] * 41), "0" * 16),
    ],
)
def test_malformed_addresses(place: str, digest: str) -> None:
    """An address that was cut or changed is refused, with what to do."""
    with pytest.raises(BadParameter, match="Copy the whole link"):
        QuotationAddress.parse("boats", place, digest)


def test_words_within_a_passage() -> None:
    """Spans are found in those of a passage only where they are whole and follow each other."""
    assert offsets_within([Span(3, 20, 31), Span(4, 0, 5)], PASSAGE.spans) == (10, 26)
    assert offsets_within([Span(3, 20, 30), Span(4, 0, 5)], PASSAGE.spans) is None
    assert offsets_within([Span(3, 0, 12)], PASSAGE.spans) is None
