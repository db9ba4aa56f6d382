"""Writing a whole generation."""

from datetime import UTC, datetime
from pathlib import Path

from indexer.corpus.taxonomy import load_taxonomy
from indexer.index.generation_writer import GenerationWriter
from indexer.index.verify import verify
from indexer.records.document import Document
from indexer.records.passage import Passage, Span, Tags
from indexer.records.source import Source
from tests.conftest import CORPUS

TEXT = "Boats are inspected before they sail."


def test_what_is_sealed_agrees_with_itself(tmp_path: Path) -> None:
    """Documents alone make a generation that passes verification; their sources stand in for a manifest."""
    passage = Passage("notes-1", 0, "notes", "en", (), TEXT, (Span(1, 0, len(TEXT)),), Tags())
    document = Document(Source("notes", "Notes", "guide"), "notes.md", "", ("1",), (), (), 0, 1)
    with GenerationWriter(tmp_path, load_taxonomy(CORPUS / "taxonomy.toml")) as writer:
        writer.add(document, {1: TEXT}, [passage])
    meta = writer.write_metadata("a digest", datetime(2026, 1, 2, tzinfo=UTC))
    generation = verify(tmp_path)
    assert (meta.documents, meta.passages, meta.statements, meta.languages) == (1, 1, 0, ("en",))
    assert list(generation.sources) == ["notes"]
    assert generation.passage(0) == passage
