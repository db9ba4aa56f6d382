"""Collections in addresses."""

import pytest

from indexer.errors import BadParameter
from indexer.records.passage import Span
from service.quotations.address import QuotationAddress
from service.translations.messages import Interface, use
from service.web.collected import MAX_COLLECTED, collected, parse_collected

A = "harbour/1/120-240/0123456789abcdef"
B = "harbour/11/5-40/12/0-80/fedcba9876543210"


def test_keys() -> None:
    """A key and the address that it names are each other's inverse, whatever the document is called."""
    address = QuotationAddress("a/b ü", (Span(11, 5, 40), Span(12, 0, 80)), "fedcba9876543210")
    assert QuotationAddress.of_key(address.key) == address
    assert QuotationAddress.of_key(B).key == B


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], ()),
        ([""], ()),
        ([A, B, A], (A, B)),
        ([f" {A} "], (A,)),
        (["https://search.example.org/base/q/harbour/1/120-240?h=0123456789abcdef"], (A,)),
        (["/q/harbour/1/120-240?lang=fr&h=0123456789abcdef#words"], (A,)),
        ([B, f"https://search.example.org/collection?lang=es&p={A}&p={B}"], (B, A)),
        (["https://search.example.org/collection?p=harbour%2F1%2F120-240%2F0123456789abcdef"], (A,)),
        (["https://search.example.org/collection?lang=es"], ()),
    ],
)
def test_parse_collected(values: list[str], expected: tuple[str, ...]) -> None:
    """Keys, permanent links and addresses of collections name quotations, each of which is there once, in order."""
    assert parse_collected(values) == expected


@pytest.mark.parametrize(
    "value", ["harbour", "harbour/1/120-240", "/q/harbour/1/120-240?h=12", "x/1/9-2/0123456789abcdef"]
)
def test_what_is_malformed(value: str) -> None:
    """What names no quotation is refused."""
    with pytest.raises(BadParameter):
        parse_collected([value])


def test_most() -> None:
    """A collection has an upper bound."""
    keys = [f"harbour/1/0-{end}/0123456789abcdef" for end in range(1, MAX_COLLECTED + 2)]
    assert len(parse_collected(keys[:-1])) == MAX_COLLECTED
    with pytest.raises(BadParameter, match="50"):
        parse_collected(keys)


def test_collected() -> None:
    """The address of a request carries a collection from page to page; a malformed one is passed over."""
    assert collected() == ()
    with use(Interface(query=f"q=a&p={A}&p={B}")):
        assert collected() == (A, B)
    with use(Interface(query="p=nothing")):
        assert collected() == ()
