"""Work in a separate process, and what processes cost: CPU time, memory, bytes on disk."""

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

_BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def run_in_process(work: Callable[..., Result], *arguments: object) -> Result:
    """Return what a function returns in a separate process, so that its memory is not this one's."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def cpu_seconds() -> float:
    """Return the CPU seconds of this process and of its children that have ended."""
    return sum(each.ru_utime + each.ru_stime for each in map(resource.getrusage, _BOTH))


def peak_memory(who: int = resource.RUSAGE_SELF) -> float:
    """Return the peak resident memory of this process, or of its largest child, in mebibytes."""
    return resource.getrusage(who).ru_maxrss / 1024


def resident_memory() -> float:
    """Return the memory that this process has in use now, in mebibytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def folder_size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
