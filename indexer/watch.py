"""Watching folders for files that are added, changed or removed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

States = Mapping[Path, tuple[int, int]]
"""Size and time of the last change (ns) of every file."""


def changes(folders: Sequence[Path], pause: Callable[[], None]) -> Iterator[None]:
    """Yield whenever files below these folders have changed and stayed the same for one `pause`, and at first.

    A file that is still being copied is so not read half. Files and folders whose names begin with a dot do not count.
    """
    seen: States | None = None
    before = file_states(folders)
    while True:
        pause()
        now = file_states(folders)
        if now == before and now != seen:
            seen = now
            yield
        before = now


def file_states(folders: Sequence[Path]) -> States:
    """Return the state of every file below these folders."""
    states = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if any(part.startswith(".") for part in path.relative_to(folder).parts):
                continue
            try:
                found = path.stat()
            except OSError:  # removed meanwhile, or a broken link
                continue
            if not path.is_dir():
                states[path] = found.st_size, found.st_mtime_ns
    return states
