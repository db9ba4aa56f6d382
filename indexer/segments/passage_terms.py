"""The terms under which a passage is found, field by field, with the layout of its text."""

from collections.abc import Mapping

from indexer.analysis.analyzer import AnalyzedText, analyze
from indexer.analysis.run_together import parts_by_word
from indexer.analysis.terms import index_terms
from indexer.index.schema import EXACT_FIELD
from indexer.index.segment_writer import Terms
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.taxonomy import LABEL_LANGUAGES, Taxonomy

_CONTEXT = ("country", "sector")


class DocumentTerms:
    """The terms of one document's passages, given the main language. Section paths are analysed once each."""

    def __init__(self, document: Document, language: str, context: "ContextTerms") -> None:
        self._title = [(term, 0) for term in index_terms(document.source.title, language)]
        self._run_together = parts_by_word(document.run_together)
        self._context = context
        self._headings: dict[tuple[str, ...], Terms] = {}

    def of(self, passage: Passage) -> tuple[Mapping[str, Terms], AnalyzedText]:
        """A passage's terms by field, and the analysis of its text that they come from."""
        analysis = analyze(passage.text, passage.language, self._run_together)
        return {
            "title": self._title,
            "heading": self._heading(passage),
            "context": self._context.of(passage),
            "body": _terms(analysis),
            EXACT_FIELD: [(word.text, place) for place, word in enumerate(analysis.tokens)],
        }, analysis

    def _heading(self, passage: Passage) -> Terms:
        if passage.section not in self._headings:
            self._headings[passage.section] = _terms(analyze(" \n ".join(passage.section), passage.language))
        return self._headings[passage.section]


class ContextTerms:
    """The names of what passages are tagged with, as terms: each name in its own language's stems, once."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._terms = {
            (facet, value.slug): list(
                dict.fromkeys(
                    term
                    for language in LABEL_LANGUAGES
                    for name in (value.label(language), *value.aliases)
                    for term in index_terms(name, language)
                )
            )
            for facet in _CONTEXT
            for value in taxonomy.facets[facet].values
        }

    def of(self, passage: Passage) -> Terms:
        """The terms of a passage's tags."""
        named = [(facet, slug) for facet in _CONTEXT for slug in getattr(passage.tags, facet)]
        return [(term, 0) for name in named for term in self._terms[name]]


def _terms(analysis: AnalyzedText) -> Terms:
    """The stems of a text with their places."""
    return [(term.text, term.position) for term in analysis.terms]
