"""Writing a whole generation."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from indexer.corpus.taxonomy import load_taxonomy
from indexer.index.generation import open_generation
from indexer.index.generation_writer import GenerationWriter
from indexer.index.meta import Meta
from indexer.index.verify import verify
from indexer.records.document import Document
from indexer.records.passage import Passage, Span
from indexer.records.site import SiteText
from indexer.records.source import Source
from indexer.records.thesaurus import Thesaurus
from indexer.segments.segment_builder import DocumentAnalyzer
from tests.conftest import CORPUS, TAGGED

TEXT = "Boats are inspected before they sail."
TAXONOMY = load_taxonomy(CORPUS / "taxonomy.toml")
WORDS = ("boats are inspected", "coffee of Viet Nam is certified", "", "les bateaux sont inspectés", "one more")


def documents() -> list[tuple[Document, dict[int, str], list[Passage]]]:
    """Documents of several passages, some demoted and one empty, in two languages; one without any passage."""
    found = []
    for number in range(9):
        name = f"d{number}"
        texts = [f"{words} {number}".strip() if words else "" for words in WORDS[: 3 + number % 3]] if number else []
        passages = [
            Passage(
                id=f"{name}-{place}",
                ordinal=place,
                document=name,
                language="fr" if "les" in text else "en",
                section=("Head", f"Part {place}")[: place % 3],
                text=text,
                spans=(Span(place + 1, 0, len(text)),),
                tags={"country": ("VNM",) if "Viet" in text else ()},
                demoted=place == 1,
            )
            for place, text in enumerate(texts)
        ]
        pages = dict(enumerate(texts, start=1))
        source = Source(name, f"Boats {number}", "guide")
        document = Document(source, f"{name}.md", "", tuple(map(str, pages)), (), (), 7, len(texts))
        found.append((document, pages, passages))
    return found


def write_metadata(writer: GenerationWriter) -> Meta:
    """Write the metadata of a generation of documents alone; their sources stand in for a manifest."""
    return writer.write_metadata(
        fingerprint="a digest",
        built=datetime(2026, 1, 2, tzinfo=UTC),
        sources=[document.source for document in writer.documents],
        documents=writer.documents,
        site=SiteText(),
        notes=(),
        thesaurus=Thesaurus(),
        skipped=(),
        stepped_aside=(),
    )


def write(folder: Path) -> Path:
    """A generation of these documents."""
    folder.mkdir()
    analyzer = DocumentAnalyzer(TAXONOMY)
    with GenerationWriter(folder, TAXONOMY) as writer:
        for document in documents():
            writer.add(analyzer.segment(*document))
    write_metadata(writer)
    return folder


def test_a_generation_agrees_with_itself(tmp_path: Path) -> None:
    """Documents alone make a generation that passes verification; their sources stand in for a manifest."""
    passage = Passage("notes-1", 0, "notes", "en", (), TEXT, (Span(1, 0, len(TEXT)),), dict.fromkeys(TAGGED, ()))
    document = Document(Source("notes", "Notes", "guide"), "notes.md", "", ("1",), (), (), 0, 1)
    with GenerationWriter(tmp_path, TAXONOMY) as writer:
        writer.add(DocumentAnalyzer(TAXONOMY).segment(document, {1: TEXT}, [passage]))
    meta = write_metadata(writer)
    generation = verify(tmp_path)
    assert (meta.documents, meta.passages, meta.statements, meta.languages) == (1, 1, 0, ("en",))
    assert list(generation.sources) == ["notes"]
    assert generation.passage(0) == passage


def test_a_generation_may_hold_nothing(tmp_path: Path) -> None:
    """Without documents there is an index without passages."""
    with GenerationWriter(tmp_path, TAXONOMY) as writer:
        pass
    write_metadata(writer)
    assert verify(tmp_path).count == 0


def test_ordinals_go_on_from_document_to_document(tmp_path: Path) -> None:
    """Documents, ids, demoted passages and facets are found under the ordinals of the whole."""
    generation = verify(write(tmp_path / "whole"))
    firsts = [found.first_ordinal for found in generation.documents.values()]
    assert firsts == np.cumsum([0, *(found.passage_count for found in generation.documents.values())])[:-1].tolist()
    for ordinal in range(generation.count):
        passage = generation.passage(ordinal)
        assert generation.ordinal(passage.id) == ordinal
        assert (ordinal in generation.demoted) == passage.demoted
        values = generation.combinations[generation.combination_ids[ordinal]]
        assert values["country"] == passage.tags.get("country", ())
    assert generation.languages == ("en", "fr")


def test_the_same_documents_make_the_same_bytes(tmp_path: Path) -> None:
    """Every file of the generation, of its image and of its Whoosh index."""
    one, two = write(tmp_path / "one"), write(tmp_path / "two")
    files = sorted(path for path in one.rglob("*") if path.is_file())
    assert len(files) > 40
    for path in files:
        assert (two / path.relative_to(one)).read_bytes() == path.read_bytes(), path.name
    assert open_generation(two).count == open_generation(one).count
