"""The live generation: opened once, replaced without a restart when another one is published."""

import gc
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from indexer.analysis.encoder import Encoder
from indexer.errors import CorruptImage, DamagedIndex, IndexUnavailable
from indexer.index.digests import DIGESTS, FileState, check_digests, damage_error, file_states, find_damage
from indexer.index.folders import live_folder, live_name, other_folders
from indexer.index.generation import open_generation
from indexer.index.image_file import IMAGE
from indexer.index.meta import read_meta
from service.search.image_index import ImageIndex
from service.search.searcher import Searcher, open_searcher
from service.search.whoosh_index import WhooshIndex

SECONDS_BETWEEN_CHECKS = 0.5

SECONDS_BEFORE_COLLECTION = (2.0, 28.0)
"""How long requests may still use a generation after it was replaced: nearly all of them, and the longest."""

MAX_REPLACED = 8
"""How many times in a row a generation may be replaced while it is being opened."""

log = logging.getLogger(__name__)


class LiveGeneration:
    """The generation that `current` names. A request keeps the one it got for as long as it runs.

    Every file is compared with its digest before a generation is opened, and again when a file has changed since. One
    that is damaged or cannot be opened is logged, and the newest whole one serves in its place; where only its image is
    damaged, Whoosh's postings are searched. Images are used where `image` is true.
    """

    def __init__(self, data: Path, *, image: bool = True, encoder: Encoder | None = None) -> None:
        self._data = data
        self._encoder = encoder
        self._image = image
        self._lock = threading.Lock()
        self._open: Searcher | None = None
        self._states: Mapping[str, FileState] = {}
        """The files of the open generation when it was compared with its digests."""
        self._refused: dict[Path, tuple[Mapping[str, FileState], IndexUnavailable]] = {}
        """The generations that could not be opened, with the state of their files, and why."""
        self._problem = ""
        self._next_check = 0.0
        self.when_replaced: list[Callable[[], None]] = []
        """What to call after another generation took the place of one, so that nothing of that one stays open."""

    @property
    def problem(self) -> str:
        """Why another generation than the live one serves, or a slower engine; empty where all is well."""
        return self._problem

    def get_if_fresh(self) -> Searcher | None:
        """Return the open generation, or None if it is time to check for a newer one, which takes longer."""
        return self._open if time.monotonic() < self._next_check else None

    def get(self, *, refresh: bool = False) -> Searcher:
        """Return the live generation, or the one in its place. Raise IndexUnavailable where none can be served.

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

    def check(self) -> None:
        """Raise DamagedIndex where a file of the open generation was damaged since it was opened."""
        with self._lock:
            opened, states = self._open, self._states
            self._next_check = 0.0
        if opened is not None and file_states(opened.generation.folder) != states:
            check_digests(opened.generation.folder)

    def _refresh(self) -> Searcher:
        """Return the live generation, or the one that serves in its place."""
        self._next_check = time.monotonic() + SECONDS_BETWEEN_CHECKS
        before = self._open
        try:
            self._open = self._open_live()
        except IndexUnavailable as error:
            self._open = self._in_place(error)
        if before is not None and before is not self._open:
            threading.Thread(target=_collect_replaced, args=(tuple(self.when_replaced),), daemon=True).start()
        return self._open

    def _open_live(self, more: int = MAX_REPLACED) -> Searcher:
        """Open the live generation, unless it is open already or could not be opened as it is.

        If it is replaced while it is being opened, its successor is opened instead, up to `more` times.
        """
        name = live_name(self._data)
        try:
            opened = self._opened(live_folder(self._data))
        except IndexUnavailable:
            if more and live_name(self._data) != name:
                return self._open_live(more - 1)
            raise
        if opened.image is not None or not self._image:
            self._problem = ""
        return opened

    def _in_place(self, why: IndexUnavailable) -> Searcher:
        """Return what serves in place of the live generation. Raise `why` it does not, where there is nothing."""
        serving = self._open
        if serving is None and not isinstance(why, DamagedIndex):
            raise why
        live = None
        with suppress(IndexUnavailable):
            live = live_folder(self._data)
        candidates = other_folders(self._data, live)
        if serving is not None and serving.generation.folder in candidates:
            candidates = [serving.generation.folder, *candidates]
        for folder in candidates:
            try:
                found = self._opened(folder)
            except IndexUnavailable:
                continue
            verb = "keeps serving" if found is serving else "serves in its place"
            self._log_once(f"The live index cannot be served, so {found.generation.name} {verb}. {why}")
            return found
        self._open = None
        raise why

    def _opened(self, folder: Path) -> Searcher:
        """Return a generation, opened if it is not. Raise IndexUnavailable, at once where its files are unchanged."""
        states = file_states(folder)
        if self._open is not None and folder == self._open.generation.folder and states == self._states:
            return self._open
        refused = self._refused.get(folder)
        if refused and refused[0] == states:
            raise refused[1]
        try:
            opened = self._checked_and_opened(folder)
        except IndexUnavailable as error:
            self._refused = {**self._refused, folder: (states, error)}
            raise
        self._states, self._refused = states, {}
        return opened

    def _checked_and_opened(self, folder: Path) -> Searcher:
        """Open a generation after comparing its files with their digests. Raise IndexUnavailable."""
        damaged = find_damage(folder)
        if self._open is not None and folder == self._open.generation.folder and not damaged:
            return self._open  # its files were written again, or touched
        if damaged == (DIGESTS,):
            read_meta(folder)  # raises where another version of this program wrote it
        image = self._image
        if damaged and all(name.startswith(f"{IMAGE}/") for name in damaged):
            image = False
        elif damaged:
            raise damage_error(folder, damaged)
        opened = _open_searcher(folder, image=image, encoder=self._encoder)
        if image != self._image:
            why = damage_error(folder, damaged)
            self._log_once(f"Falling back to Whoosh for index {folder.name} (slow). {why}")
        return opened

    def _log_once(self, problem: str) -> None:
        if problem != self._problem:
            log.error(problem)
        self._problem = problem


def _collect_replaced(when_replaced: Iterable[Callable[[], None]]) -> None:
    """Free the files and maps of a generation that was replaced, after the requests that may still use it.

    Its objects refer to each other, and those of the first one are exempt from garbage collection.
    """
    for seconds in SECONDS_BEFORE_COLLECTION:
        time.sleep(seconds)
        for forget in when_replaced:
            with suppress(IndexUnavailable):
                forget()
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def _open_searcher(folder: Path, *, image: bool, encoder: Encoder | None) -> Searcher:
    """Open the generation in a folder and check that it can be read. Raise IndexUnavailable."""
    try:
        with _garbage_collection_paused():
            generation = open_generation(folder)
            searcher = open_searcher(generation, ImageIndex(generation) if image else None, encoder)
        if not image:
            WhooshIndex(generation).close()
    except (OSError, ValueError, LookupError, TypeError, AttributeError, CorruptImage, msgspec.DecodeError) as error:
        raise DamagedIndex(
            "The index %(name)s is damaged (%(error)s). Rebuild it: python -m indexer build",
            name=folder.name,
            error=str(error),
        ) from error
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
