"""Numbers of headings as schemes and values."""

import pytest

from indexer.read.pdf.heading_numbers import HeadingNumber, heading_numbers, is_title_of_annexes, roman_value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.1 Nets", HeadingNumber("decimal", (2, 1))),
        ("2.1.Nets", HeadingNumber("decimal", (2, 1))),
        ("1.0 Nets", HeadingNumber("decimal", (1,))),
        ("1.1.2.1¿Which nets?", HeadingNumber("decimal", (1, 1, 2, 1))),
        ("IV. Nets", HeadingNumber("roman", (4,))),
        ("B. Nets", HeadingNumber("letter", (2,))),
        ("Chapitre 3 : Filets", HeadingNumber("chapter", (3,))),
        ("Chapter One Nets", HeadingNumber("chapter", ())),
        ("Annex II Nets", HeadingNumber("annex", (2,))),
        ("Chương 2 Lưới", HeadingNumber("chapter", (2,))),
    ],
)
def test_a_number_is_read(text: str, expected: HeadingNumber) -> None:
    """Its scheme and its values, whether a space, a dot or a word is beside it."""
    assert heading_numbers(text) == [expected]


def test_a_letter_may_be_a_roman_number() -> None:
    """Both are possible, the Roman number first; words and figures alone are no number."""
    assert heading_numbers("I. Nets") == [HeadingNumber("roman", (1,)), HeadingNumber("letter", (9,))]
    assert heading_numbers("Nets of 2024") == heading_numbers("2024 nets") == []


def test_roman_numbers_are_checked() -> None:
    """A word of Roman digits in the wrong order is none."""
    assert [roman_value(text) for text in ("XIV", "XLIX", "IIX", "VX")] == [14, 49, 0, 0]


def test_the_title_of_all_annexes() -> None:
    """In the plural or the singular, without a number."""
    assert is_title_of_annexes("ANNEXES")
    assert is_title_of_annexes("Appendices")
    assert not is_title_of_annexes("Annex 1: Nets")
