"""Records of a generation: one JSON array per line, looked up through an array of offsets; and whole JSON files.

A record is any `msgspec.Struct(array_like=True)`.
"""

import os
import weakref
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from indexer.errors import DamagedIndex
from indexer.records.figure import Figure
from indexer.records.statement import Statement


class DocumentRecords(msgspec.Struct, frozen=True, array_like=True):
    """The records found in the passages of a document, by kind; the kinds are also the names of files and of `Meta`.

    Each record has `id`, `document`, `passage`, `sentence` and `spans`.
    """

    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()


RECORD_KINDS = DocumentRecords.__struct_fields__

Record = TypeVar("Record")
Value = TypeVar("Value")

_encoder = msgspec.json.Encoder()


class RecordWriter(Generic[Record]):
    """Write records in order into `<name>.jsonl`, and the offset of each into `<name>.offsets`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._lines = (folder / f"{name}.jsonl").open("wb")
        self._offsets_path = folder / f"{name}.offsets"
        self._offsets = array("Q", [0])

    @property
    def count(self) -> int:
        """Return the number of records written."""
        return len(self._offsets) - 1

    def add(self, record: Record) -> None:
        """Append a record."""
        line = _encoder.encode(record)
        self._lines.write(line)
        self._lines.write(b"\n")
        self._offsets.append(self._offsets[-1] + len(line) + 1)

    def close(self) -> None:
        """Write the offsets and close the files."""
        self._lines.close()
        self._offsets_path.write_bytes(self._offsets.tobytes())


class RecordFile(Generic[Record]):
    """The records of one file by their number from 0. May be used from any thread.

    They are read with `pread`, not mapped: the system counts mapped pages as this process's memory.
    """

    def __init__(self, folder: Path, name: str, kind: type[Record]) -> None:
        self._path = folder / f"{name}.jsonl"
        self._offsets = _offsets(folder, name)
        self._lines = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._lines)
        self._decoder = msgspec.json.Decoder(kind)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> Record:
        if not 0 <= number < len(self):
            raise IndexError(number)
        start = self._offsets[number]
        return self._decoder.decode(os.pread(self._lines, self._offsets[number + 1] - start, start))

    def __iter__(self) -> Iterator[Record]:
        with self._path.open("rb") as lines:
            yield from map(self._decoder.decode, lines)


def write_json(path: Path, value: object) -> None:
    """Write one value as a JSON file; a list has each of its items on a line, so that files can be compared."""
    if isinstance(value, list | tuple):
        content = b"[\n" + b",\n".join(map(_encoder.encode, value)) + b"\n]\n"
    else:
        content = msgspec.json.format(_encoder.encode(value), indent=1)
    path.write_bytes(content)


def read_json(path: Path, kind: type[Value]) -> Value:
    """Return the value of a JSON file. Raise DamagedIndex where the file holds none of this type."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise DamagedIndex(
            "The file %(path)s is damaged (%(error)s). Rebuild the index: python -m indexer build",
            path=str(path),
            error=str(error),
        ) from error


def _offsets(folder: Path, name: str) -> "array[int]":
    offsets = array("Q")
    offsets.frombytes((folder / f"{name}.offsets").read_bytes())
    return offsets
