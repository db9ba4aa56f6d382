"""The live generation: opened once, replaced without a restart when another one is published."""

import gc
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from indexer.analysis.encoder import Encoder
from indexer.errors import CorruptImage, IndexUnavailable, NoIndex
from indexer.index.folders import live_folder, live_name
from indexer.index.generation import Generation, open_generation
from service.search.image_index import ImageIndex
from service.search.searcher import Searcher, open_searcher
from service.search.whoosh_index import WhooshIndex

SECONDS_BETWEEN_CHECKS = 0.5

MAX_REPLACED = 8
"""How many times in a row a generation may be replaced while it is being opened."""

log = logging.getLogger(__name__)


class LiveGeneration:
    """The generation that `current` names. A request keeps the one it got for as long as it runs.

    A new generation that cannot be opened is logged, and the previous one keeps serving. Images are used where `image`
    is true. Opening one checks only its version and the sizes of its files; a thread compares the files with their
    digests afterwards.
    """

    def __init__(self, data: Path, *, image: bool = True, encoder: Encoder | None = None) -> None:
        self._data = data
        self._encoder = encoder
        self._image = image
        self._lock = threading.Lock()
        self._open: Searcher | None = None
        self._refused: Path | None = None
        self._problem = ""
        self._next_check = 0.0

    def get_if_fresh(self) -> Searcher | None:
        """Return the open generation, or None if it is time to check for a newer one, which takes longer."""
        return self._open if time.monotonic() < self._next_check else None

    def get(self, *, refresh: bool = False) -> Searcher:
        """Return the live generation. Raise NoIndex or IndexVersionMismatch where there is none that can be served.

        The data folder is checked no more than twice a second, unless `refresh` is true.
        """
        if self._open is None or refresh:
            with self._lock:
                return self._refresh()
        if time.monotonic() >= self._next_check and self._lock.acquire(blocking=False):
            try:
                return self._refresh()
            finally:
                self._lock.release()
        return self._open

    def _refresh(self) -> Searcher:
        """Return the live generation, or the one open before if that fails to open."""
        self._next_check = time.monotonic() + SECONDS_BETWEEN_CHECKS
        try:
            self._open = self._open_live()
        except IndexUnavailable as error:
            if self._open is None:
                raise
            self._log_once(f"The live index cannot be served, so {self._open.generation.name} keeps serving. {error}")
        return self._open

    def _open_live(self, more: int = MAX_REPLACED) -> Searcher:
        """Open the live generation, unless it is open already or failed to open before.

        If it is replaced while it is being opened, its successor is opened instead, up to `more` times.
        """
        name = live_name(self._data)
        try:
            folder = live_folder(self._data)
            if self._open is not None and folder in (self._open.generation.folder, self._refused):
                return self._open
            self._refused = folder
            opened = _open_searcher(folder, image=self._image, encoder=self._encoder)
        except IndexUnavailable:
            if more and live_name(self._data) != name:
                return self._open_live(more - 1)
            raise
        self._refused, self._problem = None, ""
        if opened.image is not None:
            threading.Thread(target=self._verify, args=(opened, opened.image), daemon=True).start()
        return opened

    def _verify(self, searcher: Searcher, image: ImageIndex) -> None:
        """Compare an image with its digests, which takes seconds; search Whoosh's postings where they differ."""
        with self._lock:
            if self._open is not searcher:
                return
        try:
            image.verify()
        except (CorruptImage, OSError) as error:
            with self._lock:
                if self._open is searcher and searcher.generation.folder.exists():
                    self._open = replace(searcher, image=None)
                    _log_fallback(searcher.generation, error)

    def _log_once(self, problem: str) -> None:
        if problem != self._problem:
            log.error(problem)
        self._problem = problem


def _open_searcher(folder: Path, *, image: bool, encoder: Encoder | None) -> Searcher:
    """Open the generation in a folder and check that it can be read. Raise NoIndex or IndexVersionMismatch."""
    try:
        with _garbage_collection_paused():
            generation = open_generation(folder)
            searcher = open_searcher(generation, _image(generation) if image else None, encoder)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise NoIndex(
            "The index %(name)s is damaged (%(error)s). Rebuild it: python -m indexer build",
            name=folder.name,
            error=str(error),
        ) from error
    if not image:
        WhooshIndex(generation).close()
    log.info("Serving the index %s with %d passages.", generation.name, generation.count)
    return searcher


@contextmanager
def _garbage_collection_paused() -> Iterator[None]:
    """Pause garbage collection while many long-lived objects are created."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _image(generation: Generation) -> ImageIndex | None:
    """Return the image of a generation, or None where it is missing, damaged or of another version."""
    try:
        return ImageIndex(generation)
    except CorruptImage as error:
        WhooshIndex(generation).close()
        _log_fallback(generation, error)
        return None


def _log_fallback(generation: Generation, error: Exception) -> None:
    log.error(
        "Falling back to Whoosh for index %s (slow). %s Rebuild it: python -m indexer build", generation.name, error
    )
