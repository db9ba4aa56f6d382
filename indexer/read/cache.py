"""Keep readings, so that a file that has not changed is not read again.

An entry is the worker's response, compressed, under a name made of the digest of the file's bytes, its format, the
limits and the version of the readers. Where it is damaged, the file is read again.
"""

import contextlib
import hashlib
import json
import threading
import time
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.analysis.language_registry import active_languages, language_cache
from indexer.errors import ReadingError
from indexer.read.formats import cannot_open, checked_format
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import decode_reading
from indexer.read.sandbox.runner import run_worker
from indexer.records.reading import Reading
from indexer.storage import ContentCache, code_digest, file_digest

FOLDER = "readings"  # of the entries, in the data folder
MAX_UNUSED_DAYS = 60  # an entry that no build has used for longer is deleted
LIBRARIES = (
    "pypdfium2 pypdf pikepdf trafilatura selectolax lxml python-docx python-pptx markdown-it-py charset-normalizer"
    " msgspec"
).split()

_COMPRESSION_LEVEL = 1
_PERMANENT = "read"  # the stage of errors that lie in the file itself, so that it fails again
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A reading, the worker's response that encodes it, and the digest of the file's bytes."""

    encoded_reading: bytes
    reading: Reading
    sha256: str


class ReadingCache:
    """Read files, or return what was read before. Thread-safe. `reused` counts the latter."""

    def __init__(self, data: Path) -> None:
        self._entries = ContentCache(data / FOLDER, ".reading")
        self._lock = threading.Lock()
        self.reused = 0

    def read(self, path: Path, limits: Limits) -> ReadResult:
        """Read a file. Raise ReadingError with what is wrong and what to do, also where that was found before."""
        format_name = checked_format(path)
        before = _state(path)
        try:
            sha256 = file_digest(path)
        except OSError as error:
            raise cannot_open(error) from error
        key = _key(format_name, sha256, limits)
        known = self._load(key, limits)
        if known is not None:
            with self._lock:
                self.reused += 1
            return ReadResult(known, decode_reading(known), sha256)
        response = run_worker(format_name, path, limits)
        problem = None
        try:
            return ReadResult(response, decode_reading(response), sha256)
        except ReadingError as error:
            problem = error
            raise
        finally:
            if (problem is None or problem.stage == _PERMANENT) and _state(path) == before:
                with contextlib.suppress(OSError):  # without room for an entry, reading goes on
                    self._entries.store(key, zlib.compress(response, _COMPRESSION_LEVEL))

    def prune(self) -> None:
        """Delete the entries that no build has used for long."""
        oldest = time.time() - MAX_UNUSED_DAYS * 86_400
        self._entries.prune(lambda entry: entry.stat().st_mtime >= oldest)

    def _load(self, key: str, limits: Limits) -> bytes | None:
        """Return the response in an entry and mark it as used; None where it is missing, damaged or too long."""
        compressed = self._entries.load(key)
        if compressed is None:
            return None
        self._entries.mark_used(key)
        decompressor = zlib.decompressobj()
        response = decompressor.decompress(compressed, limits.max_response_bytes)
        return response if decompressor.eof else None


@language_cache()
def reading_version() -> str:
    """Return a digest of the readers' code, of the versions of their libraries, and of what languages say on layout."""
    digest = hashlib.sha256(code_digest((_HERE, _HERE.parent / "records"), LIBRARIES).encode())
    for code, each in active_languages().items():
        digest.update(f"\n{code} {each.layout}".encode())
    return digest.hexdigest()[:16]


def _key(format_name: str, sha256: str, limits: Limits) -> str:
    parts = json.dumps([reading_version(), format_name, sha256, asdict(limits)])
    return hashlib.sha256(parts.encode()).hexdigest()


def _state(path: Path) -> tuple[int, int]:
    """Return what changes when a file is written to: its time of modification, in ns, and its size."""
    with contextlib.suppress(OSError):
        state = path.stat()
        return state.st_mtime_ns, state.st_size
    return 0, 0
