"""The passages of a generation: one JSON array a line, found by ordinal through an array of offsets."""

import json
import os
import weakref
from array import array
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from indexer.records.passage import TAGGED, Passage, Span, Tags

NAME = "passages"
LINES = f"{NAME}.jsonl"
OFFSETS = f"{NAME}.offsets"

CACHED_PASSAGES = 4_096
"""How many passages are kept in memory: the best for one query are often among the best for others."""

_decode = json.JSONDecoder().raw_decode


class PassageWriter:
    """Writes passages in the order of their ordinals, from 0."""

    def __init__(self, folder: Path) -> None:
        self._lines = (folder / LINES).open("wb")
        self._offsets_path = folder / OFFSETS
        self._offsets = array("Q", [0])

    @property
    def count(self) -> int:
        """The number of passages written, which is the ordinal of the next."""
        return len(self._offsets) - 1

    def add(self, passage: Passage) -> None:
        line = json.dumps(_to_row(passage), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._lines.write(line)
        self._offsets.append(self._offsets[-1] + len(line))

    def close(self) -> None:
        """Finishes both files."""
        self._lines.close()
        self._offsets_path.write_bytes(self._offsets.tobytes())


class PassageFile:
    """The passages of a generation, read where they lie. May be used from any thread.

    They are read, not mapped: of a mapped file the system counts much more as the process's than it has looked at.
    """

    def __init__(self, folder: Path) -> None:
        self._offsets = array("Q")
        self._offsets.frombytes((folder / OFFSETS).read_bytes())
        self._lines = os.open(folder / LINES, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._lines)
        self._read = partial(_read, self._lines, self._offsets)
        self._kept = lru_cache(maxsize=CACHED_PASSAGES)(self._read)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, ordinal: int) -> Passage:
        return self._kept(ordinal)

    def __iter__(self) -> Iterator[Passage]:
        return (self._read(ordinal) for ordinal in range(len(self)))


def _read(lines: int, offsets: "array[int]", ordinal: int) -> Passage:
    """The passage with this ordinal. Raises IndexError."""
    if not 0 <= ordinal < len(offsets) - 1:
        raise IndexError(ordinal)
    start = offsets[ordinal]
    line = str(os.pread(lines, offsets[ordinal + 1] - start, start), "utf-8")
    return _from_row(ordinal, _decode(line)[0])


def _to_row(passage: Passage) -> list[Any]:
    spans = [[span.page, span.start, span.end] for span in passage.spans]
    tags = [getattr(passage.tags, name) for name in TAGGED]
    row = [passage.id, passage.document, passage.language, passage.section, passage.text, spans, tags]
    return [*row, passage.demoted]


def _from_row(ordinal: int, row: list[Any]) -> Passage:
    identity, document, language, section, text, spans, tags, demoted = row
    return Passage(
        id=identity,
        ordinal=ordinal,
        document=document,
        language=language,
        section=tuple(section),
        text=text,
        spans=tuple(Span(*span) for span in spans),
        tags=Tags(*(tuple(values) for values in tags)),
        demoted=demoted,
    )
