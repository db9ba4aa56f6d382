"""Where fetched files lie in the data folder, how they are replaced, and who may change them.

<data>/fetched/<source id>.<suffix>     the copies
<data>/fetched/ledger.json              where each copy is from, and what went wrong last
<data>/fetched/followed.json            the sources that were found by following links
<data>/fetched/.<source id>.part        a download that is under way or was cut off; beside it, with .json, whose
<data>/fetch.lock                       held by the process that fetches
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import FetchInProgress

FETCHED = "fetched"
LOCK = "fetch.lock"


def fetched_folder(data: Path) -> Path:
    """The folder of the copies, whether it exists or not."""
    return data / FETCHED


@contextlib.contextmanager
def fetch_lock(data: Path) -> Iterator[Path]:
    """Holds the lock on the folder of the copies and gives it, made where it is missing.

    Raises FetchInProgress where another process holds the lock. The system frees it when its holder ends.
    """
    fetched_folder(data).mkdir(parents=True, exist_ok=True)
    with (data / LOCK).open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FetchInProgress(f"Another fetch is running in {data}. Wait until it has ended.") from error
        yield fetched_folder(data)


def replace_file(fresh: Path, target: Path) -> None:
    """Puts a whole new file in the place of an old one: whoever looks sees the one or the other."""
    _sync(fresh)
    fresh.replace(target)
    _sync(target.parent)


def replace_text(target: Path, text: str) -> None:
    """Writes a text file anew, whole or not at all."""
    fresh = target.with_name(f".{target.name}")
    fresh.write_text(text, encoding="utf-8")
    replace_file(fresh, target)


def _sync(path: Path) -> None:
    """Sees to it that a file, or a folder's list of names, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
