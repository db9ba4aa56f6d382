"""What fetching keeps in the data folder, and who may change it.

<data>/fetched/<source id>.<suffix>     the copies
<data>/fetched/state.json               where each copy is from, and what went wrong last
<data>/fetched/followed.json            the sources that were found by following links
<data>/fetched/.<source id>.part        a download under way or cut off; beside it, with .json, what it is part of
<data>/fetch.lock                       held by the process that fetches
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from filelock import FileLock, Timeout

from indexer.errors import FetchError, FetchInProgress
from indexer.records.source import Source
from indexer.storage import sync

FETCHED = "fetched"
LOCK = "fetch.lock"
STATE_FILE = "state.json"
_OLD_STATE_FILE = "ledger.json"
_OLD_NAMES = {"address": "requested_url", "final": "final_url", "when": "failed_at"}
"""The names of fields in the old file, and what they are now."""

FOLLOWED = "followed.json"

GONE = frozenset({404, 410})
"""The HTTP statuses that say that there is nothing at a URL."""

FetchStatus = Literal["new", "changed", "unchanged", "failed"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copy:
    """A fetched file. Times are in UTC, as ISO 8601.

    `requested_url` led to `final_url`, which gave the file, by redirects. `fetched` is when these bytes came, `checked`
    when the host last confirmed them, with `status`. `etag` and `last_modified` are its validators for them. `file`
    is the file's name in the folder of the copies, `type` one of those of content.py, `size` in bytes.

    Where the file was found on the publication's page, `page_url` is that page's after redirects, and `page_title`,
    `page_year` and `page_publisher` are what it says of the publication. `doubts` are sentences on what is unsure.
    """

    requested_url: str
    final_url: str
    fetched: str
    checked: str
    status: int
    etag: str
    last_modified: str
    sha256: str
    type: str
    size: int
    file: str
    page_url: str = ""
    page_title: str = ""
    page_year: int | None = None
    page_publisher: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def urls(self) -> tuple[str, ...]:
        """The URLs that lead to the copy."""
        return tuple(filter(None, (self.requested_url, self.page_url, self.final_url)))


@dataclass(frozen=True, slots=True)
class Failure:
    """Why and when the last attempt failed, and with what HTTP status, where the host sent one."""

    reason: str
    failed_at: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """The copy of one source, if there is one, and the last failure, if it came after that."""

    copy: Copy | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class FetchResult:
    """A source, the result of fetching it, and its state now."""

    source: Source
    status: FetchStatus
    state: SourceState


@dataclass(frozen=True, slots=True)
class FetchRun:
    """The result for each source, and of following links.

    `new_links` counts links that became sources, `remaining` those left to a later run; `problem` says why no link
    could be followed.
    """

    results: tuple[FetchResult, ...]
    new_links: int = 0
    remaining: int = 0
    problem: str | None = None


class FollowedLink(msgspec.Struct, frozen=True, rename={"url": "page"}):
    """A link that became a source: its URL and, where the link's text can be one, a title.

    `linked_from` are the ids of the documents that have the link; `depth` is how many links away it is from a
    document of the corpus. `part_of` is the id of the source whose page lists it as one of its tools.
    """

    id: str
    title: str | None
    url: str
    linked_from: tuple[str, ...]
    depth: int
    part_of: str = ""

    def source(self) -> Source:
        """Return it as a source. An unknown title is its URL, until its document has been read."""
        return Source(
            id=self.id,
            title=self.title or self.url,
            kind="document",
            url=self.url,
            linked_from=self.linked_from,
            text="fetch",
        )


def fetched_folder(data: Path) -> Path:
    """Return the folder of the copies, whether it exists or not."""
    return data / FETCHED


@contextlib.contextmanager
def fetch_lock(data: Path) -> Iterator[Path]:
    """Hold the lock on the folder of the copies and yield it, made where it is missing.

    Raise FetchInProgress where another process holds the lock. The system frees it when its holder ends.
    """
    fetched_folder(data).mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(data / LOCK, blocking=False):
            yield fetched_folder(data)
    except Timeout as error:
        raise FetchInProgress(f"Another fetch is running in {data}. Wait until it has ended.") from error


def read_state(folder: Path) -> dict[str, SourceState]:
    """Read the state of each source by its id; empty before the first fetch. Raise FetchError where it is damaged."""
    states = _read(folder / STATE_FILE, dict[str, SourceState], "fetch again")
    return _read_old_state(folder) if states is None else states


def write_state(folder: Path, states: Mapping[str, SourceState]) -> None:
    """Write the state of all sources."""
    _write(folder / STATE_FILE, states)
    (folder / _OLD_STATE_FILE).unlink(missing_ok=True)


def read_followed(folder: Path) -> tuple[FollowedLink, ...]:
    """Read the links that became sources, the nearest first. Raise FetchError where the file is damaged."""
    found = _read(folder / FOLLOWED, list[FollowedLink], "fetch with --follow again") or ()
    return tuple(sorted(found, key=lambda link: link.depth))


def write_followed(folder: Path, followed: Iterable[FollowedLink]) -> None:
    """Write all links that became sources so far."""
    _write(folder / FOLLOWED, list(followed))


def replace_file(fresh: Path, target: Path) -> None:
    """Replace a file atomically by a complete new one."""
    sync(fresh)
    fresh.replace(target)
    sync(target.parent)


def _read_old_state(folder: Path) -> dict[str, SourceState]:
    """Read the state from the file in its old form, until the next fetch replaces it."""
    path, remedy = folder / _OLD_STATE_FILE, "fetch again"
    states = _read(path, dict[str, dict[str, dict[str, Any] | None]], remedy) or {}
    parts = (part for state in states.values() for part in state.values() if part)
    for part in parts:
        for old, new in _OLD_NAMES.items():
            if old in part:
                part[new] = part.pop(old)
    try:
        return msgspec.convert(states, dict[str, SourceState])
    except msgspec.ValidationError as error:
        raise FetchError(f"{path} is damaged ({error}). Remove it and {remedy}.") from error


def _read(path: Path, kind: type[T], remedy: str) -> T | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise FetchError(f"{path} is damaged ({error}). Remove it and {remedy}.") from error


def _write(target: Path, value: object) -> None:
    fresh = target.with_name(f".{target.name}")
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(value), indent=1))
    replace_file(fresh, target)
