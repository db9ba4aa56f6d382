"""The live generation: opened once, replaced without a restart when another one is published."""

import gc
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from indexer.errors import DamagedImage, IndexUnavailable, NoIndex
from indexer.index.folders import live_folder, live_name
from indexer.index.generation import Generation, open_generation
from service.search.image_index import ImageIndex
from service.search.searcher import Searcher, open_searcher
from service.search.whoosh_index import WhooshIndex

SECONDS_BETWEEN_LOOKS = 0.5

MAX_REPLACED = 8
"""How often the successor is opened of a generation that was replaced, and deleted, while it was being opened."""

log = logging.getLogger(__name__)


class LiveGeneration:
    """Gives the generation that `current` names. A request keeps the one it got for as long as it runs.

    A new generation that cannot be opened is logged, and the one before it goes on serving. Images are used where
    `image` is true.
    """

    def __init__(self, data: Path, *, image: bool = True) -> None:
        self._data = data
        self._image = image
        self._lock = threading.Lock()
        self._open: Searcher | None = None
        self._refused: Path | None = None
        self._problem = ""
        self._next_look = 0.0

    @property
    def is_quick(self) -> bool:
        """Whether a generation is open that has an image, and it is not yet time to look for another."""
        return self._open is not None and self._open.image is not None and time.monotonic() < self._next_look

    def get(self, *, look: bool = False) -> Searcher:
        """The live generation. Raises NoIndex or ForeignIndex where there is none that can be served.

        The data folder is looked at no more than twice a second, unless `look` is true.
        """
        if self._open is None or look:
            with self._lock:
                return self._look()
        if time.monotonic() >= self._next_look and self._lock.acquire(blocking=False):
            try:
                return self._look()
            finally:
                self._lock.release()
        return self._open

    def distrust(self, served: Searcher, error: Exception) -> None:
        """Lets Whoosh's postings answer for a generation whose image turned out to be damaged, and logs it."""
        with self._lock:
            if self._open is served and served.image is not None:
                self._open = replace(served, image=None)
                _log_without_image(f"The image of {served.generation.name} is damaged ({error}).", served.generation)

    def _look(self) -> Searcher:
        """What is live now; what was open before where that cannot be served."""
        self._next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS
        try:
            self._open = self._latest()
        except IndexUnavailable as error:
            if self._open is None:
                raise
            self._log_once(f"The live index cannot be served, so {self._open.generation.name} goes on serving. {error}")
        return self._open

    def _latest(self, more: int = MAX_REPLACED) -> Searcher:
        """Opens what is live now, if it is not open already and was not refused before.

        One that was replaced while it was being opened is no loss, even if it was deleted at once: its successor is
        opened, and so up to `more` times.
        """
        name = live_name(self._data)
        try:
            folder = live_folder(self._data)
            if self._open is not None and folder in (self._open.generation.folder, self._refused):
                return self._open
            self._refused = folder
            opened = _opened(folder, image=self._image)
        except IndexUnavailable:
            if more and live_name(self._data) != name:
                return self._latest(more - 1)
            raise
        self._refused, self._problem = None, ""
        return opened

    def _log_once(self, problem: str) -> None:
        if problem != self._problem:
            log.error(problem)
        self._problem = problem


def _opened(folder: Path, *, image: bool) -> Searcher:
    """The generation in this folder, all its parts tried that will be used. Raises NoIndex or ForeignIndex."""
    try:
        with _collecting_nothing():
            generation = open_generation(folder)
            served = open_searcher(generation, _image(generation) if image else None)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise NoIndex(
            f"The index {folder.name} is damaged ({error}). Build it anew: python -m indexer build"
        ) from error
    if served.image is None:
        WhooshIndex(generation).close()
    log.info("Serving the index %s with %d passages.", generation.name, generation.count)
    return served


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Keeps the collector of garbage from looking, again and again, at all that is just being made and stays."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _image(generation: Generation) -> ImageIndex | None:
    """The image of a generation; where it is not sound, the log says so, and that Whoosh's postings answer."""
    try:
        return ImageIndex(generation)
    except DamagedImage as error:
        WhooshIndex(generation).close()
        _log_without_image(str(error), generation)
        return None


def _log_without_image(problem: str, generation: Generation) -> None:
    log.error(
        "%s THE INDEX %s ANSWERS WITHOUT IT, many times slower. Build it anew: python -m indexer build",
        problem,
        generation.name,
    )
