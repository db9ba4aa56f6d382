"""Files in the data folder: their digests, flushing them to disk, and a cache of content that detects damage."""

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_DIGEST_SIZE = hashlib.sha256().digest_size


def file_digest(path: Path) -> str:
    """Return the SHA-256 digest of a file's bytes, in hexadecimal. Raise OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def code_digest(folders: Iterable[Path], libraries: Iterable[str], excluded: Collection[Path] = ()) -> str:
    """Return a digest of all files in these folders, except the excluded ones, and of what runs them.

    That is the installed versions of these libraries, and Python's version and byte order.
    """
    digest = hashlib.sha256(f"{sys.version_info[:2]} {sys.byteorder}".encode())
    for name in libraries:
        digest.update(f"\n{name} {_installed_version(name)}".encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc" and not any(map(path.is_relative_to, excluded)):
                digest.update(b"\n" + str(path.relative_to(folder.parent)).encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


def _installed_version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def sync(path: Path) -> None:
    """Flush a file, or a folder's list of names, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class ContentCache:
    """Content by key. Each entry is a file that begins with the SHA-256 digest of the rest.

    It may be used from several threads and processes at once.
    """

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder = folder
        self._suffix = suffix

    def load(self, key: str) -> bytes | None:
        """Return the content of an entry, or None where it is missing or damaged."""
        try:
            entry = self._path(key).read_bytes()
        except OSError:
            return None
        digest, content = entry[:_DIGEST_SIZE], entry[_DIGEST_SIZE:]
        return content if hashlib.sha256(content).digest() == digest else None

    def store(self, key: str, content: bytes) -> None:
        """Write an entry, whole or not at all. Raise OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(name).replace(self._path(key))
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def mark_used(self, key: str) -> None:
        """Set an entry's time of modification to now."""
        with contextlib.suppress(OSError):
            os.utime(self._path(key))

    def prune(self, is_kept: Callable[[Path], bool]) -> None:
        """Remove the entries that are not kept, and files that a killed process left half written."""
        for path in self._folder.glob("*"):
            with contextlib.suppress(OSError):
                if path.suffix != self._suffix or not is_kept(path):
                    path.unlink()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{self._suffix}"
