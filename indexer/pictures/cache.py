"""The cache of page pictures in the data folder: <data>/pictures/<key>.page, the least recently used removed first."""

import contextlib
import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

from indexer.pictures.page_picture import PagePicture, decode_page, encode_page
from indexer.storage import ContentCache

FOLDER = "pictures"
SUFFIX = ".page"

VERSION = "1"
"""Changes with how pages are rendered."""

STORES_BETWEEN_PRUNES = 25
KEPT_SHARE = 0.9
"""Of the size allowed, when the cache is full."""


def picture_digest(sha256: str) -> str:
    """Return the digest of the pictures of a file, for their URLs, which change with the file and the rendering."""
    return hashlib.sha256(f"{VERSION} {sha256}".encode()).hexdigest()[:16]


class PictureCache:
    """Pages rendered before, `max_bytes` of them. It may be used from several threads and processes at once."""

    def __init__(self, data: Path, max_bytes: int) -> None:
        self._folder = data / FOLDER
        self._content = ContentCache(self._folder, SUFFIX)
        self.max_bytes = max_bytes
        self._lock = threading.Lock()
        self._stores = 0

    def load(self, digest: str, page: int) -> PagePicture | None:
        """Return a page of the file with these pictures' digest, or None where it is not kept."""
        content = self._content.load(_key(digest, page))
        if content is None:
            return None
        self._content.mark_used(_key(digest, page))
        with contextlib.suppress(ValueError):
            return decode_page(content)
        return None

    def store(self, digest: str, page: PagePicture) -> None:
        """Keep a page, unless nothing is to be kept or the folder cannot be written."""
        if not self.max_bytes:
            return
        with contextlib.suppress(OSError):
            self._content.store(_key(digest, page.page), encode_page(page))
        with self._lock:
            self._stores += 1
            is_time = self._stores % STORES_BETWEEN_PRUNES == 1
        if is_time:
            self.prune()

    def prune(self) -> None:
        """Remove the pages that were not used for longest until there is room."""
        with contextlib.suppress(OSError):
            entries = sorted((status.st_mtime, status.st_size, path) for path, status in _entries(self._folder))
            size = sum(each for _, each, _ in entries)
            if size <= self.max_bytes:
                return
            for _, each, path in entries:
                if size <= KEPT_SHARE * self.max_bytes:
                    break
                path.unlink(missing_ok=True)
                size -= each


def _key(digest: str, page: int) -> str:
    return f"{digest}-{page}"


def _entries(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for path in folder.glob(f"*{SUFFIX}"):
        with contextlib.suppress(FileNotFoundError):
            yield path, path.stat()
