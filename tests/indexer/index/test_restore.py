"""Restoring a copy of a generation."""

import shutil
from pathlib import Path

import pytest

from indexer.errors import BuildError
from indexer.index.folders import live_folder, live_name
from indexer.index.generation import open_generation
from indexer.index.restore import backup, restore


def test_a_copy_of_the_data_folder(small_index: Path, tmp_path: Path) -> None:
    """Its live index becomes live under a new name; the one before stays as it was."""
    data, copy = tmp_path / "data", tmp_path / "copy"
    shutil.copytree(small_index, data)
    shutil.copytree(small_index, copy)
    before = live_name(data)
    (live_folder(data) / "passages.jsonl").write_bytes(b"")
    restored = restore(data, copy)
    assert live_folder(data) == restored
    assert restored.name != before
    assert open_generation(restored).count == open_generation(live_folder(copy)).count


def test_a_folder_of_one_generation(small_index: Path, tmp_path: Path) -> None:
    """It can be given by itself, also where the data folder is empty."""
    restored = restore(tmp_path / "data", live_folder(small_index))
    assert live_folder(tmp_path / "data") == restored


@pytest.mark.parametrize("is_damaged", [True, False], ids=["damaged", "none"])
def test_nothing_whole(small_index: Path, tmp_path: Path, *, is_damaged: bool) -> None:
    """Of a damaged copy, or a folder without an index, nothing is restored."""
    copy = tmp_path / "copy"
    if is_damaged:
        shutil.copytree(small_index, copy)
        (live_folder(copy) / "sources.json").write_bytes(b"[]")
    else:
        copy.mkdir()
    with pytest.raises(BuildError, match="There is no whole index"):
        restore(tmp_path / "data", copy)
    assert not (tmp_path / "data" / "current").exists()


def test_a_backup_can_be_restored(small_index: Path, tmp_path: Path) -> None:
    """It has the live index under its name; a second time there is nothing to do, unless the copy is damaged."""
    copy = tmp_path / "backup"
    made = backup(small_index, copy)
    assert made == live_folder(copy)
    assert live_name(copy) == live_name(small_index)
    assert backup(small_index, copy) is None
    (made / "passages.jsonl").write_bytes(b"")
    assert backup(small_index, copy) == made
    restored = restore(tmp_path / "data", copy)
    assert open_generation(restored).count == open_generation(live_folder(small_index)).count


def test_a_backup_of_nothing(tmp_path: Path) -> None:
    """Without an index there is an error, and nothing is written."""
    with pytest.raises(BuildError, match="There is no whole index"):
        backup(tmp_path / "data", tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
