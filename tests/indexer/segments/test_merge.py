"""Portions put together into a generation."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from indexer.corpus.taxonomy import load_taxonomy
from indexer.index.generation import open_generation
from indexer.index.generation_writer import GenerationWriter, write_metadata
from indexer.index.image_file import IMAGE
from indexer.index.verify import verify
from indexer.records.document import Document
from indexer.records.passage import Passage, Span, Tags
from indexer.records.source import Source
from indexer.segments.merge import join
from indexer.segments.passage_terms import ContextTerms
from indexer.segments.segment import PORTIONS
from indexer.segments.segment_writer import PortionWriter
from tests.conftest import CORPUS

TAXONOMY = load_taxonomy(CORPUS / "taxonomy.toml")

WORDS = ("boats are inspected", "coffee of Viet Nam is certified", "", "les bateaux sont inspectés", "one more")


def document(number: int, first: int) -> tuple[Document, dict[int, str], list[Passage]]:
    """A document of several passages, some demoted and one empty, in two languages."""
    name = f"d{number}"
    texts = [f"{words} {number}".strip() if words else "" for words in WORDS[: 3 + number % 3]]
    passages = [
        Passage(
            id=f"{name}-{place}",
            ordinal=first + place,
            document=name,
            language="fr" if "les" in text else "en",
            section=("Head", f"Part {place}")[: place % 3],
            text=text,
            spans=(Span(place + 1, 0, len(text)),),
            tags=Tags(country=("VNM",) if "Viet" in text else ()),
            demoted=place == 1,
        )
        for place, text in enumerate(texts)
    ]
    pages = dict(enumerate(texts, start=1))
    labels = tuple(map(str, pages))
    return (
        Document(Source(name, f"Boats {number}", "guide"), f"{name}.md", "", labels, (), (), first, len(texts)),
        pages,
        passages,
    )


def written(folder: Path, cuts: set[int]) -> Path:
    """A generation of nine documents, in portions that start at these; a portion may have no document at all."""
    folder.mkdir()
    context = ContextTerms(TAXONOMY)
    portions, first = [], 0
    writer = PortionWriter(folder / PORTIONS, context)
    for number in range(9):
        if number in cuts:
            portions.append(writer.finish())
            writer = PortionWriter(folder / PORTIONS, context)
        added = document(number, first)
        writer.add(*added, None)
        first += len(added[2])
    portions.append(writer.finish())
    write_metadata(folder, join(folder, portions), TAXONOMY, "", datetime(2026, 1, 2, tzinfo=UTC))
    return folder


def test_where_it_is_cut_does_not_show(tmp_path: Path) -> None:
    """Every file of the generation and every array of its image is that of a single portion."""
    whole = written(tmp_path / "whole", set())
    for name, cuts in {"two": {4}, "each": set(range(1, 9)), "none first": {0, 3}}.items():
        cut = written(tmp_path / name, cuts)
        assert verify(cut).count == verify(whole).count
        for path in sorted(whole.glob("*.*")):
            assert (cut / path.name).read_bytes() == path.read_bytes(), path.name
        for path in sorted((whole / IMAGE).glob("*.npy")):
            assert (cut / IMAGE / path.name).read_bytes() == path.read_bytes(), path.name


def test_ordinals_go_on_from_portion_to_portion(tmp_path: Path) -> None:
    """Documents, ids, demoted passages and facets are found under the ordinals of the whole."""
    generation = open_generation(written(tmp_path / "cut", {3, 6}))
    firsts = [found.first for found in generation.documents.values()]
    assert firsts == np.cumsum([0, *(found.count for found in generation.documents.values())])[:-1].tolist()
    for ordinal in range(generation.count):
        passage = generation.passage(ordinal)
        assert generation.ordinal(passage.id) == ordinal
        assert (ordinal in generation.demoted) == passage.demoted
        assert generation.combinations[generation.combination_of[ordinal]]["country"] == passage.tags.country
    assert generation.languages == ("en", "fr")


def test_a_generation_may_be_written_document_by_document(tmp_path: Path) -> None:
    """The writer of documents that are at hand gives the same as portions made elsewhere."""
    expected = written(tmp_path / "whole", set())
    (tmp_path / "written").mkdir()
    with GenerationWriter(tmp_path / "written", TAXONOMY) as writer:
        for number in range(9):
            writer.add(*document(number, writer.count))
    writer.write_metadata("", datetime(2026, 1, 2, tzinfo=UTC))
    for path in sorted(expected.glob("*.*")):
        assert (tmp_path / "written" / path.name).read_bytes() == path.read_bytes()
