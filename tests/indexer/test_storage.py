"""Digests of files and code, and the cache of content."""

import hashlib
import os
from pathlib import Path

import pytest

from indexer.storage import ContentCache, code_digest, file_digest

CONTENT = b"Boats are inspected before they sail." * 10


def test_a_files_digest_is_that_of_its_bytes(tmp_path: Path) -> None:
    """In hexadecimal; a file that is not there is an error."""
    (tmp_path / "a").write_bytes(CONTENT)
    assert file_digest(tmp_path / "a") == hashlib.sha256(CONTENT).hexdigest()
    with pytest.raises(FileNotFoundError):
        file_digest(tmp_path / "b")


def test_code_has_another_digest_after_a_change(tmp_path: Path) -> None:
    """Files, names and libraries count, wherever the folder is; compiled files and excluded folders do not."""
    for copy in ("one", "two"):
        folder = tmp_path / copy / "code"
        (folder / "part").mkdir(parents=True)
        (folder / "a.py").write_text("a = 1")
        (folder / "a.pyc").write_text(copy)
        (folder / "part" / "b.py").write_text(copy)
    one, two = tmp_path / "one" / "code", tmp_path / "two" / "code"
    assert code_digest([one], ["numpy"], [one / "part"]) == code_digest([two], ["numpy"], [two / "part"])
    assert code_digest([one], ["numpy"]) != code_digest([two], ["numpy"])
    assert code_digest([one], ["numpy"]) != code_digest([one], ["no-such-library"])


@pytest.mark.parametrize("place", [0, 20, 33, 200, -1])
def test_a_damaged_entry_is_missing(tmp_path: Path, place: int) -> None:
    """Where one bit is another, in the digest or behind it, or the end is missing."""
    cache = ContentCache(tmp_path, ".entry")
    assert cache.load("key") is None
    cache.store("key", CONTENT)
    assert cache.load("key") == CONTENT
    entry = tmp_path / "key.entry"
    stored = entry.read_bytes()
    entry.write_bytes(stored[:place])
    assert cache.load("key") is None
    damaged = bytearray(stored)
    damaged[place] ^= 1
    entry.write_bytes(damaged)
    assert cache.load("key") is None


def test_pruning_removes_what_is_not_kept(tmp_path: Path) -> None:
    """And what was left half written, but no entry that is kept; a folder need not exist."""
    cache = ContentCache(tmp_path / "cache", ".entry")
    cache.prune(lambda _: True)
    for key in ("a", "b"):
        cache.store(key, CONTENT)
    (tmp_path / "cache" / "tmphalf").write_bytes(b"half")
    cache.prune(lambda entry: entry.stem == "a")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["a.entry"]


def test_an_entry_remembers_its_use(tmp_path: Path) -> None:
    """Its time of modification is that of its last use."""
    cache = ContentCache(tmp_path, ".entry")
    cache.store("a", CONTENT)
    os.utime(tmp_path / "a.entry", (1, 1))
    cache.mark_used("a")
    assert (tmp_path / "a.entry").stat().st_mtime > 1
    cache.mark_used("missing")


def test_an_entry_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """A file where the folder should be."""
    (tmp_path / "cache").write_text("in the way")
    with pytest.raises(OSError, match="exists"):
        ContentCache(tmp_path / "cache", ".entry").store("a", CONTENT)
