"""The image of a generation: its postings as arrays that are mapped into memory, in the folder `image/`.

    lexicon.bytes, lexicon.ends          all terms of all fields in the order of their UTF-8 bytes, and where each ends
    FIELD.starts                         where each term's postings start in the two below, and where the last end
    FIELD.ordinals, FIELD.counts         the passages that hold it, in order, and how often each does
    FIELD.lengths                        the field's length in each passage, as the byte to which Whoosh rounds it
    FIELD.place_starts, FIELD.places     for `exact`, `body` and `heading`: where each term's places start, and these,
                                         as words numbered through all passages
    words.starts, heading.word_starts    the number of each passage's first word (of its section path), and of the end
    words.terms                          the term at each of the passages' words; between passages the number of terms
    text.bytes, text.ends                what is marked and shown of a passage: for each word the characters from the
                                         start of the word before (two bytes) and of itself (one byte), and the words as
                                         white space divides them, as steps (analysis.token_offsets); and its end
    text.long_tokens, text.long_ends     words with which a term of several words starts, and where that ends
    answers.rows, answers.ends           what answers need of a passage (indexer/index/sentence_rows.py), and its end
    answers.forms, answers.form_starts   the forms of words in these rows, in the order of their keys, and where to look
    manifest.json                        the version, the segments decoded, mean lengths, each file's size and digest

Every array has one type, whatever it holds, so that compiled loops need one form: 32 bits without sign, save those in
`_NARROW`. Nothing in an image is ever changed.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import BuildError, DamagedImage
from indexer.index.number_rows import Rows
from indexer.index.schema import EXACT_FIELD, POSITION_FIELDS, STEMMED_FIELDS
from indexer.index.sentence_rows import FormTable

IMAGE = "image"
MANIFEST = "manifest.json"
VERSION = 5

_SEGMENT_FILES = (".seg", ".trm")
"""Of each segment there is one of these, the first where its files were put into one."""

FIELDS = (*STEMMED_FIELDS, EXACT_FIELD)

_NARROW: dict[str, type[np.unsignedinteger[Any]]] = {
    "bytes": np.uint8, "lengths": np.uint8, "counts": np.uint16,
}  # fmt: skip
"""The types of arrays by the last part of their names, where 32 bits would be more than they ever need."""

_HEADER = 128
"""The bytes before the numbers in NumPy's files of arrays of one dimension."""

Array = NDArray[Any]


def save(folder: Path, name: str, values: Array) -> None:
    """Writes an array of whole numbers of 0 or more. Raises BuildError where one does not fit the array's type."""
    kind = _NARROW.get(name.rpartition(".")[2], np.uint32)
    if values.size and int(values.max()) > np.iinfo(kind).max:
        raise BuildError(f"The index is too large: {name} of its image holds {int(values.max()):,}. Divide the corpus.")
    np.save(folder / f"{name}.npy", values.astype(kind, copy=False), allow_pickle=False)


def write_manifest(folder: Path, segments: Iterable[str], means: dict[str, float]) -> None:
    """Stamps an image; the last of its files."""
    files = {path.name: {"size": path.stat().st_size, "sha256": _digest(path)} for path in sorted(folder.glob("*.npy"))}
    stamp = {"version": VERSION, "segments": sorted(segments), "means": means, "files": files}
    (folder / MANIFEST).write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def segment_names(whoosh: Path) -> list[str]:
    """The names of the segments in a Whoosh folder, each of which says what it was made from."""
    return sorted({path.name.partition(".")[0] for path in whoosh.glob("*") if path.suffix in _SEGMENT_FILES})


@dataclass(frozen=True, slots=True)
class FieldArrays:
    """A field's postings; see above. `positions` and `position_starts` are empty where it holds no positions."""

    posting_starts: Array
    doc_ids: Array
    freqs: Array
    fieldnorms: Array
    mean_length: float
    position_starts: Array
    positions: Array


class Lexicon:
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
        """The number of a term, or -1 where there is no such term."""
        key = term.encode()
        number = self._first_not_before(key)
        return number if number < len(self) and self._term(number) == key else -1

    def starting_with(self, letters: str) -> tuple[int, int]:
        """The numbers (first, end; end excluded) of the terms that start with these letters."""
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


class Image:
    """The arrays of an image, mapped into memory. May be used from any thread.

    Opening looks at the stamp and at every file's size; `verify` at every byte. Raises DamagedImage where the image is
    missing, of another version, of other segments than these, or not as its stamp says.
    """

    def __init__(self, folder: Path, segments: list[str]) -> None:
        self.folder = folder
        self._stamp = _stamp(folder, segments)
        for name, expected in self._stamp["files"].items():
            self._check(name, (folder / name).stat().st_size if (folder / name).is_file() else 0, expected["size"])
        try:
            self._map()
        except (OSError, ValueError, LookupError) as error:
            raise DamagedImage(f"The image in {folder} cannot be read ({error}).") from error

    def verify(self) -> None:
        """Compares every file with its digest. Raises DamagedImage."""
        for name, expected in self._stamp["files"].items():
            self._check(name, _digest(self.folder / name), expected["sha256"])

    def _map(self) -> None:
        self.lexicon = Lexicon(self._array("lexicon.bytes"), self._array("lexicon.ends"))
        self.fields = {name: self._field(name) for name in FIELDS}
        self.token_starts = self._array("words.starts")
        self.heading_token_starts = self._array("heading.word_starts")
        self.tokens = self._array("words.terms")
        self.text_layouts = Rows(self.folder / "text.bytes.npy", _HEADER, self._array("text.ends"), 1)
        self.long_tokens = self._array("text.long_tokens")
        self.long_ends = self._array("text.long_ends")
        self.forms = FormTable(self._array("answers.form_starts"), self._array("answers.forms"))
        self.sentences = Rows(self.folder / "answers.rows.npy", _HEADER, self._array("answers.ends"), 4)

    def _field(self, name: str) -> FieldArrays:
        none = np.empty(0, np.uint32)
        placed = name in POSITION_FIELDS
        return FieldArrays(
            posting_starts=self._array(f"{name}.starts"),
            doc_ids=self._array(f"{name}.ordinals"),
            freqs=self._array(f"{name}.counts"),
            fieldnorms=self._array(f"{name}.lengths"),
            mean_length=float(self._stamp["means"][name]),
            position_starts=self._array(f"{name}.place_starts") if placed else none,
            positions=self._array(f"{name}.places") if placed else none,
        )

    def _array(self, name: str) -> Array:
        file = f"{name}.npy"
        if file not in self._stamp["files"]:
            raise ValueError(f"{file} is not in its stamp")
        mapped: Array = np.load(self.folder / file, mmap_mode="r", allow_pickle=False)
        return mapped.view(np.ndarray)  # a plain array: slicing one is much faster than slicing a memmap

    def _check(self, name: str, found: object, expected: object) -> None:
        if found != expected:
            raise DamagedImage(f"The file {name} of the image in {self.folder} is damaged or missing.")


def _stamp(folder: Path, segments: list[str]) -> dict[str, Any]:
    try:
        stamp = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version, decoded = stamp["version"], stamp["segments"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise DamagedImage(f"There is no whole image in {folder} ({error}).") from error
    if version != VERSION:
        raise DamagedImage(f"The image in {folder} has version {version}; this program needs version {VERSION}.")
    if decoded != segments:
        raise DamagedImage(f"The image in {folder} was made from another index than the one beside it.")
    found: dict[str, Any] = stamp
    return found


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
