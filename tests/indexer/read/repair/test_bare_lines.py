"""What a short line that stands alone can be."""

import pytest

from indexer.read.repair.bare_lines import (
    is_address,
    is_callout,
    is_fragment,
    is_numbered,
    is_signature,
    looks_like_heading,
)


@pytest.mark.parametrize(
    "line",
    [
        "Fishing harbours",
        "2. Boats and nets",
        "Chapter 3 The harbour",
        "IV. Findings",
        "¿Qué es un puerto?",
        "2030 Agenda for the Sea",
        "02. " + " ".join(["nets"] * 30),
        "5 Conclusions",
        "Annex II Methods",
    ],
)
def test_headings(line: str) -> None:
    """Short capitalized lines, and longer ones with a number, can be headings."""
    assert looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "The boats are new.",
        "boats and nets",
        "As follows:",
        "31 boats repaired",
        "14 FAO guides",
        "60 per cent women",
        "example.org/boats",
        "Boats | Nets",
        "1.5",
        " ".join(["Boats"] * 15),
        "",
        "The boats, the nets,",
    ],
)
def test_no_headings(line: str) -> None:
    """Sentences, small letters, lead-ins, call-outs, addresses, rows and long lines cannot."""
    assert not looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    ["31 boats repaired", "14 FAO guides", "7 lLO posters", "60 per cent", "$4 million saved", "1,200 crew members"],
)
def test_callouts(line: str) -> None:
    """A figure with a few words of what it counts is a call-out."""
    assert is_callout(line)


@pytest.mark.parametrize(
    "line", ["5 Conclusions", "2. Boats", "Boats 31", "31", "31 boats were repaired in the harbour last year alone"]
)
def test_no_callouts(line: str) -> None:
    """Numbered headings, bare figures and sentences are not."""
    assert not is_callout(line)


@pytest.mark.parametrize(
    "line",
    [
        "Marta Ruiz, Harbour Master",
        "Lê Thị Hoa, Head of the Net Makers' Union",
        "J. R. van Dam, The oldest skipper of the coast",
        "Aina Rabe-Rasoa, Director, Port of Toliara",
    ],
)
def test_signatures(line: str) -> None:
    """A name, a comma and what the person is make a signature."""
    assert is_signature(line)


@pytest.mark.parametrize(
    "line",
    [
        "Boats, Nets and Ropes",
        "Marta Ruiz, who was there",
        "Marta Ruiz, Harbour Master.",
        "Harbour Law, Acts of the Port, 2008",
        "The old harbour of the town, Harbour Master",
        "Marta Ruiz",
    ],
)
def test_no_signatures(line: str) -> None:
    """Lists, sentences, titles with a year and bare names are not."""
    assert not is_signature(line)


def test_numbers_and_addresses() -> None:
    """Numbers of headings and web addresses are known by their form."""
    assert is_numbered("2.1 Nets")
    assert not is_numbered("21 nets")
    assert is_address("www.example.org")
    assert is_address("example.org/A1")
    assert not is_address("Example. Org")


def test_fragments() -> None:
    """Labels with a small letter are fragments too, sentences are not."""
    assert is_fragment("net makers")
    assert not is_fragment("net makers are here.")
