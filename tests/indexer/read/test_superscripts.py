"""Raised and lowered text."""

import pytest

from indexer.read.superscripts import subscript_text, superscript_text


@pytest.mark.parametrize(
    ("before", "superscript", "after"),
    [
        ("1,250", "3", " boats"),
        ("boats", "4", "."),
        ("word", "3,4", " next"),
        ("as said", "[12]", "."),
        ("12.5", "a", " acres"),
        ("Total", "b", ""),
        ("boats", "*", ""),
        ("boats", "†‡", ""),
        ("in 2019", "1", " and"),
        ("10,110", "2", ""),
    ],
)
def test_marks_of_notes_are_left_out(before: str, superscript: str, after: str) -> None:
    """Figures, letters and signs behind a word or a number."""
    assert superscript_text(before, superscript, after) == ""


@pytest.mark.parametrize(
    ("before", "superscript", "after", "text"),
    [
        ("on 10", "4", " acres", "⁴"),
        ("3 × 10", "-6", "", "⁻⁶"),
        ("30 m", "2", " of floor", "²"),
        ("1 km", "3", "", "³"),
        ("x", "2", " + 1", "²"),
        ("E = mc", "2", ".", "²"),
        ("s", "-1", "", "⁻¹"),
        ("Ca", "2+", " ions", "²⁺"),
        ("the ", "14", "C method", "¹⁴"),
        ("The 19", "th", " article", "th"),
        ("le 1", "er", " mai", "er"),
        ("n", "o", " 5", "o"),
        ("la 2", "a", " parte", "a"),
        ("Boats", "TM", "", "TM"),
        ("5", "1/2", " acres", " 1/2"),
        ("at 20", "o", "C.", "°"),
        ("", "1", "As counted", "1 "),
    ],
)
def test_what_is_part_of_the_text_stays(before: str, superscript: str, after: str, text: str) -> None:
    """Exponents, charges, masses and ordinals; a raised number never runs into the one before it."""
    assert superscript_text(before, superscript, after) == text


def test_a_link_makes_a_mark() -> None:
    """Where a raised figure leads to a note, it is none of a unit's."""
    assert superscript_text("30 m", "2", " wide", is_link=True) == ""


def test_lowered_text() -> None:
    """An index follows letters as it is, and figures as lowered ones."""
    assert [subscript_text("CO", "2"), subscript_text("101", "2"), subscript_text("H", "kiln")] == ["2", "₂", "kiln"]
