"""The folders of generations in the data folder: which one is live, and how that changes.

    <data>/current                   holds the name of the live generation
    <data>/generations/<name>/       whole generations: the live one and the one before it
    <data>/generations/.<name>/      one that is being built, or was when a build was killed
    <data>/build.lock                held by the process that builds

`current` is replaced by renaming a whole new file over it, so a reader sees the old name or the new one.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.errors import BuildInProgress, NoIndex
from indexer.storage import sync

CURRENT = "current"
GENERATIONS = "generations"
LOCK = "build.lock"


def live_name(data: Path) -> str:
    """Return the name of the live generation. Raise NoIndex where there is none."""
    try:
        name = (data / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        name = ""
    if not name:
        raise NoIndex("Nothing is indexed yet. Build the index: python -m indexer build")
    return name


def live_folder(data: Path) -> Path:
    """Return the folder of the live generation. Raise NoIndex where there is none."""
    folder = data / GENERATIONS / live_name(data)
    if not folder.is_dir():
        raise NoIndex(f"The index {folder.name} is missing from {folder.parent}. Rebuild it: python -m indexer build")
    return folder


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
        shutil.rmtree(left)
    folder = generations / f".{name}"
    folder.mkdir()
    return folder


def publish(data: Path, folder: Path) -> Path:
    """Make a finished folder the live generation; keep the one that was live before and remove older ones."""
    previous = _live_or_none(data)
    name = folder.name.removeprefix(".")
    target = folder.with_name(name)
    _sync_tree(folder)
    folder.rename(target)
    sync(target.parent)
    fresh = data / f".{CURRENT}"
    with fresh.open("w", encoding="utf-8") as handle:
        handle.write(name + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    fresh.replace(data / CURRENT)
    sync(data)
    for old in target.parent.iterdir():
        if old.name not in (name, previous):
            shutil.rmtree(old)
    return target


def _live_or_none(data: Path) -> str | None:
    try:
        return live_name(data)
    except NoIndex:
        return None


def _sync_tree(folder: Path) -> None:
    """Flush every file of a folder to disk, so that none is missing once the folder has its name."""
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)
