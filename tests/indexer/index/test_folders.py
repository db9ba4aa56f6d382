"""Generations in the data folder and the switch between them."""

from pathlib import Path

import pytest

from indexer.errors import DamagedIndex, NoIndex
from indexer.index.folders import live_folder, live_name, new_folder, publish


def make(data: Path, name: str) -> Path:
    folder = new_folder(data, name)
    (folder / "meta.json").write_text(name)
    return publish(data, folder)


def test_without_a_generation_it_is_said_what_to_run(tmp_path: Path) -> None:
    """An empty data folder has no live generation."""
    with pytest.raises(NoIndex, match="python -m indexer build"):
        live_folder(tmp_path)


def test_a_pointer_to_a_missing_folder_is_no_index(tmp_path: Path) -> None:
    """A data folder that lost its generation says so."""
    (tmp_path / "current").write_text("gone\n")
    with pytest.raises(DamagedIndex, match="gone"):
        live_folder(tmp_path)


def test_the_new_generation_is_live_and_the_previous_kept(tmp_path: Path) -> None:
    """Of three generations, the last is live and the one before it is still there."""
    for name in ("a", "b", "c"):
        make(tmp_path, name)
    assert live_name(tmp_path) == "c"
    assert {path.name for path in (tmp_path / "generations").iterdir()} == {"b", "c"}
    assert (live_folder(tmp_path) / "meta.json").read_text() == "c"


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    """A hidden folder of an unfinished build does not stay."""
    make(tmp_path, "a")
    new_folder(tmp_path, "unfinished")
    new_folder(tmp_path, "b")
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == [".b", "a"]
    assert live_name(tmp_path) == "a"
