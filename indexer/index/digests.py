"""The digests of a generation's files, by which damage is found before anything of it is believed.

    digests.json    a digest of the rest, then for each file of the generation its size in bytes and its SHA-256 digest

The documents' files that a generation keeps are named by their own digests, and are not among these. The digests
detect damage and careless edits; they are no signature: who can write to the data folder can write these too.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from indexer.errors import DamagedIndex
from indexer.index.kept_files import FILES
from indexer.storage import file_digest

DIGESTS = "digests.json"

_READERS = 2
"""Files that are read side by side; digests of different files are computed at the same time."""

_CLOSED = ("whoosh",)
"""Folders in which a file that is not listed is damage: Whoosh would open it."""

FileState = tuple[int, int, int, int]
"""Time of modification and of change, in ns, size and inode of a file."""


class _Digest(msgspec.Struct, frozen=True):
    size: int
    sha256: str


def write_digests(folder: Path) -> None:
    """Write the digests of all files of a generation: the last of its files."""
    files = {
        str(path.relative_to(folder)): _Digest(path.stat().st_size, file_digest(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != DIGESTS and path.parent.name != FILES
    }
    content = msgspec.json.format(msgspec.json.encode(files), indent=1)
    (folder / DIGESTS).write_bytes(f"{hashlib.sha256(content).hexdigest()}\n".encode() + content)


def find_damage(folder: Path) -> tuple[str, ...]:
    """Return the names of the files of a generation that are missing or not as they were written, in order.

    A file beside the listed ones counts as damaged in the folders that a library opens by itself.
    """
    try:
        listed = _read(folder)
    except (OSError, ValueError, msgspec.DecodeError):
        return (DIGESTS,)
    with ThreadPoolExecutor(_READERS) as readers:
        good = readers.map(lambda item: _is_good(folder / item[0], item[1]), listed.items())
        damaged = {name for name, is_good in zip(listed, good, strict=True) if not is_good}
    return tuple(sorted({*damaged, *_foreign(folder, listed)}))


def check_digests(folder: Path) -> None:
    """Raise DamagedIndex where a file of a generation is missing or not as it was written."""
    damaged = find_damage(folder)
    if damaged:
        raise damage_error(folder, damaged)


def damage_error(folder: Path, damaged: tuple[str, ...]) -> DamagedIndex:
    """Build the error that names the damaged files of a generation, and the remedy."""
    more = f" and {len(damaged) - 1} more" if len(damaged) > 1 else ""
    return DamagedIndex(
        "The index %(name)s is damaged: %(files)s is not what was written. Restore a copy (verbatim restore FOLDER),"
        " or rebuild it: python -m indexer build",
        name=folder.name,
        files=damaged[0] + more,
    )


def file_states(folder: Path) -> Mapping[str, FileState]:
    """Return what tells that a file of a generation was changed since, by name; empty where the folder is gone."""
    return dict(_states(folder, ""))


def _states(folder: Path, prefix: str) -> Iterator[tuple[str, FileState]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not prefix and entry.name == FILES:
                    continue
                if entry.is_dir():
                    yield from _states(folder / entry.name, f"{prefix}{entry.name}/")
                else:
                    found = entry.stat()
                    state = found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
                    yield prefix + entry.name, state
    except OSError:
        return


def _read(folder: Path) -> dict[str, _Digest]:
    """Return the digests. Raise OSError, ValueError or msgspec.DecodeError where they are missing or damaged."""
    digest, _, content = (folder / DIGESTS).read_bytes().partition(b"\n")
    if hashlib.sha256(content).hexdigest().encode() != digest:
        raise ValueError("its own digest differs")
    return msgspec.json.decode(content, type=dict[str, _Digest])


def _is_good(path: Path, expected: _Digest) -> bool:
    try:
        return path.stat().st_size == expected.size and file_digest(path) == expected.sha256
    except OSError:
        return False


def _foreign(folder: Path, listed: Mapping[str, _Digest]) -> Iterator[str]:
    for each in _CLOSED:
        for path in (folder / each).rglob("*"):
            name = str(path.relative_to(folder))
            if name not in listed and not path.is_dir():
                yield name
