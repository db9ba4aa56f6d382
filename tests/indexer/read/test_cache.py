"""Readings that are made once."""

import os
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read import cache as module
from indexer.read.cache import FOLDER, LIBRARIES, MAX_UNUSED_DAYS, ReadingCache, reading_version
from indexer.read.sandbox.limits import Limits

LIMITS = Limits()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "boats.md"
    path.write_text("# Boats\n\nThey are new.\n")
    return path


def entries(data: Path) -> list[Path]:
    return sorted((data / FOLDER).iterdir())


def reused(data: Path, path: Path, limits: Limits = LIMITS) -> int:
    """Read a file with a new cache and return how often it took what was there."""
    cache = ReadingCache(data)
    assert cache.read(path, limits).reading.title == "Boats"
    return cache.reused


def test_an_unchanged_file_is_read_once(tmp_path: Path, paper: Path) -> None:
    """Under whatever name of the same format it is; the reading is the same."""
    first = ReadingCache(tmp_path / "data").read(paper, LIMITS)
    assert ReadingCache(tmp_path / "data").read(paper, LIMITS) == first
    assert reused(tmp_path / "data", paper.rename(tmp_path / "ships.md")) == 1


def test_what_decides_on_a_reading_makes_a_new_one(
    tmp_path: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other bytes, other limits, another format, another version of reading."""
    data = tmp_path / "data"
    assert reused(data, paper) == 0
    assert reused(data, paper, Limits(pages=7)) == 0
    as_text = ReadingCache(data)
    as_text.read(paper.rename(tmp_path / "boats.txt"), LIMITS)
    assert as_text.reused == 0
    paper.write_text("# Boats\n\nThey are old.\n")
    assert reused(data, paper) == 0
    monkeypatch.setattr(module, "reading_version", lambda: "another")
    assert reused(data, paper) == 0
    assert len(entries(data)) == 5


@pytest.mark.parametrize("damage", [lambda content: content[:-5], lambda content: content[:40] + b"?" + content[41:]])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, paper: Path, damage: object) -> None:
    """Cut off or altered, it is seen and replaced."""
    data = tmp_path / "data"
    assert reused(data, paper) == 0
    (entry,) = entries(data)
    entry.write_bytes(damage(entry.read_bytes()))  # type: ignore[operator]
    assert reused(data, paper) == 0
    assert reused(data, paper) == 1


def test_a_files_own_fault_is_remembered(tmp_path: Path) -> None:
    """A file that cannot be read for what it holds has its reason at once; one that was stopped is tried again."""
    cache = ReadingCache(tmp_path / "data")
    (tmp_path / "a.pdf").write_bytes(b"<html>")
    for _ in range(2):
        with pytest.raises(ReadingError, match="not a PDF but a web page"):
            cache.read(tmp_path / "a.pdf", LIMITS)
    assert cache.reused == 1
    (tmp_path / "b.md").write_text("Boats.")
    for _ in range(2):
        with pytest.raises(ReadingError, match="more text than one file may have"):
            cache.read(tmp_path / "b.md", Limits(max_response_bytes=10))
    assert cache.reused == 1


def test_without_room_reading_goes_on(tmp_path: Path, paper: Path) -> None:
    """Where no cache entry can be written, the file is still read."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FOLDER).write_text("in the way")
    assert reused(tmp_path / "data", paper) == 0


def test_unused_entries_go(tmp_path: Path, paper: Path) -> None:
    """Entries that no build has used for long are removed, and incomplete ones too; use keeps an entry."""
    data = tmp_path / "data"
    reused(data, paper)
    reused(data, paper, Limits(pages=7))
    (data / FOLDER / "tmphalf").write_bytes(b"half")
    long_ago = time.time() - (MAX_UNUSED_DAYS + 1) * 86_400
    for entry in entries(data):
        os.utime(entry, (long_ago, long_ago))
    assert reused(data, paper) == 1
    ReadingCache(data).prune()
    assert len(entries(data)) == 1
    assert reused(data, paper) == 1


def test_it_is_one_and_short() -> None:
    """The same each time, in digits that a file name can have."""
    assert reading_version() == reading_version()
    assert len(reading_version()) == 16
    assert int(reading_version(), 16) >= 0


def test_its_libraries_are_those_installed() -> None:
    """Each is a package that is there, so that a new version of it counts."""
    assert all(version(name) for name in LIBRARIES)
