"""Signs of symbol fonts."""

import pytest

from indexer.read.office.symbol_fonts import UNKNOWN, symbol, symbol_text


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", 0xF0B3, "≥"), ("Symbol", 0xB1, "±"), ("symbol", 0xF061, "α"), ("Symbol", 0xF0E5, "∑"),
        ("Symbol", 0xF0B7, "•"), ("Wingdings", 0xF0FC, "✓"), ("Wingdings", 0xF0E0, "→"), ("Wingdings 2", 0xF052, "☑"),
        ("Webdings", 0xF021, UNKNOWN),
        ("Symbol", 0xF0FF, UNKNOWN), (None, 0x41, UNKNOWN),
    ],
)  # fmt: skip
def test_codes(font: str | None, code: int, sign: str) -> None:
    """With or without F000; what no table has is unknown."""
    assert symbol(font, code) == sign


def test_text_in_a_symbol_font() -> None:
    """Only text in such a font is changed."""
    assert symbol_text("Symbol", "a \uf0a3 b") == "α ≤ β"
    assert symbol_text("Calibri", "a < b") == "a < b"
