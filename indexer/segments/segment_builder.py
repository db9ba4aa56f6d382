"""Builds segments: divides documents into passages, tags them, extracts statements, and analyzes each field."""

import hashlib
import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.analysis.analyzer import AnalyzedText, analyze
from indexer.analysis.run_together import parts_by_word
from indexer.analysis.terms import index_terms
from indexer.analysis.tokenizer import Token
from indexer.analysis.word_offsets import word_offsets
from indexer.documents.document_builder import DocumentBuilder
from indexer.documents.statement_tags import tag_statements
from indexer.documents.tagging import Tagger
from indexer.index.record_file import DocumentRecords
from indexer.index.schema import EXACT_FIELD, FIELDS, POSITION_FIELDS
from indexer.index.vocabulary import count_words
from indexer.read.sandbox.protocol import decode_reading
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.source import Source
from indexer.records.taxonomy import LABEL_LANGUAGES, Taxonomy
from indexer.segments.segment import DocumentSegment, FieldTerms, TextLayout
from indexer.statements.extract import Extractor
from indexer.statements.rules import StatementRules

_NO_RECORDS = DocumentRecords()
_MAX_STEP, _MAX_LENGTH = 0xFFFF, 0xFF
"""The greatest step from word to word and length of a word that a layout holds; greater ones are cut to these."""

Terms = Sequence[tuple[str, int]]
"""Terms with their positions (0 in a field without positions), in the order of positions."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read: its source, the URL of its file, and its reading as the worker encoded it.

    `size` is the number of characters of its text.
    """

    source: Source
    url: str | None
    encoded_reading: bytes
    size: int

    def fingerprint(self) -> bytes:
        """Return a digest of everything in it that decides what its segment holds."""
        source = self.source
        parts = [
            source.id,
            source.title,
            source.subtitle,
            source.publisher,
            source.kind,
            source.languages,
            source.countries,
            source.sectors,
            dict(source.facets),
        ]
        reading = hashlib.sha256(self.encoded_reading).hexdigest()
        return json.dumps([parts, self.url, reading]).encode()


class SegmentBuilder:
    """Builds segments by one taxonomy and one set of rules."""

    def __init__(self, taxonomy: Taxonomy, rules: StatementRules) -> None:
        self._builder = DocumentBuilder(Tagger(taxonomy))
        self._extractor = Extractor(rules)
        self._analyzer = DocumentAnalyzer(taxonomy)

    def build(self, read: ReadDocument) -> DocumentSegment:
        """Build the segment of a document. Any exception means that this document cannot be indexed."""
        prepared = self._builder.build(read.source, decode_reading(read.encoded_reading), read.url)
        records = self._extractor.extract(prepared.passages, prepared.document.source.publisher)
        passages = tag_statements(prepared.passages, records.statements)
        return self._analyzer.segment(prepared.document, prepared.pages, passages, records)


class DocumentAnalyzer:
    """Analyzes documents that are divided already."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._facet_terms: dict[tuple[str, str], list[str]] = {}

    def segment(
        self,
        document: Document,
        pages: Mapping[int, str],
        passages: Sequence[Passage],
        records: DocumentRecords = _NO_RECORDS,
    ) -> DocumentSegment:
        """Return the segment of a document, given the text of its pages by number, its passages and their records."""
        run_together = parts_by_word(document.run_together)
        lexicon = _TermNumbers()
        fields = {name: _SegmentField(lexicon) for name in FIELDS}
        layout = _LayoutBuffer()
        title = [(term, 0) for term in index_terms(document.source.title, _language(passages))]
        headings: dict[tuple[str, ...], Terms] = {}
        for passage in passages:
            text = analyze(passage.text, passage.language, run_together)
            if passage.section not in headings:
                headings[passage.section] = _body_terms(analyze(" \n ".join(passage.section), passage.language))
            fields["title"].add(title)
            fields["heading"].add(headings[passage.section])
            fields["context"].add([(term, 0) for term in self._context_terms(passage)])
            fields["body"].add(_body_terms(text), text.field_length)
            fields[EXACT_FIELD].add([(token.text, 0) for token in text.tokens])
            layout.add(passage.text, text)
        return DocumentSegment(
            document=document.with_first_ordinal(0),
            pages=dict(pages),
            passages=tuple(passages),
            records=records,
            lexicon=tuple(lexicon),
            fields={name: field.finish(with_positions=name in _STORED_POSITIONS) for name, field in fields.items()},
            layout=layout.finish(),
            words={language: dict(sorted(words.items())) for language, words in count_words(passages).items()},
        )

    def _context_terms(self, passage: Passage) -> list[str]:
        """Return the names of a passage's tags as terms, in every language."""
        subjects = [name for name in passage.tags if name in self._taxonomy.subjects]
        return [term for facet in subjects for slug in passage.tags[facet] for term in self._terms_of(facet, slug)]

    def _terms_of(self, facet: str, slug: str) -> list[str]:
        """Return the terms of a value's names, none for a value that the taxonomy lacks; few of all are ever needed."""
        if (facet, slug) not in self._facet_terms:
            value = self._taxonomy.find(facet, slug)
            named = ((value.label(language), *value.aliases) for language in LABEL_LANGUAGES) if value else ()
            self._facet_terms[facet, slug] = _facet_terms(named)
        return self._facet_terms[facet, slug]


