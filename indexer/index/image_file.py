"""The image of a generation: its postings as arrays that are mapped into memory, in the folder `image/`.

    lexicon.bytes, lexicon.ends          all terms of all fields in the order of their UTF-8 bytes, and where each ends
    FIELD.posting_starts                 where each term's postings start in the two below, and where the last end
    FIELD.doc_ids, FIELD.freqs           the ordinals of the passages that contain it, ascending, and how often each
    FIELD.fieldnorms                     the field's length in each passage, as the byte to which Whoosh rounds it
    FIELD.position_starts,               in `exact`, `body` and `heading`: where each term's positions start, and the
    FIELD.positions                      positions, as tokens: words numbered through all passages
    tokens.starts, heading.token_starts  the number of each passage's first token (of its section path), and of the end
    tokens.terms                         the term at each of the passages' tokens; between passages the number of terms
    text.bytes, text.ends                what is highlighted and shown of a passage: for each word the characters from
                                         the start of the word before (two bytes) and of itself (one byte), and the
                                         words between white space, as steps (indexer.analysis.word_offsets); its end
    text.multiword_starts,               tokens with which a term of several words starts, and the characters where
    text.multiword_ends                  those terms end
    checksums.json                       the version, the Whoosh segments beside it, average lengths, sizes and digests

Every array has one type, whatever it holds, so that compiled loops need one form: 32 bits without sign, except those in
`_NARROW_TYPES`. Nothing in an image is ever changed.
"""

import hashlib
import json
import os
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import BuildError, CorruptImage
from indexer.index.schema import FIELDS, INDEX_NAME, POSITION_FIELDS
from indexer.storage import file_digest

IMAGE = "image"
CHECKSUMS = "checksums.json"
VERSION = 8

_SEGMENT_FILES = (".seg", ".trm")
"""The suffixes of which each segment has one: the first is that of a compound file."""

_NARROW_TYPES: dict[str, type[np.unsignedinteger[Any]]] = {
    "bytes": np.uint8, "fieldnorms": np.uint8, "freqs": np.uint16,
}  # fmt: skip
"""The types of arrays that need fewer than 32 bits, by the last part of their names."""

_HEADER = 128
"""The size in bytes of the header of NumPy's files of one-dimensional arrays."""

_NAME_LENGTH = 16

MIN_MAPPED = 1 << 20
"""The size in bytes from which a file is mapped: workers share it. All smaller ones of an image are a few MB."""

Array = NDArray[Any]


def save(folder: Path, name: str, values: Array) -> None:
    """Write an array of whole numbers of 0 or more. Raise BuildError where one does not fit the array's type."""
    kind = _NARROW_TYPES.get(name.rpartition(".")[2], np.uint32)
    if values.size and int(values.max()) > np.iinfo(kind).max:
        raise BuildError(f"The index is too large: {name} of its image holds {int(values.max()):,}. Divide the corpus.")
    np.save(folder / f"{name}.npy", values.astype(kind, copy=False), allow_pickle=False)


def load_array(path: Path) -> Array:
    """Return an array of a file: mapped where it is large, else read, so that truncating the file cannot end us.

    Raise OSError or ValueError.
    """
    is_small = path.stat().st_size < MIN_MAPPED
    loaded: Array = np.load(path, mmap_mode=None if is_small else "r", allow_pickle=False)
    loaded.flags.writeable = False  # all threads share it
    return loaded.view(np.ndarray)  # a plain array: slicing one is much faster than slicing a memmap


def write_checksums(folder: Path, average_lengths: Mapping[str, float], passages: int) -> list[str]:
    """Write the checksums of an image, the last of its files; return the names of its Whoosh segments.

    The names come from the digests of all files, so that image and segments of different builds never mix.
    `average_lengths` has the average length of each field.
    """
    files = {
        path.name: {"size": path.stat().st_size, "sha256": file_digest(path)} for path in sorted(folder.glob("*.npy"))
    }
    digest = hashlib.sha256(json.dumps([files, average_lengths]).encode()).hexdigest()
    segments = [f"{INDEX_NAME}_{digest[:_NAME_LENGTH]}"] if passages else []
    checksums = {"version": VERSION, "segments": segments, "average_lengths": average_lengths, "files": files}
    (folder / CHECKSUMS).write_text(json.dumps(checksums, indent=1), encoding="utf-8")
    return segments


def whoosh_segment_names(whoosh: Path) -> list[str]:
    """Return the names of the segments in a Whoosh folder."""
    return sorted({path.name.partition(".")[0] for path in whoosh.glob("*") if path.suffix in _SEGMENT_FILES})


@dataclass(frozen=True, slots=True)
class FieldArrays:
    """A field's postings; see above. `positions` and `position_starts` are empty where it holds no positions."""

    posting_starts: Array
    doc_ids: Array
    freqs: Array
    fieldnorms: Array
    average_length: float
    position_starts: Array
    positions: Array


