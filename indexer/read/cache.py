"""Readings that were made before: a file that has not changed is not read again.

An entry is the child's own answer, packed, under a name made of the digest of the file's bytes, its format, the
limits and the version of reading. It begins with its own digest, so that a damaged one is seen and made anew.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import threading
import time
import zlib
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from indexer.errors import ReadingError
from indexer.read.sandbox import protocol as wire
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.runner import checked_format, run_worker
from indexer.records.reading import Reading

FOLDER = "readings"
"""The folder of the entries in the data folder."""

UNUSED_DAYS = 60
"""How long an entry is kept that no build has used."""

_DIGEST = hashlib.sha256().digest_size
_LEVEL = 1
_LASTING = "read"
"""The stage at which a file fails that will fail again: what went wrong was in the file itself."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the reading child answered for a file, and the reading in it."""

    answer: bytes
    reading: Reading


class ReadingCache:
    """Reads files, or takes what was read before. May be used from several threads. `reused` counts the latter."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER
        self._lock = threading.Lock()
        self.reused = 0

    def read(self, path: Path, limits: Limits) -> Reading:
        """The reading of a file. Raises ReadingError as `read_file` does, also where it did so before."""
        return self.answered(path, limits).reading

    def answered(self, path: Path, limits: Limits) -> Answered:
        """The reading of a file with the answer that holds it. Raises ReadingError as `read` does."""
        name = checked_format(path)
        before = _state(path)
        entry = self._folder / _key(name, path, limits)
        known = _load(entry, limits)
        if known is not None:
            with self._lock:
                self.reused += 1
            return Answered(known, wire.decode_reading(known))
        answer = run_worker(name, path, limits)
        problem = None
        try:
            return Answered(answer, wire.decode_reading(answer))
        except ReadingError as error:
            problem = error
            raise
        finally:
            if (problem is None or problem.stage == _LASTING) and _state(path) == before:
                _store(entry, answer)

    def prune(self) -> None:
        """Removes the entries that no build has used for long, and what was left half written."""
        oldest = time.time() - UNUSED_DAYS * 86_400
        for path in self._folder.glob("*"):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < oldest or not path.suffix:
                    path.unlink()


def _key(name: str, path: Path, limits: Limits) -> str:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ReadingError(f"cannot be opened ({error.strerror}); check its permissions", "open") from error
    parts = json.dumps([reading_version(), name, digest, asdict(limits)])
    return f"{hashlib.sha256(parts.encode()).hexdigest()}.reading"


def _state(path: Path) -> tuple[int, int]:
    """What changes when somebody writes to a file."""
    with contextlib.suppress(OSError):
        state = path.stat()
        return state.st_mtime_ns, state.st_size
    return 0, 0


def _load(entry: Path, limits: Limits) -> bytes | None:
    """What an entry holds, noting that it was used; None where there is none, or a damaged one."""
    try:
        content = entry.read_bytes()
        os.utime(entry)
    except OSError:
        return None
    packed = content[_DIGEST:]
    if hashlib.sha256(packed).digest() != content[:_DIGEST]:
        return None
    unpacker = zlib.decompressobj()
    answer = unpacker.decompress(packed, limits.answer)
    return answer if unpacker.eof else None


def _store(entry: Path, answer: bytes) -> None:
    """Writes an entry whole or not at all. Without room for it, reading goes on without."""
    packed = zlib.compress(answer, _LEVEL)
    with contextlib.suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, fresh = tempfile.mkstemp(dir=entry.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(packed).digest() + packed)
            Path(fresh).replace(entry)
        except OSError:
            Path(fresh).unlink(missing_ok=True)
            raise


LIBRARIES = (
    "pypdfium2",
    "pypdf",
    "pikepdf",
    "trafilatura",
    "selectolax",
    "lxml",
    "python-docx",
    "python-pptx",
    "markdown-it-py",
    "charset-normalizer",
)

_HERE = Path(__file__).resolve().parent
_CODE = (_HERE, _HERE.parent / "records")


@cache
def reading_version() -> str:
    """A digest of the readers' code and of their libraries' versions."""
    found = hashlib.sha256("\n".join(f"{name} {_installed(name)}" for name in LIBRARIES).encode())
    for path in sorted(path for folder in _CODE for path in folder.rglob("*.py")):
        found.update(b"\n" + str(path.relative_to(_HERE.parent)).encode() + b"\n" + path.read_bytes())
    return found.hexdigest()[:16]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