_STORED_POSITIONS = frozenset(POSITION_FIELDS) - {EXACT_FIELD}


def _language(passages: Sequence[Passage]) -> str:
    return passages[0].language if passages else "en"


def _facet_terms(names: Iterable[Sequence[str]]) -> list[str]:
    """Return the terms of a value's names, given in the order of the languages of labels, each once."""
    named = zip(LABEL_LANGUAGES, names, strict=False)  # without names for a value that is not there
    return list(
        dict.fromkeys(term for language, each in named for name in each for term in index_terms(name, language))
    )


def _body_terms(text: AnalyzedText) -> Terms:
    return [(term.text, term.position) for term in text.terms]


class _TermNumbers(dict[str, int]):
    """Numbers terms in the order in which they are first looked up."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class _SegmentField:
    """Collects the terms of one field."""

    def __init__(self, lexicon: _TermNumbers) -> None:
        self._lexicon = lexicon
        self._counts, self._lengths, self._terms, self._positions = (array("I") for _ in range(4))

    def add(self, terms: Terms, length: int | None = None) -> None:
        """Add the next passage's terms; the field is as long as it has terms unless `length` is given."""
        self._counts.append(len(terms))
        self._lengths.append(len(terms) if length is None else length)
        self._terms.extend([self._lexicon[term] for term, _ in terms])
        self._positions.extend([position for _, position in terms])

    def finish(self, *, with_positions: bool) -> FieldTerms:
        positions = self._positions.tobytes() if with_positions else b""
        return FieldTerms(self._counts.tobytes(), self._lengths.tobytes(), self._terms.tobytes(), positions)


class _LayoutBuffer:
    """Collects the layout of passages' texts."""

    def __init__(self) -> None:
        self._sizes, self._multiword_starts, self._multiword_ends = (array("I") for _ in range(3))
        self._rows = bytearray()
        self._first_token = 0

    def add(self, text: str, analyzed: AnalyzedText) -> None:
        tokens = analyzed.tokens
        for term in analyzed.terms:
            token = self._first_token + term.position
            if term.position_length > 1 and (not self._multiword_starts or self._multiword_starts[-1] != token):
                self._multiword_starts.append(token)
                self._multiword_ends.append(tokens[term.position + term.position_length - 1].end)
        row = _layout_row(text, tokens)
        self._rows += row
        self._sizes.append(len(row))
        self._first_token += len(tokens) + 1

    def finish(self) -> TextLayout:
        long = self._multiword_starts.tobytes(), self._multiword_ends.tobytes()
        return TextLayout(self._sizes.tobytes(), bytes(self._rows), *long)


def _layout_row(text: str, tokens: Sequence[Token]) -> bytes:
    """Return the steps from word to word, two bytes each, the words' lengths, and the steps of the text's layout."""
    starts = [0, *(token.start for token in tokens)]
    steps = np.array([min(start - before, _MAX_STEP) for before, start in pairwise(starts)], "<u2")
    lengths = bytes([min(token.end - token.start, _MAX_LENGTH) for token in tokens])
    return steps.tobytes() + lengths + word_offsets(text).encode()
