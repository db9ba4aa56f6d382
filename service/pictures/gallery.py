"""Pictures of pages: from the cache, or rendered in a confined process, a few at once and each once."""

import asyncio
import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.errors import NoPicture, ReadingError
from indexer.pictures.cache import PictureCache, picture_digest
from indexer.pictures.page_picture import PagePicture
from indexer.pictures.render import LIMITS, render_pages
from indexer.settings import Settings

QUEUED_PER_PROCESS = 16
"""Pages that wait for each process; further ones are refused."""

SECONDS_UNTIL_RETRY = 600.0
"""After which a page that could not be rendered is tried again."""

MAX_FAILURES = 10_000

MEBIBYTE = 1 << 20

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Job:
    future: Future[PagePicture]
    waiting: int = 0


Key = tuple[str, int]
"""The digest of a file's pictures and the number of a page."""


class Gallery:
    """The pictures of pages. May be used from any thread and event loop."""

    def __init__(self, settings: Settings) -> None:
        self.is_on = settings.pictures
        self.seconds = settings.picture_seconds
        self._cache = PictureCache(settings.data_dir, settings.picture_mebibytes * MEBIBYTE)
        self._limits = replace(LIMITS, cpu=max(1, int(settings.picture_seconds)), wall=settings.picture_seconds)
        self._processes = settings.picture_processes
        self._executor = ThreadPoolExecutor(settings.picture_processes, thread_name_prefix="picture")
        self._lock = threading.Lock()
        self._jobs: dict[Key, _Job] = {}
        self._failures: dict[Key, tuple[float, str]] = {}

    def failure(self, sha256: str, page: int) -> str:
        """Return why a page could not be rendered a short time ago; empty where that is not known."""
        until, reason = self._failures.get((picture_digest(sha256), page), (0.0, ""))
        return reason if time.monotonic() < until else ""

    async def page(self, file: Path, sha256: str, page: int, seconds: float) -> PagePicture:
        """Return a page of a file as pictures. Raise NoPicture where it has none, or not within this time."""
        digest = picture_digest(sha256)
        cached = await asyncio.to_thread(self._cache.load, digest, page)
        if cached is not None:
            return cached
        if reason := self.failure(sha256, page):
            raise NoPicture(reason)
        job = self._enter(file, digest, page)
        waiting = asyncio.wrap_future(job.future)
        waiting.add_done_callback(lambda done: done.cancelled() or done.exception())  # or asyncio complains of it
        try:
            return await asyncio.wait_for(asyncio.shield(waiting), seconds)
        except ReadingError as error:
            raise NoPicture(str(error)) from error
        except TimeoutError as error:
            raise NoPicture("Its picture is not ready yet. Load the page again in a moment.") from error
        finally:
            self._leave((digest, page), job)

    def _enter(self, file: Path, digest: str, page: int) -> _Job:
        """Return the job of a page, which this request waits for, too. Raise NoPicture where too many wait."""
        with self._lock:
            job = self._jobs.get((digest, page))
            if job is None:
                if len(self._jobs) >= self._processes * (QUEUED_PER_PROCESS + 1):
                    raise NoPicture("Too many pages are being rendered. Load the page again in a moment.")
                job = self._jobs[digest, page] = _Job(self._executor.submit(self._render, file, digest, page))
                job.future.add_done_callback(lambda _: self._forget((digest, page)))
            job.waiting += 1
            return job

    def _leave(self, key: Key, job: _Job) -> None:
        """Give up a page that no request waits for any more, unless it is being rendered already."""
        with self._lock:
            job.waiting -= 1
            is_abandoned = not job.waiting
        if is_abandoned and job.future.cancel():
            self._forget(key)

    def _forget(self, key: Key) -> None:
        with self._lock:
            self._jobs.pop(key, None)

    def _render(self, file: Path, digest: str, page: int) -> PagePicture:
        try:
            [rendered] = render_pages(file, [page], self._limits)
        except ReadingError as error:
            log.warning("Page %d of %s has no picture: %s", page, file.name, error)
            with self._lock:
                if len(self._failures) >= MAX_FAILURES:
                    self._failures.clear()
                self._failures[digest, page] = time.monotonic() + SECONDS_UNTIL_RETRY, str(error)
            raise
        self._cache.store(digest, rendered)
        return rendered
