"""Bullets."""

import pytest

from indexer.read.heuristics import (
    ENUMERATOR,
    breaks_off,
    ends_sentence,
    has_bullet,
    is_address,
    is_callout,
    is_dangling,
    is_fragment,
    is_numbered,
    is_signature,
    looks_like_heading,
    starts_lowercase,
    strip_bullet,
)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("• Boats", "Boats"),
        ("\uf0b7 Boats", "Boats"),
        ("– Boats and nets", "Boats and nets"),
        ("○ ● Boats", "Boats"),
        ("O Boats were counted", "Boats were counted"),
        ("o Boats were counted", "Boats were counted"),
    ],
)
def test_bullets_are_taken_off(text: str, rest: str) -> None:
    """All signs, letters O misread from rings included, are taken off."""
    assert has_bullet(text)
    assert strip_bullet(text) == rest


@pytest.mark.parametrize("text", ["Boats", "-5 degrees", "o boats", "Oslo", "(a) boats", "3. boats"])
def test_what_is_no_bullet(text: str) -> None:
    """Words, negative numbers and counting letters are no bullets and stay."""
    assert not has_bullet(text)
    assert strip_bullet(text) == text


@pytest.mark.parametrize(
    ("text", "counts"),
    [("3. boats", True), ("(iv) boats", True), ("a) boats", True), ("2.6 million", False), ("3.", False)],
)
def test_enumerators(text: str, counts: bool) -> None:  # noqa: FBT001  # a table's column
    """Numbers and letters that count items are seen as such where text follows."""
    assert (ENUMERATOR.match(text) is not None) is counts


@pytest.mark.parametrize("text", ["It is so.", "Is it?", "as follows:", "“It is so.”", "(It is so.)", "first;"])
def test_ends(text: str) -> None:
    """Full stops, question marks, colons and semicolons end a text, closing marks after them or not."""
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["It is", "the firm (a mill)", "boats, nets", "“boats”"])
def test_does_not_end(text: str) -> None:
    """Words, brackets and quotation marks alone end nothing."""
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("text", "dangling"),
    [
        ("nets and", True),
        ("nets,", True),
        ("les bateaux de", True),
        ("el puerto y", True),
        ("nets", False),
        ("", False),
    ],
)
def test_dangling(text: str, dangling: bool) -> None:  # noqa: FBT001  # a table's column
    """A comma or a word that needs another leaves a text hanging, in several languages."""
    assert is_dangling(text) is dangling


def test_breaks_off() -> None:
    """A text breaks off where a whole sentence is followed by a part of one."""
    assert breaks_off("Two boats were built. Other new")
    assert not breaks_off("Two boats were built. Others too.")
    assert not breaks_off("nets and ropes")


def test_starts_low() -> None:
    """Only a small letter right at the start counts."""
    assert starts_lowercase("boats")
    assert not starts_lowercase("“boats”")
    assert not starts_lowercase("Boats")


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
    "line",
    [
        "5 Conclusions",
        "2. Boats",
        "2.1.1. FAO guides",
        "Boats 31",
        "31",
        "31 boats were repaired in the harbour last year alone",
    ],
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
