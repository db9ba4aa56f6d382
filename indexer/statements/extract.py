"""Extract the records of a document: its statements and figures, in the order of its passages."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.analysis.sentence_splitter import sentence_spans
from indexer.documents.page_text import slice_spans
from indexer.index.record_file import DocumentRecords
from indexer.records.figure import Figure
from indexer.records.passage import Passage, Span
from indexer.records.statement import Statement
from indexer.statements.classify import classify
from indexer.statements.figures import cell_figure, sentence_figures
from indexer.statements.find_actors import find_actors
from indexer.statements.find_details import find_details
from indexer.statements.rules import StatementRules
from indexer.statements.table_cells import BAR, Piece, TableReader, is_row

_ITEM = re.compile(r"\s*(?:[-–—•▪◦*·o]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)

_MIN_CELL_WORDS = 5
"""A cell of a table with fewer words is no sentence."""
_FIRST_WORD = re.compile(r"[^\W\d]")
"""A rule for the start of a sentence also matches the bullet or number before it, which is no wording."""


@dataclass(frozen=True, slots=True)
class PassageSentence:
    """Characters `start` to `end` of a passage's text, without white space around them.

    `lead_in` is the line that ends in a colon and introduces the list to which the sentence belongs, or empty.
    """

    text: str
    start: int
    end: int
    lead_in: str


@dataclass(frozen=True, slots=True)
class _Context:
    """A sentence's key in ids, its spans and its neighbours."""

    key: str
    spans: tuple[Span, ...]
    before: str
    after: str


class Extractor:
    """Extracts statements by the rules of each passage's language, and figures in any language."""

    def __init__(self, rules: StatementRules) -> None:
        self._rules = rules.languages
        self._actors = rules.actors

    def extract(self, passages: Iterable[Passage]) -> DocumentRecords:
        """Return the records of one document's passages."""
        statements: list[Statement] = []
        figures: list[Figure] = []
        taken: set[str] = set()
        tables = TableReader()
        for passage in passages:
            repeated = passage.repeated
            sentences = [each for each in passage_sentences(passage.text) if each.start >= repeated]
            figures += _cell_figures(passage, tables, taken)
            for number, sentence in enumerate(sentences):
                context = _Context(
                    key=_key(sentence.text, taken),
                    spans=tuple(slice_spans(passage.spans, sentence.start, sentence.end)),
                    before=sentence.lead_in or (sentences[number - 1].text if number else ""),
                    after=sentences[number + 1].text if number + 1 < len(sentences) else "",
                )
                in_sentence = list(sentence_figures(passage, sentence.text, context.key, context.spans))
                figures += in_sentence
                statement = self._statement(passage, sentence, context, in_sentence)
                if statement:
                    statements.append(statement)
        return DocumentRecords(tuple(statements), tuple(figures))

    def _statement(
        self, passage: Passage, sentence: PassageSentence, context: _Context, figures: Sequence[Figure]
    ) -> Statement | None:
        rules = self._rules.get(passage.language)
        classification = classify(sentence.text, rules, self._actors.subjects, sentence.lead_in) if rules else None
        if not classification:
            return None
        details = find_details(sentence.text, classification)
        found = _FIRST_WORD.search(sentence.text, classification.start, classification.end)
        start = found.start() if found else classification.end
        return Statement(
            id=f"{passage.document}-s{context.key}",
            document=passage.document,
            passage=passage.id,
            language=passage.language,
            sentence=sentence.text,
            spans=context.spans,
            before=context.before,
            after=context.after,
            status=classification.status,
            strength=classification.strength,
            actors=find_actors(sentence.text, classification, context.before, self._actors),
            objects=details.objects,
            beneficiary=details.beneficiary,
            deadline=details.deadline,
            date=details.date,
            year=details.year,
            instruments=details.instruments,
            figures=tuple(figure.id for figure in figures),
            rule=classification.rule,
            start=start,
            end=classification.end,
        )


def _key(sentence: str, taken: set[str]) -> str:
    """Return the permanent part of a sentence's id: a digest of its text; a repeated sentence gets a number."""
    base = hashlib.sha256(sentence.encode()).hexdigest()[:10]
    key, count = base, 1
    while key in taken:
        count += 1
        key = f"{base}-{count}"
    taken.add(key)
    return key


def _cell_figures(passage: Passage, tables: TableReader, taken: set[str]) -> Iterator[Figure]:
    """Yield the figures in the tables of a passage."""
    tables.begin_passage(passage.section)
    offset = 0
    for number, line in enumerate(passage.text.split("\n")):
        key = ""
        for cell in tables.read_line(Piece(line, offset, offset + len(line)), passage.table[number : number + 1]):
            key = key or _key(line, taken)
            spans = tuple(slice_spans(passage.spans, cell.row.start, cell.row.end))
            if figure := cell_figure(passage, cell, key, spans):
                yield figure
        offset += len(line) + 1


def passage_sentences(text: str) -> Iterator[PassageSentence]:
    """Yield the sentences of a passage's text in order; in a row of a table, those of its longer cells."""
    lead_in = ""
    offset = 0
    for line in text.split("\n"):
        sentences = list(_in_row(line, offset) if is_row(line) else _in_line(line, offset))
        is_item = bool(sentences) and (
            _ITEM.match(line) is not None or line[:1].islower() or line.rstrip().endswith(";")
        )
        if len(sentences) > 1 and not is_item:
            lead_in = ""
        for sentence in sentences:
            yield PassageSentence(sentence.text, sentence.start, sentence.end, lead_in)
        if sentences and line.rstrip().endswith(":"):
            lead_in = sentences[-1].text
        offset += len(line) + 1


def _in_row(line: str, offset: int) -> Iterator[PassageSentence]:
    for cell in line.split(BAR):
        if len(cell.split()) >= _MIN_CELL_WORDS:
            yield from _in_line(cell, offset)
        offset += len(cell) + len(BAR)


def _in_line(line: str, offset: int) -> Iterator[PassageSentence]:
    for start, end in sentence_spans(line):
        piece = line[start:end]
        first = start + len(piece) - len(piece.lstrip())
        last = end - (len(piece) - len(piece.rstrip()))
        if first < last:
            yield PassageSentence(line[first:last], offset + first, offset + last, "")
