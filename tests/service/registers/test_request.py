"""From parameters to a choice of records and back: addresses are canonical."""

import httpx
import pytest

from indexer.errors import BadParameter
from service.registers.request import (
    PAGE_SIZE,
    PRINT_PAGE_SIZE,
    RegisterRequest,
    parse_api_request,
    parse_register_request,
)
from service.registers.statements import STATEMENTS
from service.web.urls import Urls, register_string


class Plain:
    """Knows each value under its own name, in capital letters or not."""

    def language(self, facet: str, value: str) -> str:  # noqa: ARG002 - the signature of the protocol
        return ""

    def find(self, facet: str, name: str) -> str | None:
        known = {"status": ("decided", "planned"), "country": ("nam", "col"), "year": ("2025",)}
        return name.lower() if name.lower() in known.get(facet, ()) else None

    def accepted(self, facet: str) -> str:
        return f"values of {facet}"

    def facet(self, facet: str) -> str:
        return facet

    def value(self, facet: str, value: str) -> str:  # noqa: ARG002 - the protocol gives it
        return value


def read(query: str) -> RegisterRequest:
    return parse_register_request(httpx.QueryParams(query).multi_items(), Plain(), STATEMENTS.fields)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("", ""),
        ("q=+wages+&page=1&sort=document&by=", "q=wages"),
        ("status=planned&country=NAM&status=Decided", "country=nam&status=decided&status=planned"),
        ("country=NAM,COL", "country=col&country=nam"),
        ("by=actor&sort=newest&page=3", "sort=newest&by=actor&page=3"),
        ("show=all&page=2", "show=all&page=2"),
        ("unknown=x&page_size=7", ""),
    ],
)
def test_addresses_are_canonical(query: str, canonical: str) -> None:
    """The same choice has one address, and that address makes the same choice."""
    request = read(query)
    assert register_string(request) == canonical
    assert read(canonical) == request


def test_sizes_of_pages() -> None:
    """A page has fifty rows, or as many as a browser likes; programs say what they want."""
    assert read("").page_size == PAGE_SIZE
    assert read("show=all").page_size == PRINT_PAGE_SIZE
    pairs = [("page_size", "500"), ("show", "all"), ("by", "actor")]
    wanted = parse_api_request(pairs, Plain(), STATEMENTS.fields)
    assert (wanted.page_size, wanted.group) == (500, "")
    with pytest.raises(BadParameter, match="from 1 to 500"):
        parse_api_request([("page_size", "501")], Plain(), STATEMENTS.fields)


@pytest.mark.parametrize("query", ["status=lost", "sort=mood", "by=strength", "show=half", "page=0", "page=x"])
def test_unknown_values_are_refused(query: str) -> None:
    """A value that does not exist is refused."""
    with pytest.raises(BadParameter):
        read(query)


def test_addresses_of_records() -> None:
    """URLs start with the path of the base URL, permanent links are absolute, and ids are quoted."""
    urls = Urls("https://search.example.org/docs")
    assert urls.register("commitments", RegisterRequest(text="a b"), ".csv") == "/docs/commitments.csv?q=a+b"
    assert urls.record("commitments", "x/y") == "/docs/commitments/x%2Fy"
    assert urls.permanent(urls.record("figures", "x")) == "https://search.example.org/docs/figures/x"
    assert Urls().permanent(Urls().register("figures")) == "/figures"
