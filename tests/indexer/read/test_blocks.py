"""Addresses that are kept."""

import pytest

from indexer.read.blocks import normalize_url


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (" https://example.org/a b ", None),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:port@example.org", "mailto:port@example.org"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("#section", None),
        ("", None),
    ],
)
def test_kept_address(url: str, kept: str | None) -> None:
    """Web and mail addresses are kept; what a browser would run or open locally is not."""
    assert normalize_url(url) == kept
