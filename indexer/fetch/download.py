"""Download one source's file: only if it has changed, from where it was cut off, and in several attempts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.errors import FetchError, RetryableError, UnsupportedContent
from indexer.fetch.client import Client, FinalResponse
from indexer.fetch.partial_download import PARTIAL_CONTENT, OnBytes, Origin, PartialDownload, receive
from indexer.fetch.politeness import Clock
from indexer.fetch.state import Copy, replace_file
from indexer.read.formats import FileType
from indexer.records.source import Source
from indexer.settings import Settings
from indexer.storage import file_digest

_OK, _NOT_MODIFIED, _RANGE_NOT_SATISFIABLE = 200, 304, 416

_FIRST_PAUSE = 1.0
"""Seconds between the first attempt and the second."""

_STATUS_REASONS = {
    401: "The host requires a login (status 401).",
    403: "The host refuses this to programs (status 403).",
    404: "The page no longer exists at this address (status 404).",
    410: "The publisher has removed it permanently (status 410).",
    451: "It is not available in your country for legal reasons (status 451).",
}


def status_reason(status: int) -> str:
    """Return the reason for an HTTP status that is no success, in words."""
    return _STATUS_REASONS.get(status, f"The host answered with status {status}.")


@dataclass(frozen=True, slots=True)
class _Target:
    """The id and URL of the source to download, and our intact copy of that very URL."""

    source: str
    url: str
    known: Copy | None


class Downloader:
    """Downloads files into the folder of the copies."""

    def __init__(self, client: Client, folder: Path, settings: Settings, clock: Clock, on_bytes: OnBytes) -> None:
        self._client = client
        self._folder = folder
        self._settings = settings
        self._clock = clock
        self._on_bytes = on_bytes

    def download(self, source: Source, copy: Copy | None) -> Copy:
        """Return the source's current copy; `copy` is the one that we had.

        Raise FetchError where it cannot be fetched; the old file is then as it was.
        """
        known = copy if copy and copy.requested_url == source.url and self._is_intact(copy) else None
        target = _Target(source.id, source.url or "", known)
        problem = ""
        for attempt in range(self._settings.fetch_attempts):
            try:
                return self._attempt(target)
            except RetryableError as error:
                problem = str(error)
                self._client.pause(target.url, self._backoff(attempt))
        raise FetchError(f"{problem} Gave up after {self._settings.fetch_attempts} attempts.")

    def timestamp(self) -> str:
        """Return the current time in the form of the state file."""
        return self._clock.now().isoformat(timespec="seconds")

    def _backoff(self, attempt: int) -> float:
        """Return the seconds before the next attempt: doubled each time, less up to a half at random (jitter)."""
        pause = _FIRST_PAUSE * (1 << attempt) * (1 - self._clock.random() / 2)
        return min(pause, self._settings.fetch_longest_wait)

    def _is_intact(self, copy: Copy) -> bool:
        path = self._folder / copy.file
        return path.is_file() and file_digest(path) == copy.sha256

    def _attempt(self, target: _Target) -> Copy:
        known = target.known
        partial = PartialDownload(self._folder, target.source)
        origin = partial.origin()

        def headers_for(url: str) -> Mapping[str, str]:
            """Return conditions only for the very URL that gave their validators."""
            changed = _if_changed(known) if known and known.final_url == url else {}
            rest = _range_from(partial.size, origin) if origin and origin.final_url == url else {}
            return {**changed, **rest}

        with self._client.get(target.url, headers_for) as response:
            if response.status == _NOT_MODIFIED and known:
                return replace(known, checked=self.timestamp(), status=response.status)
            if response.status == _RANGE_NOT_SATISFIABLE and origin:
                partial.discard()
                raise RetryableError("The file changed while it was being downloaded.")
            if response.status not in (_OK, PARTIAL_CONTENT):
                raise FetchError(status_reason(response.status), response.status)
            try:
                kind = receive(response, partial, self._settings.fetch_bytes, self._on_bytes)
            except FetchError as error:
                if isinstance(error, UnsupportedContent) or partial.origin() is None:
                    partial.discard()
                raise
            return self._keep(target, response, kind)

    def _keep(self, target: _Target, response: FinalResponse, kind: FileType) -> Copy:
        """Replace the old copy by the finished download, unless the two are the same."""
        partial, known = PartialDownload(self._folder, target.source), target.known
        now = self.timestamp()
        copy = Copy(
            requested_url=target.url,
            final_url=response.url,
            fetched=now,
            checked=now,
            status=response.status,
            etag=response.header("ETag"),
            last_modified=response.header("Last-Modified"),
            sha256=file_digest(partial.path),
            type=kind.name,
            size=partial.size,
            file=f"{target.source}{kind.suffix}",
        )
        if known and (known.sha256, known.file) == (copy.sha256, copy.file):
            copy = replace(copy, fetched=known.fetched)
        else:
            replace_file(partial.path, self._folder / copy.file)
        partial.discard()
        return copy


def _if_changed(copy: Copy) -> dict[str, str]:
    """Return headers that ask for the file only if it is not our copy (RFC 9110, 13.1)."""
    conditions = {"If-None-Match": copy.etag, "If-Modified-Since": copy.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _range_from(size: int, origin: Origin) -> dict[str, str]:
    """Return headers that ask for what follows `size` bytes, or for a changed file in whole (RFC 9110, 13.1.5)."""
    return {"Range": f"bytes={size}-", "If-Range": origin.validator}
