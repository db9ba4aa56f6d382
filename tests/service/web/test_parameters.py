"""From raw parameters to a checked search."""

from pathlib import Path

import pytest

from indexer.errors import BadParameter
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from service.web.facet_labels import FacetLabels
from service.web.parameters import clean, parse_page_size, parse_search, parse_text

Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def names(small_index: Path) -> FacetLabels:
    return FacetLabels.of(LocalEngine(small_index).info())


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], SearchRequest()),
        ([("q", "  labour \t inspection\n")], SearchRequest("labour inspection")),
        ([("q", ""), ("q", "coffee"), ("q", "tea")], SearchRequest("coffee")),
        ([("country", "namibia"), ("country", "COL")], SearchRequest(filters={"country": ("COL", "NAM")})),
        ([("country", "COL,Viet Nam, COL")], SearchRequest(filters={"country": ("COL", "VNM")})),
        ([("country", ""), ("topic", ",")], SearchRequest()),
        ([("language", "es,French")], SearchRequest(filters={"language": ("es", "fr")})),
        ([("match", "ANY"), ("sort", "newest")], SearchRequest(match="any", sort="newest")),
        ([("match", ""), ("sort", ""), ("page", "")], SearchRequest()),
        ([("page", "7")], SearchRequest(page=7)),
        ([("page", "100")], SearchRequest(page=100)),
        ([("colour", "red"), ("Q", "x"), ("<script>", "y")], SearchRequest()),
        ([("topic", "labour-inspection"), ("country", "NAM")], SearchRequest(
            filters={"country": ("NAM",), "topic": ("labour-inspection",)}
        )),
    ],
)  # fmt: skip
def test_read(names: FacetLabels, pairs: Pairs, expected: SearchRequest) -> None:
    """Parameters in any order, repeated, between commas, blank or unknown give a canonical search."""
    request = parse_search(pairs, names, page_size=10)
    assert request == expected
    assert list(request.filters) == list(expected.filters)


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("country", "Atlantis", "NAM (Namibia)"),
        ("country", "COL,Atlantis", "COL (Colombia)"),
        ("language", "tlh", "en (English)"),
        ("document", "no-such-document", "briefing-colombia"),
        ("kind", "<b>bold</b>", "report"),
        ("match", "none", "all, any"),
        ("sort", "oldest", "relevance, newest, document"),
        ("page", "0", "1 to 100"),
        ("page", "-1", "1 to 100"),
        ("page", "101", "1 to 100"),
        ("page", "1.5", "1 to 100"),
        ("page", "1_0", "1 to 100"),
        ("page", "٣", "1 to 100"),
        ("page", "9" * 10_000, "1 to 100"),
    ],
)
def test_refused(names: FacetLabels, name: str, value: str, accepted: str) -> None:
    """A value that does not exist is refused with the parameter, the value and what is accepted."""
    with pytest.raises(BadParameter) as error:
        parse_search([(name, value)], names, page_size=10)
    message = str(error.value)
    assert f"parameter {name} " in message or f"no {name} called" in message
    assert value.rsplit(",", maxsplit=1)[-1][:50] in message
    assert accepted in message
    assert len(message) < 1_000


def test_depth_follows_page_size(names: FacetLabels) -> None:
    """No search goes more than a thousand results deep, whatever the size of its pages."""
    assert parse_search([("page", "20")], names, page_size=50).page == 20
    with pytest.raises(BadParameter):
        parse_search([("page", "21")], names, page_size=50)


def test_page_size() -> None:
    """Programs may ask for up to fifty results per page."""
    assert parse_page_size([], 10) == 10
    assert parse_page_size([("page_size", "50")], 10) == 50
    for size in ("0", "51", "many"):
        with pytest.raises(BadParameter, match="page_size"):
            parse_page_size([("page_size", size)], 10)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\x00b", "ab"),
        ("a\r\nb", "a b"),
        ("\x1b[31mred\x7f", "[31mred"),
        ("\ud800broken", "broken"),
        ("non\u00a0breaking", "non breaking"),
        ("việt e\u0301", "việt e\u0301"),
        ("مرحبا", "مرحبا"),
        ("👩‍🏭", "👩‍🏭"),
    ],
)
def test_clean(raw: str, text: str) -> None:
    """Control characters go, white space is single, everything that people write stays."""
    assert clean(raw) == text


def test_text_alone() -> None:
    """A passage's page reads the query and passes over the rest."""
    assert parse_text([("country", "Atlantis"), ("q", "coffee")]) == "coffee"
