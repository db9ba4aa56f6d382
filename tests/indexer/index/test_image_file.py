"""The lexicon of an image, and how its arrays are stored. Whole images: tests/service/search/test_image_index.py."""

from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import BuildError
from indexer.index.image_file import RowFile, TermDictionary, save, whoosh_segment_names

terms = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)


def lexicon_of(found: set[str]) -> TermDictionary:
    """A lexicon with these terms."""
    encoded = sorted(term.encode() for term in found)
    ends = np.array(list(accumulate(map(len, encoded))), np.uint32)
    return TermDictionary(np.frombuffer(b"".join(encoded), np.uint8), ends)


@given(st.sets(terms, max_size=30), st.lists(terms, max_size=10))
def test_terms_are_found_by_name_and_by_beginning(held: set[str], sought: list[str]) -> None:
    """Each term has its number, others have none, and terms with the same prefix are adjacent."""
    lexicon = lexicon_of(held)
    known = [lexicon[number] for number in range(len(lexicon))]
    assert sorted(known) == known == sorted(held)
    for term in [*held, *sought]:
        assert lexicon.find(term) == (known.index(term) if term in held else -1)
        first, end = lexicon.starting_with(term)
        assert known[first:end] == [other for other in known if other.startswith(term)]


@pytest.mark.parametrize(
    ("name", "expected"), [("body.doc_ids", np.uint32), ("body.freqs", np.uint16), ("text.bytes", np.uint8)]
)
def test_arrays_have_one_type_whatever_they_hold(tmp_path: Path, name: str, expected: type) -> None:
    """Loops are compiled for these types, and nothing is lost: what does not fit is refused."""
    largest = int(np.iinfo(expected).max)
    for values in ([], [0], [0, largest]):
        save(tmp_path, name, np.array(values, np.int64))
        read = np.load(tmp_path / f"{name}.npy", mmap_mode="r")
        assert read.dtype == expected
        assert read.tolist() == values
    with pytest.raises(BuildError, match="too large"):
        save(tmp_path, name, np.array([largest + 1], np.int64))


def test_segments_are_known_by_their_files(tmp_path: Path) -> None:
    """Whether Whoosh put a segment's files into one or not; other files are none of a segment."""
    for name in ("MAIN_b.seg", "MAIN_a.trm", "MAIN_a.pst", "_MAIN_1.toc", "MAIN_WRITELOCK"):
        (tmp_path / name).touch()
    assert whoosh_segment_names(tmp_path) == ["MAIN_a", "MAIN_b"]


@pytest.mark.parametrize("kind", [np.uint8, np.uint32])
def test_rows_are_read_where_they_lie(tmp_path: Path, kind: type[np.unsignedinteger]) -> None:
    """Each row is the bytes between the ends of the row before and its own."""
    (tmp_path / "rows").write_bytes(b"head" + np.arange(6, dtype=kind).tobytes())
    rows = RowFile(tmp_path / "rows", 4, np.array([2, 2, 6], np.uint32), np.dtype(kind).itemsize)
    assert [np.frombuffer(rows[each], kind).tolist() for each in range(3)] == [[0, 1], [], [2, 3, 4, 5]]
