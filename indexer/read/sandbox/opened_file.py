"""The file that a worker reads: open when the worker starts, since the sandbox lets no path be opened."""

import ctypes
import mmap
import os
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO


class OpenedFile:
    """A regular file by its descriptor. Its content may be read as often as wanted, by one reader at a time."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def open(self, mode: str = "rb") -> BinaryIO:
        """Return the file from its beginning; closing it leaves the descriptor open."""
        opened = os.fdopen(os.dup(self._descriptor), mode)
        opened.seek(0)
        return opened  # type: ignore[return-value]  # of a mode that is not known to the type checker

    def stat(self) -> os.stat_result:
        """Return the file's status."""
        return os.fstat(self._descriptor)

    def mapped(self) -> Any:
        """Return the content as an array for libraries in C, mapped, not read; changes to it stay in this process."""
        content = mmap.mmap(self._descriptor, 0, access=mmap.ACCESS_COPY)
        return (ctypes.c_ubyte * len(content)).from_buffer(content)


File = Path | OpenedFile
"""What readers are given: a worker's file, or in tests and benchmarks a path."""


def open_stream(source: File | bytes) -> BinaryIO:
    """Return a file, or its bytes, as a stream from its beginning."""
    return BytesIO(source) if isinstance(source, bytes) else source.open("rb")
