"""Portions in their folders, and how one generation takes them over from another."""

from pathlib import Path

import pytest

from indexer.corpus.taxonomy import load_taxonomy
from indexer.index.generation import DOCUMENTS
from indexer.index.record_file import read_json
from indexer.records.document import Document, OutlineEntry
from indexer.records.passage import Passage, Span, Tags
from indexer.records.source import Source
from indexer.segments.passage_terms import ContextTerms
from indexer.segments.segment import STAMP, Portion, read_portion, take_over
from indexer.segments.segment_writer import PortionWriter
from tests.conftest import CORPUS

TEXT = "Boats are inspected before they sail."
MADE_FROM = "0123456789abcdef0123"


@pytest.fixture
def written(tmp_path: Path) -> Portion:
    """A portion of two documents, the second as it stands further on in a generation."""
    writer = PortionWriter(tmp_path / "old", ContextTerms(load_taxonomy(CORPUS / "taxonomy.toml")))
    for place, name in enumerate(("one", "two")):
        passage = Passage(f"{name}-1", 40 + place, name, "en", ("Boats",), TEXT, (Span(1, 0, len(TEXT)),), Tags())
        outline = (OutlineEntry(1, "Boats", 40 + place),)
        source = Source(name, name.title(), "guide")
        document = Document(source, f"{name}.md", "", ("1",), (), outline, 40 + place, 1)
        writer.add(document, {1: TEXT}, [passage], None)
    return writer.finish(MADE_FROM)


def test_a_portion_counts_from_its_first_passage(tmp_path: Path, written: Portion) -> None:
    """Ordinals are those within the portion, and the stamp says what it holds."""
    folder = tmp_path / "old" / written.name
    documents = read_json(folder / DOCUMENTS, tuple[Document, ...])
    assert [(document.first, document.outline[0].passage) for document in documents] == [(0, 0), (1, 1)]
    assert written.documents == {"one": 1, "two": 1}
    assert read_portion(folder) == written


def test_a_sound_portion_is_shared(tmp_path: Path, written: Portion) -> None:
    """What is taken over is the same files under a second name, which stay when the first is removed."""
    source, target = tmp_path / "old" / written.name, tmp_path / "new" / written.name
    assert take_over(source, target, MADE_FROM) == written
    for name in (*written.files, STAMP):
        assert (source / name).samefile(target / name)


@pytest.mark.parametrize("name", ["passages.jsonl", "arrays.npz", "pages.jsonl", "MAIN_0123456789abcdef.seg", STAMP])
def test_a_damaged_portion_is_not_taken_over(tmp_path: Path, written: Portion, name: str) -> None:
    """Where one bit of a file is another, nothing is taken, and nothing is left in its place."""
    source, target = tmp_path / "old" / written.name, tmp_path / "new" / written.name
    content = bytearray((source / name).read_bytes())
    content[len(content) // 2] ^= 1
    (source / name).write_bytes(content)
    assert take_over(source, target, MADE_FROM) is None
    assert not target.exists()


@pytest.mark.parametrize("name", ["documents.json", STAMP])
def test_a_portion_that_lacks_a_file_is_not_taken_over(tmp_path: Path, written: Portion, name: str) -> None:
    """A missing file is damage too."""
    source = tmp_path / "old" / written.name
    (source / name).unlink()
    assert take_over(source, tmp_path / "new" / written.name, MADE_FROM) is None


def test_what_was_made_from_something_else_is_not_taken_over(tmp_path: Path, written: Portion) -> None:
    """The whole digest counts, not only the part of it that is the name."""
    source = tmp_path / "old" / written.name
    assert take_over(source, tmp_path / "new" / written.name, MADE_FROM[:-1] + "f") is None
