"""Names of taxonomy values found in texts."""

from collections import Counter

import pytest

from indexer.documents.mentions import MentionFinder
from indexer.records.taxonomy import Facet, FacetValue


def value(slug: str, *evidence: str) -> FacetValue:
    return FacetValue(slug, {"en": evidence[0]}, evidence=evidence)


FINDER = MentionFinder(
    Facet(
        "country",
        {"en": "Country"},
        (
            value("NAM", "Namibia", "Namibian", "Trade Union Congress of Namibia", "Lüderitz"),
            value("VNM", "Viet Nam", "Vietnam", "Vietnamese"),
            value("UNI", "trade union"),
        ),
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Viet Nam's exports, and Vietnamese workers", {"VNM": 2}),
        ("the harbour of LUDERITZ", {"NAM": 1}),
        ("the Trade Union Congress of Namibia", {"NAM": 1}),
        ("a trade union in Namibia", {"UNI": 1, "NAM": 1}),
        ("Namibianizing", {}),
        ("see https://example.org/namibia/trade-union or www.vietnam.example", {}),
        ("", {}),
    ],
)
def test_names_are_found_folded_and_whole(text: str, found: dict[str, int]) -> None:
    """Labels, aliases and evidence count wherever they are whole words; of overlapping names the longest."""
    assert FINDER.count([text]) == Counter(found)


WEAK = MentionFinder(
    Facet(
        "topic",
        {"en": "Topic"},
        (FacetValue("data", {"en": "Data"}, evidence=("survey", "rapid assessment"), weak=("survey",)),),
        about_nothing=("job survey",),
    )
)


@pytest.mark.parametrize(
    ("headings", "text", "found"),
    [
        ((), "The survey shows that wages rose.", set()),
        ((), "The survey follows another survey.", {"data"}),
        ((), "The survey follows another survey. " + "Wages rose in every town. " * 40, set()),
        (("About the survey",), "It took a year.", {"data"}),
        ((), "A rapid assessment was made.", {"data"}),
        ((), "A job survey and a job survey", set()),
    ],
)
def test_weak_names_count_in_headings_and_where_they_are_many(
    headings: tuple[str, ...], text: str, found: set[str]
) -> None:
    """What a passage names in passing does not make it about that; phrases about nothing never do."""
    assert WEAK.about(headings, text) == found
