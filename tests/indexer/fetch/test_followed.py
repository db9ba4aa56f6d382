"""The list of links taken up, on disk."""

from pathlib import Path

import pytest

from indexer.errors import FetchError
from indexer.fetch.followed import FOLLOWED, FollowedLink, read_followed, write_followed

NEAR = FollowedLink("near", "A toolkit", "https://a.example/near", ("report",), 1)
FAR = FollowedLink("far", None, "https://a.example/far", ("near", "report"), 2)


def test_what_is_written_is_read_the_nearest_first(tmp_path: Path) -> None:
    """A document comes after the one that led to it."""
    assert read_followed(tmp_path) == ()
    write_followed(tmp_path, (FAR, NEAR))
    assert read_followed(tmp_path) == (NEAR, FAR)


def test_a_followed_link_is_a_source() -> None:
    """Its title is what the link said, else, until it is read, its address."""
    assert (NEAR.source().title, FAR.source().title) == ("A toolkit", "https://a.example/far")
    source = FAR.source()
    assert (source.id, source.page, source.text, source.kind) == ("far", FAR.page, "fetch", "document")
    assert source.linked_from == ("near", "report")


@pytest.mark.parametrize("text", ["", "{}x", "[1]", '[{"id": "x", "linked_from": []}]', '[{"id": "x"}]'])
def test_a_damaged_list_is_said_so(tmp_path: Path, text: str) -> None:
    """The message names the file and what to do."""
    (tmp_path / FOLLOWED).write_text(text)
    with pytest.raises(FetchError, match=r"followed\.json is damaged .* --follow"):
        read_followed(tmp_path)
