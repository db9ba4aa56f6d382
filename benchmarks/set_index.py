"""Builds a generation from an evaluation set: each of its lines is one passage, and none is divided."""

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from benchmarks.evaluation_set import EvaluationSet, SetPassage
from benchmarks.passages import write_metadata
from indexer.corpus.taxonomy import load_taxonomy
from indexer.corpus.thesaurus import load_thesaurus
from indexer.index.folders import build_lock, new_folder, publish
from indexer.index.generation import Generation
from indexer.index.generation_writer import GenerationWriter
from indexer.index.verify import verify
from indexer.index.vocabulary import Vocabulary
from indexer.records.document import Document
from indexer.records.passage import Passage, Span
from indexer.records.source import Source
from indexer.segments.segment import DocumentSegment
from indexer.segments.segment_builder import DocumentAnalyzer
from indexer.settings import ROOT
from service.search.protocol import Hit


@dataclass(frozen=True, slots=True)
class SetIndex:
    """Which of the set's passages has which ordinal in the generation, and under which id each document is there."""

    passages: tuple[str, ...]
    documents: dict[str, str]


def build_set(given: EvaluationSet, data: Path) -> SetIndex:
    """Index a set into a data folder with the product's own analysis and make it live."""
    taxonomy = load_taxonomy(ROOT / "corpus" / "taxonomy.toml")
    ordered = sorted(given.passages, key=lambda passage: passage.doc)
    documents: dict[str, str] = {}
    with build_lock(data):
        folder = new_folder(data, given.name)
        analyzer = DocumentAnalyzer(taxonomy)
        with GenerationWriter(folder, taxonomy, vocabulary=Vocabulary()) as writer:
            for doc, group in groupby(ordered, key=lambda passage: passage.doc):
                documents[doc] = f"d{len(documents)}"
                writer.add(_segment(analyzer, documents[doc], list(group)))
        thesaurus = load_thesaurus(ROOT / "corpus" / "thesaurus.toml")
        write_metadata(writer, given.name, thesaurus)
        verify(folder)
        publish(data, folder)
    return SetIndex(tuple(passage.id for passage in ordered), documents)


def _segment(analyzer: DocumentAnalyzer, document_id: str, group: list[SetPassage]) -> DocumentSegment:
    """Return the segment of a document, of which each passage is a page."""
    pages = {number: _stored(passage.text) for number, passage in enumerate(group, start=1)}
    passages = [
        Passage(
            id=f"{document_id}p{number}",
            ordinal=number - 1,
            document=document_id,
            language=passage.lang,
            section=(),
            text=pages[number],
            spans=(Span(number, 0, len(pages[number])),),
            tags={},
        )
        for number, passage in enumerate(group, start=1)
    ]
    source = Source(document_id, group[0].title or group[0].doc, "publication", languages=_languages(group))
    document = Document(
        source=source,
        file=f"{document_id}.txt",
        sha256=hashlib.sha256("\n".join(pages.values()).encode()).hexdigest(),
        page_labels=tuple(map(str, pages)),
        links=(),
        outline=(),
        first_ordinal=0,
        passage_count=len(passages),
    )
    return analyzer.segment(document, pages, passages)


def _stored(text: str) -> str:
    """Return a text as pages are stored: in NFC."""
    return unicodedata.normalize("NFC", text)


def _languages(group: Iterable[SetPassage]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(passage.lang for passage in group))


def hit_for(generation: Generation, index: SetIndex, passage_id: str, score: float = 1.0) -> Hit:
    """Return the passage with this id of the set as the engine would find it with this score, without snippets."""
    passage = generation.passage(index.passages.index(passage_id))
    return Hit(passage, generation.documents[passage.document], score, "some", ())
