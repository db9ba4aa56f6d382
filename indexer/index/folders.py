"""Where generations lie in the data folder, which one is live, and how that changes.

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

CURRENT = "current"
GENERATIONS = "generations"
LOCK = "build.lock"


def live_name(data: Path) -> str:
    """The name of the live generation. Raises NoIndex where there is none."""
    try:
        name = (data / CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        name = ""
    if not name:
        raise NoIndex("Nothing is indexed yet. Build the index: python -m indexer build")
    return name


def live_folder(data: Path) -> Path:
    """The folder of the live generation. Raises NoIndex where there is none."""
    folder = data / GENERATIONS / live_name(data)
    if not folder.is_dir():
        raise NoIndex(
            f"The index {folder.name} is missing from {folder.parent}. Build it anew: python -m indexer build"
        )
    return folder


@contextlib.contextmanager
def build_lock(data: Path) -> Iterator[None]:
    """Holds the lock of the data folder. Raises BuildInProgress where another process does.

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
    """An empty folder to build a generation in. What killed builds left behind is removed first."""
    generations = data / GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    for left in generations.glob(".*"):
        shutil.rmtree(left)
    folder = generations / f".{name}"
    folder.mkdir()
    return folder


def publish(data: Path, folder: Path) -> Path:
    """Makes a finished folder the live generation and keeps the one that was live before; older ones go."""
    previous = _live_or_none(data)
    name = folder.name.removeprefix(".")
    target = folder.with_name(name)
    _sync_tree(folder)
    folder.rename(target)
    _sync(target.parent)
    fresh = data / f".{CURRENT}"
    with fresh.open("w", encoding="utf-8") as handle:
        handle.write(name + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    fresh.replace(data / CURRENT)
    _sync(data)
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
    """Sees to it that every file of a folder is on the disk before its name is; one with several names but once."""
    for path in {path.stat().st_ino: path for path in folder.rglob("*")}.values():
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
