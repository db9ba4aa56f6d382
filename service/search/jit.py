"""Loops that are compiled to machine code, where vectorized NumPy is too slow or cannot express them.

A loop is a plain function over one-dimensional arrays; interpreted by Python it does the same, only slower (with
`NUMBA_DISABLE_JIT=1` it is). It is compiled once, for one signature: the machine code is cached beside the
module's byte code, under a digest of the sources, and made for any processor of the architecture, so that a container
image can include it. Loops check array bounds: a damaged file gives an IndexError, not a crash. They
hold the GIL, because they finish before another thread could make use of it.
"""

import contextlib
import ctypes
import logging
import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from llvmlite import ir
from numba import config, njit, types
from numba.core.caching import InTreeCacheLocator
from numba.extending import intrinsic

Loop = TypeVar("Loop", bound=Callable[..., Any])

_TYPES = {
    "u1": types.uint8, "u2": types.uint16, "u4": types.uint32, "u8": types.uint64,
    "i4": types.int32, "i8": types.int64, "f4": types.float32, "f8": types.float64,
    "bool": types.boolean,
}  # fmt: skip

_ROOT = Path(__file__).parents[2]
_CONSTANTS = (_ROOT / "indexer" / "analysis", _ROOT / "indexer" / "index")
"""The folders of modules whose constants are compiled into the machine code."""

_MAPPINGS = Path("/proc/self/smaps")
_UNCHANGED = re.compile(
    r"^(?P<start>[0-9a-f]+)-(?P<end>[0-9a-f]+) r-.p [^\n]*/libllvmlite\.so\n(?:[A-Z]\w+: [^\n]*\n)*?Anonymous: +0 kB$",
    re.MULTILINE,
)
"""A mapping of the library, as `/proc/self/smaps` lists it, of which no page differs from the file."""

_NOT_NEEDED = 4
"""MADV_DONTNEED (madvise(2))."""

_loops: list[tuple[Any, tuple[Any, ...]]] = []

log = logging.getLogger(__name__)


class BesideByteCode(InTreeCacheLocator):
    """Caches machine code in `__pycache__`, and reads it from there even where that is read-only."""

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> "BesideByteCode":
        """Return the locator of a function's machine code."""
        return cls(py_func, py_file)

    def get_source_stamp(self) -> bytes:
        """Return a digest of all modules with loops or their constants, because loops call each other."""
        return _digest_of_sources()


_CONFIG: Any = config
_CONFIG.CACHE_LOCATOR_CLASSES = f"{__name__}.{BesideByteCode.__name__}"
_CONFIG.CPU_NAME, _CONFIG.CPU_FEATURES = "generic", ""

Integer = int | np.integer[Any]
"""An integer, as compiled loops have them."""


@cache
def _digest_of_sources() -> bytes:
    sources = [path.read_bytes() for path in sorted((_ROOT / "service").rglob("*.py"))]
    given = [path.read_bytes() for folder in _CONSTANTS for path in sorted(folder.rglob("*.py"))]
    return sha256(b"".join([source for source in sources if b"search.jit" in source] + given)).digest()


def compiled(arguments: str) -> Callable[[Loop], Loop]:
    """Return a decorator that compiles a loop whose arguments have these types, separated by spaces.

    `u4` is a scalar; `u4[]` a read-only array of these, as mapped files are, and `u4[]!` one that is written
    to; `f4[,]` has two dimensions. Arrays are contiguous.
    """
    signature = tuple(map(_type, arguments.split()))

    def compile_later(loop: Loop) -> Loop:
        dispatcher: Any = njit(cache=True, boundscheck=True, error_model="numpy")(loop)
        _loops.append((dispatcher, signature))
        return dispatcher  # type: ignore[no-any-return]  # it is called as the loop is

    return compile_later


def inlined(loop: Loop) -> Loop:
    """Return a function that is compiled into each loop that calls it."""
    dispatcher: Any = njit(boundscheck=True, error_model="numpy")(loop)
    return dispatcher  # type: ignore[no-any-return]  # as above


def warm_jit_cache() -> None:
    """Compile every loop that has been imported, or load its machine code. To be called at start-up."""
    missing = [(loop, signature) for loop, signature in _loops if not getattr(loop, "signatures", True)]
    if missing and not any((Path(__file__).parent / "__pycache__").glob("*.nbi")):
        log.info("Compiling the engine's loops to machine code. This takes a few seconds, once.")
    problem: OSError | None = None
    for loop, signature in missing:
        try:
            loop.compile(signature)
        except OSError as error:
            problem = error
            loop._cache.disable()  # noqa: SLF001 - Numba has no public way to turn it off
            loop.compile(signature)
        loop.disable_compile()
    if missing:
        _release_llvm_memory()
    if problem:
        log.warning("Machine code cannot be cached, so every start takes a few seconds longer (%s).", problem)


def _type(word: str) -> Any:
    name, bracket, rest = word.partition("[")
    kind = _TYPES[name]
    if not bracket:
        return kind
    return types.Array(kind, 1 + rest.count(","), "C", readonly=not rest.endswith("!"))


@inlined
def lowest_bit(word: np.uint64) -> int:
    """Return the index, from 0, of the lowest set bit of a word; it must have one."""
    return _trailing_zeros(word)  # type: ignore[call-arg]  # called as in the loop, not as written below


@intrinsic
def _trailing_zeros(_context: Any, _word: Any) -> Any:
    def generate(_context: Any, builder: Any, _signature: Any, given: Any) -> Any:
        return builder.cttz(given[0], ir.Constant(ir.IntType(1), 1))

    return types.int64(types.uint64), generate


def _release_llvm_memory() -> None:
    """Let the system reclaim the resident pages of LLVM's code once everything is compiled.

    Half of the 150 MiB library is resident after the first loop is compiled. It is code, which the system reads from
    the file again if it is needed. Only Linux reports where it is mapped; elsewhere nothing is done.
    """
    with contextlib.suppress(OSError, AttributeError):
        madvise = ctypes.CDLL(None).madvise
        madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        for found in _UNCHANGED.finditer(_MAPPINGS.read_text(encoding="utf-8")):
            start, end = int(found["start"], 16), int(found["end"], 16)
            madvise(start, end - start, _NOT_NEEDED)
