"""Brings one source's file: asks only for what has changed, goes on where it was cut off, and tries several times."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.errors import FetchError, RetryableError, UnsupportedContent
from indexer.fetch.client import Client, HostResponse
from indexer.fetch.clock import Clock
from indexer.fetch.file_types import FileType
from indexer.fetch.folder import replace_file
from indexer.fetch.partial_download import Origin, PartialDownload
from indexer.fetch.receive import PART, Received, receive
from indexer.fetch.remedies import status_reason
from indexer.fetch.settings import FetchSettings
from indexer.fetch.state import Copy
from indexer.records.source import Source

_WHOLE, _UNCHANGED, _NO_SUCH_PART = 200, 304, 416

_FIRST_PAUSE = 1.0
"""Seconds between the first attempt and the second."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The source and address to bring, and the copy that we have of just that, whole."""

    source: str
    address: str
    known: Copy | None


class Downloader:
    """Downloads files into the folder of the copies. `received` hears how each comes along."""

    def __init__(self, client: Client, folder: Path, settings: FetchSettings, clock: Clock, received: Received) -> None:
        self._client = client
        self._folder = folder
        self._settings = settings
        self._clock = clock
        self._received = received

    def bring(self, source: Source, copy: Copy | None) -> Copy:
        """The source's copy as it is now; `copy` is the one that we had.

        Raises FetchError where it cannot be had; the old file is then as it was.
        """
        known = copy if copy and copy.address == source.page and self._is_whole(copy) else None
        wanted = _Wanted(source.id, source.page or "", known)
        problem = ""
        for attempt in range(self._settings.attempts):
            try:
                return self._attempt(wanted)
            except RetryableError as error:
                problem = str(error)
                self._client.rest(wanted.address, self._pause(attempt))
        raise FetchError(f"{problem} It was tried {self._settings.attempts} times.")

    def _pause(self, attempt: int) -> float:
        """Seconds before the next attempt: twice as many each time, less up to a half by chance."""
        pause = _FIRST_PAUSE * (1 << attempt) * (1 - self._clock.chance() / 2)
        return min(pause, self._settings.longest_wait)

    def _is_whole(self, copy: Copy) -> bool:
        path = self._folder / copy.file
        return path.is_file() and _digest(path) == copy.sha256

    def _attempt(self, wanted: _Wanted) -> Copy:
        known = wanted.known
        partial = PartialDownload(self._folder, wanted.source)
        origin = partial.origin()

        def headers(asked: str) -> Mapping[str, str]:
            """Conditions are for the very address that gave what they are about."""
            changed = _if_changed(known) if known and known.final == asked else {}
            rest = _rest(origin, partial.size) if origin and origin.final == asked else {}
            return {**changed, **rest}

        with self._client.get(wanted.address, headers) as answer:
            if answer.status == _UNCHANGED and known:
                return replace(known, checked=self.now(), status=answer.status)
            if answer.status == _NO_SUCH_PART and origin:
                partial.discard()
                raise RetryableError("What came of the file earlier is no part of it any more.")
            if answer.status not in (_WHOLE, PART):
                raise FetchError(status_reason(answer.status), answer.status)
            try:
                kind = receive(answer, partial, self._settings.largest, self._received)
            except FetchError as error:
                if isinstance(error, UnsupportedContent) or partial.origin() is None:
                    partial.discard()
                raise
            return self._keep(wanted, answer, kind)

    def _keep(self, wanted: _Wanted, answer: HostResponse, kind: FileType) -> Copy:
        """Puts a finished download in the place of the old copy, unless the two are the same."""
        partial, known = PartialDownload(self._folder, wanted.source), wanted.known
        copy = Copy(
            address=wanted.address,
            final=answer.address,
            fetched=self.now(),
            checked=self.now(),
            status=answer.status,
            etag=answer.header("ETag"),
            last_modified=answer.header("Last-Modified"),
            sha256=_digest(partial.path),
            type=kind.name,
            size=partial.size,
            file=f"{wanted.source}{kind.suffix}",
        )
        if known and (known.sha256, known.file) == (copy.sha256, copy.file):
            copy = replace(copy, fetched=known.fetched)
        else:
            replace_file(partial.path, self._folder / copy.file)
        partial.discard()
        return copy

    def now(self) -> str:
        """The time as ledgers write it."""
        return self._clock.now().isoformat(timespec="seconds")


def _if_changed(copy: Copy) -> dict[str, str]:
    """Asks for the file only if it is not the copy that we have (RFC 9110, 13.1)."""
    conditions = {"If-None-Match": copy.etag, "If-Modified-Since": copy.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _rest(origin: Origin, size: int) -> dict[str, str]:
    """Asks for what comes after so many bytes, or for all of it if the file is another by now (RFC 9110, 13.1.5)."""
    return {"Range": f"bytes={size}-", "If-Range": origin.mark}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
