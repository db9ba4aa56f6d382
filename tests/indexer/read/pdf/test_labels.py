"""Page labels."""

import pytest

from indexer.read.pdf.labels import label_pages


@pytest.mark.parametrize(
    ("declared", "printed", "labels"),
    [
        (("i", "ii", "1"), (None, "9", "9"), ["i", "ii", "1"]),
        (None, (None, "ii", "1", "2", "3", None, "5"), ["1", "ii", "1", "2", "3", "4", "5"]),
        (None, ("7", None, "2010"), ["1", "2", "3"]),
        (None, (None, None), ["1", "2"]),
        (("1", "2"), ("5", "6", "7"), ["5", "6", "7"]),
    ],
)
def test_label_pages(declared: tuple[str, ...] | None, printed: tuple[str | None, ...], labels: list[str]) -> None:
    """Declared labels win, then printed numbers that run alongside the pages; else pages have their own numbers."""
    pages = label_pages(declared, printed)
    assert [page.label for page in pages] == labels
    assert [page.number for page in pages] == list(range(1, len(labels) + 1))
