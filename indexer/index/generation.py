"""A generation as the service reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.language_registry import LANGUAGES_FILE, Languages, activate
from indexer.index.added import Added, read_added
from indexer.index.copies import read_copies
from indexer.index.facet_file import FacetFile, Values, read_facets
from indexer.index.kept_files import kept_file
from indexer.index.meta import Meta, read_meta
from indexer.index.page_file import PageFile
from indexer.index.passage_file import IDS, PassageFile
from indexer.index.record_file import RecordFile, read_json
from indexer.index.retired import RetiredFile
from indexer.index.word_vectors import WordVectors
from indexer.records.document import Document
from indexer.records.figure import Figure
from indexer.records.passage import Passage
from indexer.records.site import SiteText
from indexer.records.source import Source
from indexer.records.statement import Statement
from indexer.records.status_note import StatusNote
from indexer.records.taxonomy import Taxonomy
from indexer.records.thesaurus import Thesaurus

DOCUMENTS = "documents.json"
SOURCES = "sources.json"
SITE = "site.json"
THESAURUS = "thesaurus.json"
STATUS_NOTES = "status.json"
DEMOTED = "passages.demoted"
TAXONOMY = "taxonomy.json"
WHOOSH = "whoosh"


@dataclass(frozen=True)
class Generation:
    """One index with everything that pages show of it, read-only. May be used from any thread."""

    folder: Path
    meta: Meta
    taxonomy: Taxonomy
    documents: Mapping[str, Document]
    """By id, in the order of the index."""
    sources: Mapping[str, Source]
    """By id: every source that the manifest names, indexed or not, in its order."""
    site: SiteText
    """The corpus's introduction."""
    thesaurus: Thesaurus
    """Synonyms, abbreviations and translations."""
    passages: PassageFile
    pages: PageFile
    """The stored text of the documents' pages, against which quotations are checked."""
    facets: FacetFile

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def count(self) -> int:
        """The number of passages."""
        return len(self.passages)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its passages."""
        return self.meta.languages

    @property
    def whoosh_folder(self) -> Path:
        return self.folder / WHOOSH

    @property
    def combinations(self) -> tuple[Values, ...]:
        """Each distinct set of facet values that passages have, their documents aside."""
        return self.facets.combinations

    @property
    def combination_ids(self) -> NDArray[np.uint32]:
        """The index of its facet values in `combinations`, for each passage."""
        return self.facets.combination_ids

    def passage(self, ordinal: int) -> Passage:
        """Return the passage with this ordinal. Raise IndexError."""
        return self.passages[ordinal]

    def ordinal(self, passage_id: str) -> int | None:
        """Return the ordinal of the passage with this id, or None."""
        return self._ordinals.get(passage_id)

    def passages_on(self, document_id: str, page: int) -> tuple[int, ...]:
        """Return the ordinals of the passages on a page of a document, by its number from 1."""
        found = self._by_page.get(document_id)
        if found is None:
            found = self._by_page[document_id] = self._ordinals_by_page(document_id)
        return found.get(page, ())

    def _ordinals_by_page(self, document_id: str) -> dict[int, tuple[int, ...]]:
        by_page: dict[int, list[int]] = {}
        for ordinal in self.documents[document_id].ordinals:
            for page in {span.page for span in self.passage(ordinal).spans}:
                by_page.setdefault(page, []).append(ordinal)
        return {page: tuple(ordinals) for page, ordinals in by_page.items()}

    def kept_file(self, document: Document) -> Path | None:
        """Return the PDF file of a document, or None where it has none."""
        return kept_file(self.folder, document.sha256)

    @cached_property
    def _by_page(self) -> dict[str, dict[int, tuple[int, ...]]]:
        return {}

    @cached_property
    def demoted(self) -> frozenset[int]:
        """The ordinals of the passages that rank behind body text."""
        return frozenset(map(int, (self.folder / DEMOTED).read_text(encoding="ascii").split()))

    @cached_property
    def copies(self) -> tuple[tuple[int, ...], ...]:
        """The ordinals of the passages of each wording that several have."""
        return read_copies(self.folder)

    @cached_property
    def word_vectors(self) -> WordVectors:
        """The vectors of its words, by the encoder that its metadata name."""
        return WordVectors(self.folder, self.meta.vectors)

    @cached_property
    def statements(self) -> RecordFile[Statement]:
        """The statements in the order of the passages."""
        return RecordFile(self.folder, "statements", Statement)

    @cached_property
    def figures(self) -> RecordFile[Figure]:
        """The figures in the order of the passages."""
        return RecordFile(self.folder, "figures", Figure)

    @cached_property
    def retired(self) -> RetiredFile:
        """The passages of earlier generations that it does not hold."""
        return RetiredFile(self.folder)

    @cached_property
    def added(self) -> Added:
        """When its passages and records came into the index."""
        return read_added(self.folder, self.meta.built)

    @cached_property
    def status_notes(self) -> tuple[StatusNote, ...]:
        """The editors' notes, the earliest first."""
        return read_json(self.folder / STATUS_NOTES, tuple[StatusNote, ...])

    @cached_property
    def _ordinals(self) -> dict[str, int]:
        lines = (self.folder / IDS).read_text(encoding="utf-8").split()
        return {passage_id: ordinal for ordinal, passage_id in enumerate(lines)}


def open_generation(folder: Path) -> Generation:
    """Open the generation in this folder; from now on, texts are analyzed by the languages it was built with.

    Raise IndexVersionMismatch where another version of the schema wrote it.
    """
    meta = read_meta(folder)
    activate(Languages.from_json((folder / LANGUAGES_FILE).read_bytes()))
    taxonomy = read_json(folder / TAXONOMY, Taxonomy)
    return Generation(
        folder=folder,
        meta=meta,
        taxonomy=taxonomy,
        documents={document.id: document for document in read_json(folder / DOCUMENTS, tuple[Document, ...])},
        sources={source.id: source for source in read_json(folder / SOURCES, tuple[Source, ...])},
        site=read_json(folder / SITE, SiteText),
        thesaurus=read_json(folder / THESAURUS, Thesaurus),
        passages=PassageFile(folder, taxonomy.passage_facets),
        pages=PageFile(folder),
        facets=read_facets(folder),
    )