class TermDictionary:
    """All terms of an image, numbered in the order of their bytes."""

    def __init__(self, blob: Array, ends: Array) -> None:
        self.blob = blob
        """All terms in UTF-8, one after the other."""
        self.ends = ends
        """Where each ends in it."""
        self._view = memoryview(np.ascontiguousarray(blob).data) if len(blob) else memoryview(b"")
        self.find = lru_cache(maxsize=65_536)(self._find)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> str:
        return str(self._term(number), "utf-8")

    def _find(self, term: str) -> int:
        """Return the number of a term, or -1 where there is no such term."""
        key = term.encode()
        number = self._first_not_before(key)
        return number if number < len(self) and self._term(number) == key else -1

    def starting_with(self, letters: str) -> tuple[int, int]:
        """Return the numbers (first, end; end excluded) of the terms that start with these letters."""
        key = letters.encode()
        return self._first_not_before(key), self._first_not_before(key + b"\xff")

    def _term(self, number: int) -> bytes:
        start = int(self.ends[number - 1]) if number else 0
        return bytes(self._view[start : int(self.ends[number])])

    def _first_not_before(self, key: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._term(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low


class RowFile:
    """The rows of numbers in an array's file, one per passage, as bytes by ordinal. May be used from any thread.

    They are read with `pread`, not mapped: the system counts mapped pages as this process's memory. `first` is where
    the numbers start in the file, `ends` where each passage's row ends, in numbers of `size` bytes.
    """

    def __init__(self, path: Path, first: int, ends: NDArray[np.uint32], size: int) -> None:
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._file)
        self._first = first
        self._ends = ends
        self._size = size

    def __getitem__(self, ordinal: int) -> bytes:
        start = int(self._ends[ordinal - 1]) if ordinal else 0
        length = int(self._ends[ordinal]) - start
        return os.pread(self._file, self._size * length, self._first + self._size * start)


class Image:
    """The arrays of an image, mapped into memory. May be used from any thread.

    Opening checks the size of every file; `verify` every byte. Raise CorruptImage where the image is missing, damaged,
    of another version, or made with other Whoosh segments than these.
    """

    def __init__(self, folder: Path, segments: list[str]) -> None:
        self.folder = folder
        self._checksums = _read_checksums(folder, segments)
        for name, expected in self._checksums["files"].items():
            self._check(name, (folder / name).stat().st_size if (folder / name).is_file() else 0, expected["size"])
        try:
            self._map()
        except (OSError, ValueError, LookupError) as error:
            raise CorruptImage(f"The image in {folder} cannot be read ({error}).") from error

    def verify(self) -> None:
        """Compare every file with its digest. Raise CorruptImage."""
        for name, expected in self._checksums["files"].items():
            self._check(name, file_digest(self.folder / name), expected["sha256"])

    def _map(self) -> None:
        self.lexicon = TermDictionary(self._array("lexicon.bytes"), self._array("lexicon.ends"))
        self.fields = {name: self._field(name) for name in FIELDS}
        self.token_starts = self._array("tokens.starts")
        self.heading_token_starts = self._array("heading.token_starts")
        self.tokens = self._array("tokens.terms")
        self.text_layouts = RowFile(self.folder / "text.bytes.npy", _HEADER, self._array("text.ends"), 1)
        self.multiword_starts = self._array("text.multiword_starts")
        self.multiword_ends = self._array("text.multiword_ends")

    def _field(self, name: str) -> FieldArrays:
        none = np.empty(0, np.uint32)
        positional = name in POSITION_FIELDS
        return FieldArrays(
            posting_starts=self._array(f"{name}.posting_starts"),
            doc_ids=self._array(f"{name}.doc_ids"),
            freqs=self._array(f"{name}.freqs"),
            fieldnorms=self._array(f"{name}.fieldnorms"),
            average_length=float(self._checksums["average_lengths"][name]),
            position_starts=self._array(f"{name}.position_starts") if positional else none,
            positions=self._array(f"{name}.positions") if positional else none,
        )

    def _array(self, name: str) -> Array:
        file = f"{name}.npy"
        if file not in self._checksums["files"]:
            raise ValueError(f"{file} has no checksum")
        return load_array(self.folder / file)

    def _check(self, name: str, found: object, expected: object) -> None:
        if found != expected:
            raise CorruptImage(f"The file {name} of the image in {self.folder} is damaged or missing.")


def _read_checksums(folder: Path, segments: list[str]) -> dict[str, Any]:
    try:
        checksums: dict[str, Any] = json.loads((folder / CHECKSUMS).read_text(encoding="utf-8"))
        version, made_with = checksums["version"], checksums["segments"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CorruptImage(f"The image in {folder} is missing or incomplete ({error}).") from error
    if version != VERSION:
        raise CorruptImage(f"The image in {folder} has version {version}; this program needs version {VERSION}.")
    if made_with != segments:
        raise CorruptImage(f"The image in {folder} was made from another index than the one beside it.")
    return checksums
