"""The lexicon of an image, and how its arrays are stored. Whole images: tests/service/engine/test_image_index.py."""

from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.store.image_file import Lexicon, save, segment_names

terms = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)


def lexicon_of(found: set[str]) -> Lexicon:
    """A lexicon with these terms."""
    encoded = sorted(term.encode() for term in found)
    ends = np.array(list(accumulate(map(len, encoded))), np.uint32)
    return Lexicon(np.frombuffer(b"".join(encoded), np.uint8), ends)


@given(st.sets(terms, max_size=30), st.lists(terms, max_size=10))
def test_terms_are_found_by_name_and_by_beginning(held: set[str], sought: list[str]) -> None:
    """Each has its number, others have none, and those that start alike stand together."""
    lexicon = lexicon_of(held)
    known = [lexicon[number] for number in range(len(lexicon))]
    assert sorted(known) == known == sorted(held)
    for term in [*held, *sought]:
        assert lexicon.find(term) == (known.index(term) if term in held else -1)
        first, end = lexicon.starting_with(term)
        assert known[first:end] == [other for other in known if other.startswith(term)]


@pytest.mark.parametrize(
    ("largest", "expected"),
    [(0, np.uint8), (255, np.uint8), (256, np.uint16), (1 << 16, np.uint32), (1 << 32, np.uint64)],
)
def test_numbers_have_the_smallest_type_that_holds_them(tmp_path: Path, largest: int, expected: type) -> None:
    """Nothing is lost, and nothing wasted."""
    save(tmp_path, "numbers", np.array([0, largest], np.int64))
    read = np.load(tmp_path / "numbers.npy")
    assert read.dtype == expected
    assert read.tolist() == [0, largest]


def test_an_empty_array_is_one(tmp_path: Path) -> None:
    """An image of nothing can be written."""
    save(tmp_path, "numbers", np.empty(0, np.int64))
    assert np.load(tmp_path / "numbers.npy", mmap_mode="r").tolist() == []


def test_segments_are_known_by_their_files(tmp_path: Path) -> None:
    """Whether Whoosh put a segment's files into one or not; other files are none of a segment."""
    for name in ("MAIN_b.seg", "MAIN_a.trm", "MAIN_a.pst", "_MAIN_1.toc", "MAIN_WRITELOCK"):
        (tmp_path / name).touch()
    assert segment_names(tmp_path) == ["MAIN_a", "MAIN_b"]
