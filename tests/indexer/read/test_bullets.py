"""Bullets."""

import pytest

from indexer.read.bullets import ENUMERATOR, has_bullet, strip_bullet


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
