"""The folders of generations in the data folder: which one is live, and how that changes.

    <data>/current                   holds the name of the live generation
    <data>/generations/<name>/       whole generations: the live one and the one before it
    <data>/generations/.<name>/      one that is being built, or was when a build was killed
    <data>/build.lock                held by the process that builds

`current` is replaced by renaming a whole new file over it, so a reader sees the old name or the new one.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.errors import BuildInProgress, DamagedIndex, IndexUnavailable, NoIndex
from indexer.index.digests import DIGESTS, find_damage, write_digests
from indexer.storage import sync

CURRENT = "current"
GENERATIONS = "generations"
LOCK = "build.lock"

MAX_NAME = 100
_NAME = re.compile(r"\w[\w.-]{0,99}", re.ASCII)
"""The name of a generation: a file of one folder, not hidden."""


def live_name(data: Path) -> str:
    """Return the name of the live generation. Raise NoIndex where there is none, DamagedIndex where it is no name."""
    try:
        content = (data / CURRENT).read_bytes()[: MAX_NAME + 1]
    except (FileNotFoundError, NotADirectoryError):
        content = None
    except OSError as error:
        raise _damaged_name(data, error.strerror or "") from error
    if content is None:
        raise NoIndex("Nothing is indexed yet. Build the index: python -m indexer build")
    name = content.decode("ascii", "replace").strip()
    if not _NAME.fullmatch(name):
        raise _damaged_name(data, "it holds no name")
    return name


def _damaged_name(data: Path, why: str) -> DamagedIndex:
    return DamagedIndex(
        "The file %(path)s, which names the live index, is damaged (%(why)s)."
        " Rebuild the index, or restore a copy: python -m indexer build",
        path=str(data / CURRENT),
        why=why,
    )


def live_folder(data: Path) -> Path:
    """Return the folder of the live generation. Raise NoIndex where there is none, DamagedIndex where it is missing."""
    folder = data / GENERATIONS / live_name(data)
    if not folder.is_dir():
        raise DamagedIndex(
            "The index %(name)s is missing from %(folder)s. Rebuild it: python -m indexer build",
            name=folder.name,
            folder=str(folder.parent),
        )
    return folder


def other_folders(data: Path, live: Path | None) -> list[Path]:
    """Return the folders of the whole generations besides the `live` one, the newest first."""
    try:
        found = [each for each in (data / GENERATIONS).iterdir() if _NAME.fullmatch(each.name) and each.is_dir()]
    except OSError:
        return []
    return sorted((each for each in found if each != live), key=lambda each: each.name, reverse=True)


@contextlib.contextmanager
def build_lock(data: Path) -> Iterator[None]:
    """Hold the lock of the data folder. Raise BuildInProgress where another process does.

    The system frees the lock when its holder ends, however it ends.
    """
    data.mkdir(parents=True, exist_ok=True)
    lock = FileLock(data / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BuildInProgress(
            f"Another build is running in {data}. Wait until it has ended, then try again."
        ) from error
    try:
        yield
    finally:
        lock.release()


def new_folder(data: Path, name: str) -> Path:
    """Create and return an empty folder to build a generation in; remove those of killed builds."""
    generations = data / GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    for left in generations.glob(".*"):
        _remove(left)
    folder = generations / f".{name}"
    folder.mkdir()
    return folder


def publish(data: Path, folder: Path) -> Path:
    """Make a finished folder the live generation; keep the one that was live before and remove older ones."""
    previous = whole_folder(data)
    name = folder.name.removeprefix(".")
    target = folder.with_name(name)
    if not (folder / DIGESTS).exists():  # a copy that is restored has them
        write_digests(folder)
    _sync_tree(folder)
    folder.rename(target)
    sync(target.parent)
    fresh = data / f".{CURRENT}"
    with fresh.open("w", encoding="utf-8") as handle:
        handle.write(name + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    if (data / CURRENT).is_dir():
        _remove(data / CURRENT)
    fresh.replace(data / CURRENT)
    sync(data)
    for old in target.parent.iterdir():
        if old.name != name and old != previous:
            _remove(old)
    return target


def _remove(path: Path) -> None:
    """Remove a folder, or whatever else is in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def whole_folder(data: Path) -> Path | None:
    """Return the folder of the live generation, or where that is damaged of the newest that is not; None without any.

    Where all are damaged, it is the live one.
    """
    live = None
    with contextlib.suppress(IndexUnavailable):
        live = live_folder(data)
    candidates = [*([live] if live else []), *other_folders(data, live)]
    return next((each for each in candidates if not find_damage(each)), live)


def _sync_tree(folder: Path) -> None:
    """Flush every file of a folder to disk, so that none is missing once the folder has its name."""
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)
