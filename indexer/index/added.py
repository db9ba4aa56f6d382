"""When the passages and records of a generation came into the index, for feeds.

    added.json    an `Added`

A build compares the generation that was live before with the new one: what is in both came no later than the one before
says. What has the oldest date is not listed, so that the file is small where little changes.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from indexer.errors import IndexUnavailable
from indexer.index.meta import read_meta
from indexer.index.passage_file import IDS
from indexer.index.record_file import RECORD_KINDS, RecordFile, read_json, write_json

NAME = "added.json"

PASSAGES = "passages"

Ids = Mapping[str, Sequence[str]]
"""The ids of the passages and of each kind of records, by kind."""


class _Id(Struct, array_like=True):
    """The beginning of any record."""

    id: str


class Added(Struct, frozen=True):
    """When passages and records came into the index (ISO 8601): by kind and id, or `since` for what is not listed."""

    since: str
    later: dict[str, dict[str, str]] = {}

    def time(self, kind: str, record_id: str) -> str:
        """Return when a passage or record came into the index."""
        return self.later.get(kind, {}).get(record_id, self.since)


def read_added(folder: Path, built: str) -> Added:
    """Return the times of a generation that was built then; that time for all where they were not written."""
    path = folder / NAME
    return read_json(path, Added) if path.exists() else Added(built)


def write_added(folder: Path, previous: Path | None, ids: Ids, built: str) -> Added:
    """Write and return the times of a new generation with these ids, after `previous`, the folder of the one before."""
    added = Added(built)
    if previous is not None:
        # Where another version of the program wrote it, the times are lost, but the build goes on.
        with suppress(OSError, msgspec.DecodeError, IndexUnavailable):
            added = _after(read_added(previous, read_meta(previous).built), _ids(previous), ids, built)
    write_json(folder / NAME, added)
    return added


def _after(before: Added, known: Ids, ids: Ids, built: str) -> Added:
    later = {}
    for kind, own in ids.items():
        old = frozenset(known.get(kind, ()))
        times = {each: before.time(kind, each) if each in old else built for each in own}
        later[kind] = {each: time for each, time in times.items() if time != before.since}
    return Added(before.since, later)


def _ids(folder: Path) -> Ids:
    ids = {PASSAGES: (folder / IDS).read_text(encoding="utf-8").split("\n")}
    return ids | {kind: [each.id for each in RecordFile(folder, kind, _Id)] for kind in RECORD_KINDS}
