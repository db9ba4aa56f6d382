"""The details of a statement besides its status and actors."""

import pytest

from indexer.statements.classify import Classification
from indexer.statements.find_details import find_details, instruments_of


def verdict_at(text: str, verb: str) -> Classification:
    start = text.index(verb)
    return Classification("planned", "will", "rule", start, start + len(verb))


@pytest.mark.parametrize(
    ("text", "verb", "field", "expected"),
    [
        ("It will train 300 workers by June 2026.", "will", "deadline", "June 2026"),
        ("Lo hará antes de 2027.", "hará", "deadline", "2027"),
        ("Il le fera d'ici à 2030.", "fera", "deadline", "2030"),
        ("It will act within two years.", "will", "deadline", "two years"),
        ("In March 2023, it adopted a plan.", "adopted", "date", "March 2023"),
        ("El plan se aprobó en mayo de 2021.", "aprobó", "date", "mayo de 2021"),
        ("It ratified the Convention, 2007, then.", "ratified", "date", ""),
        ("It will train 300 workers by June 2026.", "will", "year", 2026),
        ("It adopted a plan for young fishers; then it left.", "adopted", "objects", "a plan for young fishers"),
        ("The plan was adopted in May.", "was adopted", "objects", "The plan"),
        ("The agency is building a new port.", "is building", "objects", "a new port"),
        ("The port is being built by the agency.", "is being built", "objects", "The port"),
        ("It adopted a plan for young fishers.", "adopted", "beneficiary", "young fishers"),
        ("It adopted a plan.", "adopted", "beneficiary", ""),
    ],
)
def test_particulars(text: str, verb: str, field: str, expected: object) -> None:
    """Object, beneficiary, deadline and date are in the sentence's own words; the year is a number."""
    assert getattr(find_details(text, verdict_at(text, verb)), field) == expected


def test_instruments() -> None:
    """Conventions, Protocols and Recommendations are named by their codes, however they are written."""
    assert instruments_of("It ratified Convention No. 188, C29 and P029, and Recommendation No. 204.") == (
        "C188", "C029", "P029", "R204",
    )  # fmt: skip
    assert instruments_of("It ratified nothing.") == ()
