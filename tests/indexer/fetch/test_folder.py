"""The folder of the copies: one writer at a time, and files that are whole or not there."""

from pathlib import Path

import pytest

from indexer.errors import FetchInProgress
from indexer.fetch.folder import fetch_lock, fetched_folder, replace_text


def test_two_fetches_at_once_are_refused(tmp_path: Path) -> None:
    """The second says that one is running; afterwards the lock is free."""
    with fetch_lock(tmp_path) as folder, pytest.raises(FetchInProgress, match="running"), fetch_lock(tmp_path):
        pass
    with fetch_lock(tmp_path) as again:
        assert again == folder == fetched_folder(tmp_path)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """Nothing but the new text is left."""
    for text in ("first", "second"):
        replace_text(tmp_path / "ledger.json", text)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger.json"]
    assert (tmp_path / "ledger.json").read_text() == "second"
