"""The ledger on disk."""

from pathlib import Path

import pytest

from indexer.errors import FetchError
from indexer.fetch.state import STATE_FILE, Copy, Failure, SourceState, read_state, write_state

COPY = Copy("https://a/x", "https://a/y", "2024-05-01", "2024-05-02", 200, '"v1"', "", "ab" * 32, "PDF", 9, "x.pdf")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Copies, failures and both come back as they were."""
    entries = {
        "a": SourceState(COPY),
        "b": SourceState(None, Failure("đóng", "2024")),
        "c": SourceState(COPY, Failure("x", "2024")),
    }
    write_state(tmp_path, entries)
    assert read_state(tmp_path) == entries


def test_at_first_there_is_nothing(tmp_path: Path) -> None:
    """No ledger is an empty one."""
    assert read_state(tmp_path) == {}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": {"copy": {"address": "x"}}}', "\x00"])
def test_a_damaged_ledger_is_said_so(tmp_path: Path, text: str) -> None:
    """The message names the file and what to do."""
    (tmp_path / STATE_FILE).write_text(text)
    with pytest.raises(FetchError, match=r"ledger\.json is damaged .* Remove it"):
        read_state(tmp_path)
