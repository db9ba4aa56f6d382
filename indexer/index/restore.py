"""Copies a generation out of a data folder, and makes a copy live again.

The copy gets a new folder: a file of a live generation is never written to, since the service has it mapped, and
a mapped file that is truncated ends the process.
"""

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from indexer.errors import BuildError, IndexUnavailable
from indexer.index.digests import DIGESTS, find_damage
from indexer.index.folders import GENERATIONS, build_lock, live_folder, new_folder, other_folders, publish
from indexer.index.meta import read_meta


def restore(data: Path, source: Path) -> Path:
    """Copy a generation from a data folder, or from its folder, into this data folder, and make it live.

    Of a data folder it is the live one, or where that is damaged the newest that is whole. Raise BuildError where there
    is none, IndexVersionMismatch where another version of the schema wrote it, and BuildInProgress.
    """
    return _copy(_choose(source), data, datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ"))


def backup(data: Path, target: Path) -> Path | None:
    """Copy the live generation, or where that is damaged the newest whole one, to a folder that `restore` takes.

    The copy before it is kept. Return the copy, or None where the folder has it already. Raise as `restore` does.
    """
    chosen = _choose(data)
    copy = target / GENERATIONS / chosen.name
    if copy.is_dir():
        with suppress(IndexUnavailable):
            if live_folder(target) == copy and not find_damage(copy):
                return None
        with build_lock(target):
            shutil.rmtree(copy)
    return _copy(chosen, target, chosen.name)


def _copy(chosen: Path, data: Path, name: str) -> Path:
    """Copy a generation into a data folder under this name, and make it live once every byte of it was checked."""
    with build_lock(data):
        folder = new_folder(data, name)
        shutil.copytree(chosen, folder, dirs_exist_ok=True)
        damaged = find_damage(folder)
        if damaged:
            shutil.rmtree(folder)
            raise BuildError(f"The copy of {chosen} was damaged on its way: {damaged[0]}. Try again.")
        read_meta(folder)
        return publish(data, folder)


def _choose(source: Path) -> Path:
    """Return the folder of the generation to restore. Raise BuildError where none is whole."""
    if (source / DIGESTS).exists():
        candidates = [source]
    else:
        try:
            live = live_folder(source)
        except IndexUnavailable:
            live = None
        candidates = [*([live] if live else []), *other_folders(source, live)]
    for each in candidates:
        if not find_damage(each):
            return each
    raise BuildError(
        f"There is no whole index in {source}, so the index stays as it was."
        " Give a copy of a data folder, or of a folder in its generations/."
    )
