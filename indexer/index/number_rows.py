"""Rows of numbers in a file, one a passage, read where they lie."""

import os
import weakref
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class Rows:
    """The rows in a file of numbers, by ordinal. May be used from any thread.

    They are read, not mapped: of a mapped file the system counts much more as the process's than it has looked at.
    `first` is where the numbers start in the file, `ends` where each passage's row ends, in numbers of `size` bytes.
    """

    def __init__(self, path: Path, first: int, ends: NDArray[np.uint32], size: int) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)
        self._first = first
        self._ends = ends
        self._size = size

    def __getitem__(self, ordinal: int) -> bytes:
        start = int(self._ends[ordinal - 1]) if ordinal else 0
        length = int(self._ends[ordinal]) - start
        return os.pread(self._file, self._size * length, self._first + self._size * start)
