"""Segments of documents, and their cache."""

from pathlib import Path

import pytest

from indexer.corpus.taxonomy import load_taxonomy
from indexer.records.document import Document, OutlineEntry
from indexer.records.passage import Passage, Span
from indexer.records.source import Source
from indexer.segments.segment import FOLDER, DocumentSegment, SegmentCache
from indexer.segments.segment_builder import DocumentAnalyzer
from tests.conftest import CORPUS

TEXT = "Boats are inspected before they sail, in Viet Nam too."
KEY = "0123456789abcdef"


@pytest.fixture(scope="module")
def segment() -> DocumentSegment:
    """The segment of a document of two passages, which are further on in some generation."""
    passages = [
        Passage(f"one-{place}", place, "one", "en", ("Boats",), TEXT, (Span(1, 0, len(TEXT)),), {"country": ("VNM",)})
        for place in range(2)
    ]
    outline = (OutlineEntry(1, "Boats", 40),)
    document = Document(Source("one", "One", "guide"), "one.md", "", ("1",), (), outline, 40, 2)
    return DocumentAnalyzer(load_taxonomy(CORPUS / "taxonomy.toml")).segment(document, {1: TEXT}, passages)


def entry(data: Path) -> Path:
    [path] = (data / FOLDER).iterdir()
    return path


def test_ordinals_count_from_the_first_passage(segment: DocumentSegment) -> None:
    """Wherever the document was."""
    assert (segment.document.first_ordinal, segment.document.outline[0].passage) == (0, 0)


def test_a_stored_segment_is_read_as_it_was(tmp_path: Path, segment: DocumentSegment) -> None:
    """Another build finds the same segment, and its number of passages without unpacking it."""
    SegmentCache(tmp_path).store(KEY, segment)
    assert SegmentCache(tmp_path).load(KEY) == segment
    assert SegmentCache(tmp_path).count_passages(KEY) == 2


def test_the_same_segment_has_the_same_bytes(tmp_path: Path, segment: DocumentSegment) -> None:
    """The bytes of a segment do not depend on the process or the build."""
    for name in ("a", "b"):
        SegmentCache(tmp_path / name).store(KEY, segment)
    assert entry(tmp_path / "a").read_bytes() == entry(tmp_path / "b").read_bytes()


@pytest.mark.parametrize("place", [0, 20, 33, 200, -1])
def test_a_damaged_segment_is_missing(tmp_path: Path, segment: DocumentSegment, place: int) -> None:
    """A segment with one flipped bit, in the digest or after it, is treated as missing."""
    cache = SegmentCache(tmp_path)
    cache.store(KEY, segment)
    content = bytearray(entry(tmp_path).read_bytes())
    content[place] ^= 1
    entry(tmp_path).write_bytes(content)
    assert cache.load(KEY) is None
    assert cache.count_passages(KEY) is None


def test_a_segment_cut_short_or_never_stored_is_missing(tmp_path: Path, segment: DocumentSegment) -> None:
    """A file that lacks its end is damage too."""
    cache = SegmentCache(tmp_path)
    assert cache.load(KEY) is None
    cache.store(KEY, segment)
    entry(tmp_path).write_bytes(entry(tmp_path).read_bytes()[:10])
    assert cache.load(KEY) is None


def test_pruning_keeps_what_the_generation_is_made_of(tmp_path: Path, segment: DocumentSegment) -> None:
    """Other segments go, and so does what a killed build left half written."""
    cache = SegmentCache(tmp_path)
    for key in (KEY, "fedcba"):
        cache.store(key, segment)
    (tmp_path / FOLDER / "tmp123").write_bytes(b"half")
    cache.prune({KEY})
    assert entry(tmp_path).name.startswith(KEY)
    SegmentCache(tmp_path / "nothing").prune(set())
