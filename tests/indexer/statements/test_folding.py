"""Folding that keeps offsets."""

import pytest

from indexer.statements.folding import fold_same_length, lower_same_length


@pytest.mark.parametrize("text", ["Événement", "İstanbul’da", "Straße Œuvre", "Đà Nẵng\u00a0ĐÃ", "a\nb", "ﬁn"])
def test_offsets_are_kept(text: str) -> None:
    """Folded text has the length of the original, whatever its letters."""
    assert len(fold_same_length(text)) == len(text)
    assert len(lower_same_length(text)) == len(text)


def test_accents() -> None:
    """One form drops accents, the other keeps them; both straighten apostrophes and spaces."""
    assert fold_same_length("L’Été\u00a0à") == "l'ete a"
    assert lower_same_length("L’Été\u00a0à") == "l'été à"


def test_raised_figures_are_no_digits() -> None:
    """A power of ten does not become a number of three figures."""
    assert fold_same_length("10⁶ É") == "10⁶ e"
