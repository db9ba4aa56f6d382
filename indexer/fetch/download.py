"""Download one source's file: only if it has changed, from where it was cut off, and in several attempts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.errors import FetchError, RetryableError, UnsupportedContent
from indexer.fetch.client import Client, FinalResponse
from indexer.fetch.partial_download import PARTIAL_CONTENT, OnBytes, PartialDownload, Representation, receive
from indexer.fetch.politeness import Clock
from indexer.fetch.state import Copy, replace_file
from indexer.read.formats import FileType
from indexer.records.source import Source
from indexer.settings import Settings
from indexer.storage import file_digest

_OK, _NOT_MODIFIED, _FORBIDDEN, _RANGE_NOT_SATISFIABLE = 200, 304, 403, 416

_FIRST_BACKOFF = 1.0
"""Seconds between the first attempt and the second, before jitter."""

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
class Target:
    """What to download: the id and URL of the source, the URL to ask for, and our intact copy of the source.

    `part` sets the downloads of one source apart: that of its page, and that of the file found on it.
    """

    source: str
    requested_url: str
    url: str
    known: Copy | None = None
    part: str = ""

    @property
    def name(self) -> str:
        """The name under which the download is kept while it is under way."""
        return f"{self.source}{self.part}"


@dataclass(frozen=True, slots=True)
class Download:
    """A finished download: the copy that it can become, and where its bytes are until then.

    Where the bytes are those of the copy that we have, `path` is that copy.
    """

    copy: Copy
    path: Path


class Downloader:
    """Downloads files into the folder of the copies."""

    def __init__(self, client: Client, folder: Path, settings: Settings, clock: Clock, on_bytes: OnBytes) -> None:
        self._client = client
        self._folder = folder
        self._settings = settings
        self._clock = clock
        self._on_bytes = on_bytes

    def intact_copy(self, source: Source, copy: Copy | None) -> Copy | None:
        """Return a copy of the source if it is of its present URL and its file has the bytes that it had."""
        if copy is None or copy.requested_url != source.url:
            return None
        path = self._folder / copy.file
        return copy if path.is_file() and file_digest(path) == copy.sha256 else None

    def download(self, target: Target) -> Download:
        """Return what is at the target's URL now. Raise FetchError where it cannot be fetched."""
        problem = ""
        for attempt in range(self._settings.fetch_attempts):
            try:
                return self._attempt(target)
            except RetryableError as error:
                problem = str(error)
                self._client.pause(target.url, self._backoff(attempt))
        raise FetchError(f"{problem} Gave up after {self._settings.fetch_attempts} attempts.")

    def keep(self, download: Download) -> Copy:
        """Put a download in the place of its source's copy."""
        if download.path != self._folder / download.copy.file:
            replace_file(download.path, self._folder / download.copy.file)
        return download.copy

    def discard(self, source: str) -> None:
        """Remove the downloads of a source that were finished and not kept."""
        for path in self._folder.glob(f".{source}.*new.*"):
            path.unlink(missing_ok=True)

    def timestamp(self) -> str:
        """Return the current time in the form of the state file."""
        return self._clock.now().isoformat(timespec="seconds")

    def _backoff(self, attempt: int) -> float:
        """Return the seconds before the next attempt: exponential backoff, less up to a half at random (jitter)."""
        pause = _FIRST_BACKOFF * (1 << attempt) * (1 - self._clock.random() / 2)
        return min(pause, self._settings.fetch_longest_wait)

    def _refusal(self, status: int) -> str:
        """Return the reason for a status that is no success, and what may help."""
        unnamed = status == _FORBIDDEN and not self._settings.contact
        hint = " It may be open to programs that say whose they are: set VERBATIM_CONTACT." if unnamed else ""
        return status_reason(status) + hint

    def _attempt(self, target: Target) -> Download:
        known = target.known
        partial = PartialDownload(self._folder, target.name)
        representation = partial.representation()

        def headers_for(url: str) -> Mapping[str, str]:
            """Return conditions only for the very URL that gave their validators."""
            changed = _if_changed(known) if known and known.final_url == url else {}
            rest = (
                _range_from(partial.size, representation) if representation and representation.final_url == url else {}
            )
            return {**changed, **rest}

        with self._client.get(target.url, headers_for) as response:
            if response.status == _NOT_MODIFIED and known:
                copy = replace(known, checked=self.timestamp(), status=response.status)
                return Download(copy, self._folder / copy.file)
            if response.status == _RANGE_NOT_SATISFIABLE and representation:
                partial.discard()
                raise RetryableError("The file changed while it was being downloaded.")
            if response.status not in (_OK, PARTIAL_CONTENT):
                raise FetchError(self._refusal(response.status), response.status)
            try:
                kind = receive(response, partial, self._settings.fetch_bytes, self._on_bytes)
            except FetchError as error:
                if isinstance(error, UnsupportedContent) or partial.representation() is None:
                    partial.discard()
                raise
            return self._finish(target, response, kind)

    def _finish(self, target: Target, response: FinalResponse, kind: FileType) -> Download:
        """Return a download that is complete, under a name with its type's suffix, for readers."""
        partial, known = PartialDownload(self._folder, target.name), target.known
        now = self.timestamp()
        copy = Copy(
            requested_url=target.requested_url,
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
        path = self._folder / f".{target.name}.new{kind.suffix}"
        if known and (known.sha256, known.file) == (copy.sha256, copy.file):
            copy, path = replace(copy, fetched=known.fetched), self._folder / copy.file
        else:
            partial.path.replace(path)
        partial.discard()
        return Download(copy, path)


def _if_changed(copy: Copy) -> dict[str, str]:
    """Return headers that ask for the file only if it is not our copy (RFC 9110, 13.1)."""
    conditions = {"If-None-Match": copy.etag, "If-Modified-Since": copy.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _range_from(size: int, representation: Representation) -> dict[str, str]:
    """Return headers that ask for what follows `size` bytes, or for a changed file in whole (RFC 9110, 13.1.5)."""
    return {"Range": f"bytes={size}-", "If-Range": representation.validator}
