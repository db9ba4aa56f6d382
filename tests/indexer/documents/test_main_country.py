"""Which country a whole document is about."""

from collections import Counter

import pytest

from indexer.corpus.countries import with_all_countries
from indexer.documents.main_country import Front, main_countries
from indexer.documents.mentions import MentionFinder
from indexer.records.source import Source
from indexer.records.taxonomy import COUNTRY, Facet

FACET = with_all_countries(Facet(COUNTRY, {"en": "Country"}))
FINDER = MentionFinder(FACET)


def about(texts: list[str], source: Source, front: Front | None = None) -> tuple[tuple[str, ...], str]:
    named: list[Counter[str]] = [FINDER.count([text]) for text in texts]
    return main_countries(FACET, FINDER, source, front or Front(), named)


def titled(title: str, publisher: str = "") -> Source:
    return Source("d", title, "document", publisher=publisher)


SILENT = ["Prices rose."] * 40


def test_the_title_decides() -> None:
    """A country in the title holds, however rarely the text names it; two may; more make an overview."""
    assert about(SILENT, titled("Peru Labour Force Survey")) == (("PER",), "title")
    assert about(SILENT, titled("Trade between Peru and Chile")) == (("PER", "CHL"), "title")
    assert about(SILENT, titled("Peru, Chile and Ecuador")) == ((), "")


@pytest.mark.parametrize(
    ("source", "front", "origin"),
    [
        (titled("A survey", "Government of Kenya"), Front(), "publisher"),
        (titled("A survey"), Front("Republic of Kenya\nA survey"), "cover"),
        (titled("A survey"), Front(domains={"ke": 2}), "addresses"),
    ],
)
def test_publisher_cover_and_addresses_speak_for_the_country_that_is_named_most(
    source: Source, front: Front, origin: str
) -> None:
    """A single mention is enough then; nothing of this holds where the text speaks of another country more."""
    assert about([*SILENT, "In Kenya they did."], source, front) == (("KEN",), origin)
    assert about([*SILENT, "In Kenya, Ghana and Benin.", "Ghana and Benin."], source, front) == ((), "")


def test_a_ministry_writes_of_its_country() -> None:
    """The country that the text of a national institution names most, even if it is named rarely, and others too."""
    texts = [*SILENT, "Kenya.", "In Kenya.", "Of Kenya.", "Ghana."]
    assert about(texts, titled("A manual", "Ministry of Agriculture")) == (("KEN",), "text")
    assert about(texts, titled("A manual", "Coast Guard")) == ((), "")


def test_a_language_of_one_country_speaks_for_it() -> None:
    """A text in Vietnamese that names no other country is about Viet Nam; one in Spanish may be about many."""
    assert about(SILENT, titled("Tài liệu"), Front(language="vi")) == (("VNM",), "language")
    assert about(SILENT, titled("Manual"), Front(language="es")) == ((), "")


def test_the_text_alone_must_name_one_country_often() -> None:
    """Hardly any other country, and in more than a passage here and there; many countries are an overview."""
    assert about([*SILENT[:4], "Kenya."], titled("A survey")) == (("KEN",), "text")
    assert about([*SILENT, "Kenya."], titled("A survey")) == ((), "")
    assert about(["Kenya.", "Ghana.", "Benin."], titled("A survey")) == ((), "")


def test_government_addresses_are_counted() -> None:
    """Addresses of governments count by their domain; others do not."""
    pages = ["write to info@health.gov.mw or www.nso.gob.sv", "https://statistics.gov.mw/data www.example.co"]
    assert Front.of(pages, "en").domains == {"mw": 2, "sv": 1}
