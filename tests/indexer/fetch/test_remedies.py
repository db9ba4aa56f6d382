"""What a person is told to do."""

from pathlib import Path

import pytest

from indexer.fetch.remedies import remedy_for, status_reason
from tests.indexer.fetch.conftest import paper

SOURCE = paper("https://a.example/x")


@pytest.mark.parametrize("status", [None, 401, 403, 404, 410, 451, 500])
def test_there_is_always_a_way(status: int | None) -> None:
    """The page's address, and the folder and name under which the file is found by the next build."""
    said = remedy_for(SOURCE, Path("corpus/library"), status)
    assert "https://a.example/x" in said
    assert "corpus/library as paper.pdf" in said
    assert ("new address" in said) == (status in (404, 410))


def test_other_statuses_are_named() -> None:
    """A status without words of its own is given as it is."""
    assert "418" in status_reason(418)
