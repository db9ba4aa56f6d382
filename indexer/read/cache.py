"""Keep readings, so that a file that has not changed is not read again.

An entry is the worker's response, compressed, under a name made of the digest of the file's bytes, its format, the
limits and the version of the readers. Where it is damaged, the file is read again.

A file with pages that only OCR can read is read a second time, with it. That reading has an entry too, whose name is
also made of the version of Tesseract, its language packs and the document's languages: a new pack reads again what
needs it, and nothing else.
"""

import contextlib
import hashlib
import json
import threading
import time
import zlib
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from indexer.analysis.language_registry import active_languages, language_cache
from indexer.errors import ReadingError
from indexer.read.formats import cannot_open, checked_format
from indexer.read.ocr.installed import advice, find_tesseract
from indexer.read.ocr.request import OcrRequest
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.protocol import decode_reading, encode_reading
from indexer.read.sandbox.runner import run_worker
from indexer.records.reading import PICTURES, Reading
from indexer.storage import ContentCache, code_digest, file_digest

FOLDER = "readings"  # of the entries, in the data folder
MAX_UNUSED_DAYS = 60  # an entry that no build has used for longer is deleted
LIBRARIES = (
    "pypdfium2 pypdf pikepdf trafilatura selectolax lxml python-docx python-pptx markdown-it-py charset-normalizer"
    " msgspec"
).split()

_COMPRESSION_LEVEL = 1
_PERMANENT = ("read", PICTURES)  # the stages of errors that lie in the file itself, so that it fails again
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

    def read(self, path: Path, limits: Limits, languages: tuple[str, ...] = ()) -> ReadResult:
        """Read a file. Raise ReadingError with what is wrong and what to do, also where that was found before.

        `languages` are the document's by the manifest, where it says so: OCR uses their language packs.
        """
        format_name = checked_format(path)
        try:
            file = _File(path, format_name, file_digest(path), _state(path))
        except OSError as error:
            raise cannot_open(error) from error
        outcome, is_cached = self._read(file, limits)
        if _needs_ocr(outcome):
            outcome, is_cached = self._with_ocr(file, limits, languages, outcome, is_cached=is_cached)
        if is_cached:
            with self._lock:
                self.reused += 1
        return _reading_or_raise(outcome)

    def _with_ocr(
        self, file: "_File", limits: Limits, languages: tuple[str, ...], plain: "_Outcome", *, is_cached: bool
    ) -> "tuple[_Outcome, bool]":
        """Return what OCR makes of a file; without Tesseract, or where that fails, the `plain` outcome with advice."""
        tesseract = find_tesseract() if limits.ocr_seconds else None
        if tesseract is None:
            return _with_advice(plain, advice(languages, is_off=not limits.ocr_seconds)), is_cached
        try:
            outcome, is_cached = self._read(file, limits, OcrRequest(tesseract, languages))
        except ReadingError as error:  # the worker was stopped
            return _with_advice(plain, f"OCR failed: the file {error}"), False
        if isinstance(outcome, ReadingError) and isinstance(plain, ReadResult):
            outcome = _with_advice(plain, f"OCR failed: the file {outcome}")
        return outcome, is_cached

    def _read(self, file: "_File", limits: Limits, ocr: OcrRequest | None = None) -> "tuple[_Outcome, bool]":
        """Return a file's reading, or the reason why there is none, and whether it is from an entry.

        Raise ReadingError where the worker ends without either.
        """
        key = _key(file, limits, ocr)
        known = self._load(key, limits)
        if known is not None:
            return _decoded(known, file), True
        response = run_worker(file.format_name, file.path, limits, ocr)
        outcome = _decoded(response, file)
        is_permanent = isinstance(outcome, ReadResult) or outcome.stage in _PERMANENT
        if is_permanent and _state(file.path) == file.state:
            with contextlib.suppress(OSError):  # without room for an entry, reading goes on
                self._entries.store(key, zlib.compress(response, _COMPRESSION_LEVEL))
        return outcome, False

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


_Outcome = ReadResult | ReadingError


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read: its format, the digest of its bytes, and its state before."""

    path: Path
    format_name: str
    sha256: str
    state: tuple[int, int]


def _key(file: _File, limits: Limits, ocr: OcrRequest | None) -> str:
    bounds = asdict(limits)
    if ocr is None:
        bounds = {name: bound for name, bound in bounds.items() if not name.startswith("ocr")}
    parts = json.dumps([reading_version(), file.format_name, file.sha256, bounds, asdict(ocr) if ocr else None])
    return hashlib.sha256(parts.encode()).hexdigest()


def _decoded(response: bytes, file: _File) -> _Outcome:
    try:
        return ReadResult(response, decode_reading(response), file.sha256)
    except ReadingError as error:
        return error


def _reading_or_raise(outcome: _Outcome) -> ReadResult:
    """Return a reading, or raise the reason why there is none."""
    if isinstance(outcome, ReadingError):
        raise outcome
    return outcome


def _needs_ocr(outcome: _Outcome) -> bool:
    return outcome.stage == PICTURES if isinstance(outcome, ReadingError) else bool(outcome.reading.pictures)


def _with_advice(plain: _Outcome, what: str) -> _Outcome:
    """Return an outcome that says what to do."""
    if isinstance(plain, ReadingError):
        return ReadingError(f"{plain}; {what}")
    reading = replace(plain.reading, warnings=(*plain.reading.warnings, what))
    return ReadResult(encode_reading(reading), reading, plain.sha256)


def _state(path: Path) -> tuple[int, int]:
    """Return what changes when a file is written to: its time of modification, in ns, and its size."""
    with contextlib.suppress(OSError):
        state = path.stat()
        return state.st_mtime_ns, state.st_size
    return 0, 0
