"""Release the memory of LLVM's code once everything is compiled.

Half of the 150 MiB library is resident after the first loop is compiled. It is code, which the system reads from the
file again if it is needed. Only Linux reports where it is mapped; elsewhere nothing is done.
"""

import contextlib
import ctypes
import re
from pathlib import Path

_MAPPINGS = Path("/proc/self/smaps")
_UNCHANGED = re.compile(
    r"^(?P<start>[0-9a-f]+)-(?P<end>[0-9a-f]+) r-.p [^\n]*/libllvmlite\.so\n(?:[A-Z]\w+: [^\n]*\n)*?Anonymous: +0 kB$",
    re.MULTILINE,
)
"""A mapping of the library, as `/proc/self/smaps` lists it, of which no page differs from the file."""

_NOT_NEEDED = 4
"""MADV_DONTNEED (madvise(2))."""


def release_llvm_memory() -> None:
    """Let the system reclaim the resident pages of LLVM's code."""
    with contextlib.suppress(OSError, AttributeError):
        madvise = ctypes.CDLL(None).madvise
        madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        for found in _UNCHANGED.finditer(_MAPPINGS.read_text(encoding="utf-8")):
            start, end = int(found["start"], 16), int(found["end"], 16)
            madvise(start, end - start, _NOT_NEEDED)
