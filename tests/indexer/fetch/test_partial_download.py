"""Downloads under way."""

from pathlib import Path

import pytest

from indexer.fetch.partial_download import PartialDownload, Representation, validator_of

REPRESENTATION = Representation("https://a.example/x", '"v1"')


def test_a_download_can_be_gone_on_with(tmp_path: Path) -> None:
    """Bytes and origin outlive the process that noted them."""
    PartialDownload(tmp_path, "x").start(REPRESENTATION)
    PartialDownload(tmp_path, "x").path.write_bytes(b"half")
    later = PartialDownload(tmp_path, "x")
    assert (later.representation(), later.size, later.head(2)) == (REPRESENTATION, 4, b"ha")


def test_without_bytes_or_origin_there_is_nothing_to_go_on_with(tmp_path: Path) -> None:
    """An empty download, one without an origin, a damaged note and none at all have no origin."""
    partial = PartialDownload(tmp_path, "x")
    assert partial.representation() is None
    partial.start(REPRESENTATION)
    assert partial.representation() is None
    partial.start(None)
    partial.path.write_bytes(b"half")
    assert partial.representation() is None
    partial.path.with_name(partial.path.name + ".json").write_text('{"final": 1')
    assert partial.representation() is None
    partial.discard()
    assert (list(tmp_path.iterdir()), partial.size) == ([], 0)


@pytest.mark.parametrize(
    ("etag", "modified", "mark"),
    [
        ('"v1"', "Wed, 01 May 2024", '"v1"'),
        ('W/"v1"', "Wed, 01 May 2024", "Wed, 01 May 2024"),
        ('W/"v1"', "", ""),
        ("", "", ""),
    ],
)
def test_marks_tell_versions_apart(etag: str, modified: str, mark: str) -> None:
    """A strong tag, else the date; a weak tag alone is none."""
    assert validator_of(etag, modified) == mark
