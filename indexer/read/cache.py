"""Keep readings, so that a file that has not changed is not read again.

An entry is the worker's response, compressed, under a name made of the digest of the file's bytes, its format, the
limits and the version of the readers. It begins with its own digest, so that damage is found and the file read again.
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
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from indexer.analysis.language_registry import active_languages, language_cache
from indexer.errors import ReadingError
from indexer.read.formats import cannot_open, checked_format
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import decode_reading
from indexer.read.sandbox.runner import run_worker
from indexer.records.reading import Reading

FOLDER = "readings"  # of the entries, in the data folder
MAX_UNUSED_DAYS = 60  # an entry that no build has used for longer is deleted
LIBRARIES = (
    "pypdfium2 pypdf pikepdf trafilatura selectolax lxml python-docx python-pptx markdown-it-py charset-normalizer"
    " msgspec"
).split()

_DIGEST_SIZE = hashlib.sha256().digest_size
_COMPRESSION_LEVEL = 1
_PERMANENT = "read"  # the stage of errors that lie in the file itself, so that it fails again
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A reading, and the worker's response that encodes it."""

    encoded_reading: bytes
    reading: Reading


class ReadingCache:
    """Read files, or return what was read before. Thread-safe. `reused` counts the latter."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER
        self._lock = threading.Lock()
        self.reused = 0

    def read(self, path: Path, limits: Limits) -> ReadResult:
        """Read a file. Raise ReadingError with what is wrong and what to do, also where that was found before."""
        format_name = checked_format(path)
        before = _state(path)
        entry = self._folder / _key(format_name, path, limits)
        known = _load(entry, limits)
        if known is not None:
            with self._lock:
                self.reused += 1
            return ReadResult(known, decode_reading(known))
        response = run_worker(format_name, path, limits)
        problem = None
        try:
            return ReadResult(response, decode_reading(response))
        except ReadingError as error:
            problem = error
            raise
        finally:
            if (problem is None or problem.stage == _PERMANENT) and _state(path) == before:
                _store(entry, response)

    def prune(self) -> None:
        """Delete the entries that no build has used for long, and those left half written."""
        oldest = time.time() - MAX_UNUSED_DAYS * 86_400
        for path in self._folder.glob("*"):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < oldest or not path.suffix:
                    path.unlink()


@language_cache()
def reading_version() -> str:
    """Return a digest of the readers' code, of the versions of their libraries, and of what languages say on layout."""
    digest = hashlib.sha256("\n".join(f"{name} {_installed_version(name)}" for name in LIBRARIES).encode())
    for path in sorted(path for folder in (_HERE, _HERE.parent / "records") for path in folder.rglob("*.py")):
        digest.update(b"\n" + str(path.relative_to(_HERE.parent)).encode() + b"\n" + path.read_bytes())
    for code, each in active_languages().items():
        digest.update(f"\n{code} {each.layout}".encode())
    return digest.hexdigest()[:16]


def _installed_version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def _key(format_name: str, path: Path, limits: Limits) -> str:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise cannot_open(error) from error
    parts = json.dumps([reading_version(), format_name, digest, asdict(limits)])
    return f"{hashlib.sha256(parts.encode()).hexdigest()}.reading"


def _state(path: Path) -> tuple[int, int]:
    """Return what changes when a file is written to: its time of modification, in ns, and its size."""
    with contextlib.suppress(OSError):
        state = path.stat()
        return state.st_mtime_ns, state.st_size
    return 0, 0


def _load(entry: Path, limits: Limits) -> bytes | None:
    """Return the response in an entry and mark it as used; None where it is missing or damaged."""
    try:
        content = entry.read_bytes()
        os.utime(entry)
    except OSError:
        return None
    compressed = content[_DIGEST_SIZE:]
    if hashlib.sha256(compressed).digest() != content[:_DIGEST_SIZE]:
        return None
    decompressor = zlib.decompressobj()
    response = decompressor.decompress(compressed, limits.max_response_bytes)
    return response if decompressor.eof else None


def _store(entry: Path, response: bytes) -> None:
    """Write an entry whole or not at all. Without room for it, reading goes on without."""
    compressed = zlib.compress(response, _COMPRESSION_LEVEL)
    with contextlib.suppress(OSError):
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=entry.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(compressed).digest() + compressed)
            Path(temporary).replace(entry)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
