"""The digests of a generation's files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import DamagedIndex
from indexer.index.digests import DIGESTS, check_digests, file_states, find_damage, write_digests

FAULTS: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda _: None,
    "empty": lambda _: b"",
    "cut": lambda content: content[:-1],
    "appended": lambda content: content + b"\0",
    "zeros": lambda content: bytes(len(content)),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A generation of three files with its digests."""
    folder = tmp_path / "one"
    (folder / "whoosh").mkdir(parents=True)
    (folder / "meta.json").write_text("{}")
    (folder / "passages.jsonl").write_text("words\n" * 100)
    (folder / "whoosh" / "MAIN.toc").write_text("contents")
    write_digests(folder)
    return folder


def test_a_whole_generation(folder: Path) -> None:
    """Nothing is damaged, whatever the times of the files."""
    os.utime(folder / "meta.json", (0, 0))
    assert find_damage(folder) == ()
    check_digests(folder)


@pytest.mark.parametrize("name", ["meta.json", "passages.jsonl", "whoosh/MAIN.toc", DIGESTS])
@pytest.mark.parametrize("damage", FAULTS)
def test_damage_is_named(folder: Path, name: str, damage: str) -> None:
    """Each kind of damage of each file is found, also of the file of digests."""
    path = folder / name
    damaged = FAULTS[damage](path.read_bytes())
    path.unlink()
    if damaged is not None:
        path.write_bytes(damaged)
    assert find_damage(folder) == (name,)
    with pytest.raises(DamagedIndex, match=rf"{name} is not what was written.*python -m indexer build"):
        check_digests(folder)


def test_a_file_that_whoosh_would_open(folder: Path) -> None:
    """A file beside those of Whoosh is damage; elsewhere it is none of ours."""
    (folder / "notes.txt").write_text("of an administrator")
    assert find_damage(folder) == ()
    (folder / "whoosh" / "MAIN_9.toc").write_text("planted")
    assert find_damage(folder) == ("whoosh/MAIN_9.toc",)


def test_states_tell_that_a_file_changed(folder: Path) -> None:
    """Also where its size and time are as before; of a folder that is gone there are none."""
    before = file_states(folder)
    assert set(before) == {"meta.json", "passages.jsonl", "whoosh/MAIN.toc", DIGESTS}
    assert file_states(folder) == before
    times = (folder / "meta.json").stat()
    (folder / "meta.json").write_text("[]")
    os.utime(folder / "meta.json", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert file_states(folder) != before
    assert file_states(folder / "none") == {}
