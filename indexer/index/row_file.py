"""Rows of a generation: one JSON array a line, found by place through an array of offsets, read where they lie."""

import json
import mmap
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

Record = TypeVar("Record")


class RowWriter:
    """Writes rows in order into `<name>.jsonl`, and where each starts into `<name>.offsets`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._lines = (folder / f"{name}.jsonl").open("wb")
        self._offsets_path = folder / f"{name}.offsets"
        self._offsets = array("Q", [0])

    @property
    def count(self) -> int:
        """The number of rows written."""
        return len(self._offsets) - 1

    def add(self, row: list[Any]) -> None:
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._lines.write(line)
        self._offsets.append(self._offsets[-1] + len(line))

    def close(self) -> None:
        """Finishes both files."""
        self._lines.close()
        self._offsets_path.write_bytes(self._offsets.tobytes())


def join_rows(folder: Path, name: str, portions: Iterable[Path]) -> None:
    """Writes the rows of all portions, given the folder of each in their order, as one file of rows."""
    offsets = array("Q", [0])
    with (folder / f"{name}.jsonl").open("wb") as lines:
        for portion in portions:
            first = offsets[-1]
            its = array("Q")
            its.frombytes((portion / f"{name}.offsets").read_bytes())
            offsets.extend([first + offset for offset in its[1:]])
            lines.write((portion / f"{name}.jsonl").read_bytes())
    (folder / f"{name}.offsets").write_bytes(offsets.tobytes())


class RowFile:
    """The rows by their place from 0. May be used from any thread."""

    def __init__(self, folder: Path, name: str) -> None:
        self._offsets = array("Q")
        self._offsets.frombytes((folder / f"{name}.offsets").read_bytes())
        with (folder / f"{name}.jsonl").open("rb") as lines:
            self._map = mmap.mmap(lines.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else b""

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def row(self, place: int) -> list[Any]:
        """The row at this place. Raises IndexError."""
        if not 0 <= place < len(self):
            raise IndexError(place)
        line = self._map[self._offsets[place] : self._offsets[place + 1]]
        row: list[Any] = json.loads(line)
        return row


class RecordWriter(Generic[Record]):
    """Writes records in order, each as the row that `to_row` makes of it."""

    def __init__(self, folder: Path, name: str, to_row: Callable[[Record], list[Any]]) -> None:
        self._rows = RowWriter(folder, name)
        self._to_row = to_row

    @property
    def count(self) -> int:
        """The number of records written."""
        return self._rows.count

    def add(self, record: Record) -> None:
        self._rows.add(self._to_row(record))

    def close(self) -> None:
        """Finishes the files."""
        self._rows.close()


class RecordFile(Generic[Record]):
    """Records by their place from 0, read where they lie by `from_row`. May be used from any thread."""

    def __init__(self, folder: Path, name: str, from_row: Callable[[list[Any]], Record]) -> None:
        self._rows = RowFile(folder, name)
        self._from_row = from_row

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: int) -> Record:
        return self._from_row(self._rows.row(place))

    def __iter__(self) -> Iterator[Record]:
        return (self[place] for place in range(len(self)))
