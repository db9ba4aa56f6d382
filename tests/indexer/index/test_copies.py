"""Wordings that several passages have."""

from pathlib import Path

import pytest

from benchmarks.passages import Row, write_generation
from indexer.index.generation import open_generation


def rows(*texts: str) -> list[Row]:
    return [Row(f"d{place}", "Title", text, (), "coffee") for place, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "copies"),
    [
        (("a barge at dusk", "a barge at dawn"), ()),
        (("a barge at dusk", "A BARGE\n at  dusk", "dusk at a barge", "a barge at dusk"), ((0, 1, 3),)),
        (("a barge", "one lock", "one lock", "a barge"), ((0, 3), (1, 2))),
        (("pay $5", "pay €5", "pay 5"), ()),
        (("‘a’ – “b”", "'a' - \"b\""), ((0, 1),)),
    ],
)
def test_copies(tmp_path: Path, texts: tuple[str, ...], copies: tuple[tuple[int, ...], ...]) -> None:
    """Case, line breaks and kinds of marks are no part of a wording; the order of words and signs are."""
    write_generation(rows(*texts), tmp_path)
    assert open_generation(tmp_path).copies == copies
