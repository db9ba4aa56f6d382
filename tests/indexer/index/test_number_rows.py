"""Rows of numbers, one a passage."""

from pathlib import Path

import numpy as np
import pytest

from indexer.index.number_rows import Rows


@pytest.mark.parametrize("kind", [np.uint8, np.uint32])
def test_rows_are_read_where_they_lie(tmp_path: Path, kind: type[np.unsignedinteger]) -> None:
    """Each row is the bytes between the ends of the row before and its own."""
    (tmp_path / "rows").write_bytes(b"head" + np.arange(6, dtype=kind).tobytes())
    rows = Rows(tmp_path / "rows", 4, np.array([2, 2, 6], np.uint32), np.dtype(kind).itemsize)
    assert [np.frombuffer(rows[each], kind).tolist() for each in range(3)] == [[0, 1], [], [2, 3, 4, 5]]
