"""Document symbols in headers and footers of pages."""

import pytest

from indexer.read.blocks import make_block
from indexer.read.document_symbols import has_symbol, symbol_lines


@pytest.mark.parametrize(
    "line",
    [
        "GB.317/INS/4",
        "Circular GB.317/INS/4 of the board",
        "A/RES/70/1",
        "E/CN.5/2020/3",
        "ISN/2031-07",
        "PB-12-0412",
        "Circular No. 14/2031",
        "COM(2031) 41 final",
    ],
)
def test_symbols(line: str) -> None:
    """Letters and figures in several parts."""
    assert has_symbol(line)


@pytest.mark.parametrize(
    "line",
    [
        "Page 3 of 10",
        "12/05/2024",
        "Board of the saltworks",
        "https://X.example/A/1",
        "info@A-1.example",
        "3.2.1",
        "and/or",
    ],
)
def test_other_lines_have_none(line: str) -> None:
    """Numbers of pages, dates, addresses and words."""
    assert not has_symbol(line)


def test_each_line_is_kept_once() -> None:
    """As a demoted note, unless the body has it; nothing else of headers and footers is kept."""
    kept = symbol_lines(["GB.1/A/2", "Page 1", " GB.1/A/2 ", "X/2/B"], [make_block("heading", "X/2/B")])
    assert [(block.kind, block.demoted, block.text) for block in kept] == [("note", True, "GB.1/A/2")]
