"""What an imprint says."""

import pytest

from indexer.read.bibliographic.imprint import read_imprint
from indexer.records.description import Stated


def value(stated: Stated | None) -> str | None:
    return stated.value if stated else None


@pytest.mark.parametrize(
    ("lines", "publisher", "year"),
    [
        (["© Harbour Authority 2019"], "Harbour Authority", "2019"),
        (["Copyright © 2018 by Harbour Authority. All rights reserved."], "Harbour Authority", "2018"),
        (["Copyright | C | June 2016", "Institute of Nets"], "Institute of Nets", "2016"),
        (["First published 2003"], None, "2003"),
        (["Published by the Coast Guard", "Lima"], "the Coast Guard", None),
        (["Suggested citation:", "Institute of Nets (IN) 2014. Boats of 2013. Lima"], None, "2014"),
        (["Published by crews that mend nets and by nobody else in the whole port"], None, None),
        (["The boats went to sea in 2012."], None, None),
    ],
)
def test_publisher_and_year(lines: list[str], publisher: str | None, year: str | None) -> None:
    """Copyright, publisher and citation lines name them; a sentence that has such words does not."""
    found = read_imprint([["Nets of the coast"], lines])
    assert (value(found.publisher) or "").removeprefix("the ") == (publisher or "").removeprefix("the ")
    assert value(found.year) == year
    assert all(each.origin == "imprint" for each in (found.publisher, found.year) if each)


@pytest.mark.parametrize(
    ("line", "symbol", "year"),
    [
        ("A/79/940", "A/79/940", None),
        ("JIU/REP/2025/1 [Expanded report]", "JIU/REP/2025/1", "2025"),
        ("United Nations DP/FPA/2025/4 (Part I)", "DP/FPA/2025/4 (Part I)", "2025"),
        ("E/ICEF/672(Première partie)", "E/ICEF/672 (Première partie)", None),
        ("and/or of 12/2020 km/h", None, None),
        ("https://example.org/A/79/940", None, None),
    ],
)
def test_symbols_of_documents(line: str, symbol: str | None, year: str | None) -> None:
    """A symbol at the head of the first page is read as printed; its year is the last resort."""
    found = read_imprint([[line]])
    assert value(found.symbol) == symbol
    assert value(found.year) == year


def test_a_document_with_a_symbol_is_published_by_the_united_nations() -> None:
    """Its organ may be named larger."""
    assert value(read_imprint([["Naciones Unidas", "A/79/940", "© Somebody 2020"]]).publisher) == "Naciones Unidas"


@pytest.mark.parametrize(
    ("line", "isbn"),
    [
        ("ISBN 978-955-8708-93-4", "978-955-8708-93-4"),
        ("ISBN: 92-2-115385-1 (print)", "92-2-115385-1"),
        ("ISBN 978-955-8708-93-5", None),
    ],
)
def test_an_isbn_has_the_right_check_digit(line: str, isbn: str | None) -> None:
    """Of either length; one that was misread is none."""
    assert value(read_imprint([[], [line]]).isbn) == isbn


def test_an_address_of_a_government_names_the_institution() -> None:
    """The name in the text that the address spells."""
    pages = [["Nets"], ["write to nets@coastguard.gov.xx"], ["The Coast Guard inspects boats."]]
    assert value(read_imprint(pages).publisher) == "Coast Guard"
    assert read_imprint([["Nets"], ["write to nets@coastguard.com"], *pages[2:]]).publisher is None
