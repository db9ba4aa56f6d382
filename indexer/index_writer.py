"""Writes documents into a generation that is being built."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.analysis.placed import Analysis, analyse
from indexer.analysis.terms import index_terms
from indexer.image.sentences import SentenceArrays
from indexer.image.text import TextArrays
from indexer.image.write import write_image
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.taxonomy import LANGUAGES, Taxonomy
from indexer.store.facet_file import facet_values, write_facets
from indexer.store.generation import DEMOTED, IDS, WHOOSH
from indexer.store.page_file import PageMark, write_digests, write_pages
from indexer.store.passage_file import PassageWriter
from indexer.store.schema import EXACT_FIELD
from indexer.store.segment_writer import SegmentWriter, Terms

_CONTEXT = ("country", "sector")


class IndexWriter:
    """Writes a generation's pages, passages, facets, Whoosh index and image into an empty folder.

    Documents are added in the order of the index. Leaving the context without an error commits everything as
    one Whoosh segment, whose document numbers are the passages' ordinals, and decodes that into the image.
    """

    def __init__(self, folder: Path, taxonomy: Taxonomy) -> None:
        self._folder = folder
        self._context = _Context(taxonomy)
        self._passages = PassageWriter(folder)
        (folder / WHOOSH).mkdir()
        self._segment = SegmentWriter(folder / WHOOSH)
        self._texts = TextArrays()
        self._sentences = SentenceArrays()
        self._documents: list[Document] = []
        self._ids: list[str] = []
        self._pages: dict[str, tuple[PageMark, ...]] = {}
        self._demoted: list[int] = []
        self._facets: list[Mapping[str, tuple[str, ...]]] = []
        self._languages = Counter[str]()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._passages.__exit__(kind, error, trace)
        if error is not None:
            self._segment.cancel()
        else:
            self._segment.commit()
            write_image(self._folder, self._texts, self._sentences)
            write_digests(self._folder, self._pages)
            write_facets(self._folder, self._facets)
            (self._folder / IDS).write_text("\n".join(self._ids), encoding="utf-8")
            (self._folder / DEMOTED).write_text("\n".join(map(str, self._demoted)), encoding="ascii")

    @property
    def count(self) -> int:
        """The number of passages added, which is the ordinal of the next."""
        return self._passages.count

    @property
    def documents(self) -> Sequence[Document]:
        """The documents added."""
        return self._documents

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the passages added, the most frequent first."""
        return tuple(sorted(self._languages, key=lambda code: (-self._languages[code], code)))

    def add(self, document: Document, pages: dict[int, str], passages: Sequence[Passage]) -> None:
        """Adds a document, the stored text of its pages and its passages, whose ordinals follow on `count`."""
        language = passages[0].language if passages else "en"
        title = [(term, 0) for term in index_terms(document.source.title, language)]
        headings: dict[tuple[str, ...], Terms] = {}
        self._pages[document.id] = write_pages(self._folder, document.id, pages)
        self._documents.append(document)
        for passage in passages:
            self._passages.add(passage)
            self._ids.append(passage.id)
            if passage.demoted:
                self._demoted.append(passage.ordinal)
            self._languages[passage.language] += 1
            self._facets.append(facet_values(passage, document))
            if passage.section not in headings:
                path = " \n ".join(passage.section)
                headings[passage.section] = _terms(analyse(path, passage.language))
            analysis = analyse(passage.text, passage.language)
            named = self._context.terms(passage)
            self._texts.add(passage.text, analysis)
            self._sentences.add(passage, document.source.title, [term for term, _ in named], analysis)
            self._segment.add(
                {
                    "title": title,
                    "heading": headings[passage.section],
                    "context": named,
                    "body": _terms(analysis),
                    EXACT_FIELD: [(word.text, place) for place, word in enumerate(analysis.words)],
                }
            )


def _terms(analysis: Analysis) -> Terms:
    """The stems of a text with their places."""
    return [(term.text, term.place) for term in analysis.terms]


class _Context:
    """The names of what passages are tagged with, as terms: each name in its own language's stems, once."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._terms = {
            (facet, value.slug): list(
                dict.fromkeys(
                    term
                    for language in LANGUAGES
                    for name in (value.label(language), *value.aliases)
                    for term in index_terms(name, language)
                )
            )
            for facet in _CONTEXT
            for value in taxonomy.facets[facet].values
        }

    def terms(self, passage: Passage) -> Terms:
        named = [(facet, slug) for facet in _CONTEXT for slug in getattr(passage.tags, facet)]
        return [(term, 0) for name in named for term in self._terms[name]]
