"""Extract the records of a document: its statements and figures, in the order of its passages."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer.analysis.sentence_splitter import sentence_spans
from indexer.index.record_file import DocumentRecords
from indexer.records.figure import Figure
from indexer.records.passage import Passage, Span, slice_spans
from indexer.records.statement import Actor, Statement
from indexer.statements.abbreviations import find_abbreviations
from indexer.statements.action_tables import ActionRow, ActionTableReader
from indexer.statements.classify import classify, introduces_recommendations
from indexer.statements.figures import cell_figure, sentence_figures
from indexer.statements.find_actors import actors_named, find_actors, resolve_actors
from indexer.statements.find_details import find_details
from indexer.statements.page_words import count_page_words
from indexer.statements.rules import StatementRules
from indexer.statements.select_figures import select_figures
from indexer.statements.table_cells import BAR, Piece, TableReader, is_row

_ITEM = re.compile(r"\s*(?:[-–—•▪◦*·o]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+", re.IGNORECASE)

_YEAR = re.compile(r"\b20\d\d\b")
_MAX_CHARACTERS = 10_000
"""A passage with more characters is no prose: at most 220 words have a tenth of them."""
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


@dataclass(frozen=True, slots=True)
class _Names:
    """What a document calls its actors: its publisher, who is "we", and the names of its abbreviations."""

    publisher: str
    abbreviations: Mapping[str, str]


class Extractor:
    """Extracts statements by the rules of each passage's language, and figures in any language."""

    def __init__(self, rules: StatementRules) -> None:
        self._rules = rules.languages
        self._actors = rules.actors

    def extract(self, passages: Iterable[Passage], publisher: str = "") -> DocumentRecords:
        """Return the records of one document's passages. `publisher` is who "we" are in them."""
        passages = [each for each in passages if len(each.text) <= _MAX_CHARACTERS]
        names = _Names(publisher, find_abbreviations(each.text for each in passages))
        statements: list[Statement] = []
        figures: list[Figure] = []
        taken: Counter[str] = Counter()
        tables, actions, lead_ins = TableReader(), ActionTableReader(), _LeadIns()
        for passage in passages:
            repeated = passage.repeated
            sentences = [each for each in lead_ins.sentences(passage) if each.start >= repeated]
            figures += _cell_figures(passage, tables, taken)
            rows = self._action_rows(passage, actions, taken, names)
            statements += rows.values()
            for number, sentence in enumerate(sentences):
                context = _Context(
                    key=_key(sentence.text, taken),
                    spans=tuple(slice_spans(passage.spans, sentence.start, sentence.end)),
                    before=sentence.lead_in or (sentences[number - 1].text if number else ""),
                    after=sentences[number + 1].text if number + 1 < len(sentences) else "",
                )
                in_sentence = list(sentence_figures(passage, sentence.text, context.key, context.spans))
                figures += in_sentence
                statement = self._statement(passage, sentence, context, in_sentence, names)
                if statement and not any(low <= sentence.start < high for low, high in rows):
                    statements.append(statement)
        stated = {each for statement in statements for each in statement.figures}
        return DocumentRecords(tuple(statements), tuple(select_figures(figures, stated, count_page_words(passages))))

    def _action_rows(
        self, passage: Passage, reader: ActionTableReader, taken: Counter[str], names: _Names
    ) -> dict[tuple[int, int], Statement]:
        """Return the rows of action tables in a passage as statements, by their characters in its text."""
        rules = self._rules.get(passage.language)
        reader.begin_passage(passage.section)
        if rules is None or BAR not in passage.text:
            return {}
        found: dict[tuple[int, int], Statement] = {}
        offset = 0
        for line in passage.text.split("\n"):
            piece = Piece(line, offset, offset + len(line))
            offset += len(line) + 1
            for row in reader.read_line(piece, rules.table):
                if piece.start >= passage.repeated:
                    found[piece.start, piece.end] = self._row_statement(passage, row, _key(line, taken), names)
        return found

    def _row_statement(self, passage: Passage, row: ActionRow, key: str, names: _Names) -> Statement:
        shown = row.state or row.action
        deadline = row.deadline.text if row.deadline else ""
        year = _YEAR.search(deadline)
        return Statement(
            id=f"{passage.document}-s{key}",
            document=passage.document,
            passage=passage.id,
            language=passage.language,
            sentence=row.row.text,
            spans=tuple(slice_spans(passage.spans, row.row.start, row.row.end)),
            before="",
            after="",
            status=row.status,
            strength="none",
            actors=self._resolved(actors_named(row.leads, self._actors), names),
            objects=row.action.text,
            beneficiary="",
            deadline=deadline,
            date="",
            year=int(year.group()) if year else None,
            instruments=(),
            figures=(),
            rule=f"{passage.language}-action-row",
            start=shown.start - row.row.start,
            end=shown.end - row.row.start,
        )

    def _resolved(self, actors: Iterable[Actor], names: _Names) -> tuple[Actor, ...]:
        return resolve_actors(actors, names.publisher, names.abbreviations, self._actors)

    def _statement(
        self,
        passage: Passage,
        sentence: PassageSentence,
        context: _Context,
        figures: Sequence[Figure],
        names: _Names,
    ) -> Statement | None:
        rules = self._rules.get(passage.language)
        if rules is None:
            return None
        heading = " ".join(passage.section[-1:])
        lead_in = sentence.lead_in or (heading if introduces_recommendations(heading, rules) else "")
        classification = classify(sentence.text, rules, self._actors.subjects, lead_in)
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
            actors=self._resolved(find_actors(sentence.text, classification, context.before, self._actors), names),
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


class _LeadIns:
    """Gives the sentences of a document's passages with their lead-ins, which may be in an earlier passage."""

    def __init__(self) -> None:
        self._section: tuple[str, ...] = ()
        self._open = ""

    def sentences(self, passage: Passage) -> list[PassageSentence]:
        """Return the sentences of the next passage."""
        if passage.section != self._section:
            self._section, self._open = passage.section, ""
        found = list(passage_sentences(passage.text, self._open))
        self._open = found[-1].lead_in if found else self._open
        if found and found[-1].text.endswith(":"):
            self._open = found[-1].text
        return found


def _key(sentence: str, taken: Counter[str]) -> str:
    """Return the permanent part of a sentence's id: a digest of its text; a repeated sentence gets a number."""
    base = hashlib.sha256(sentence.encode()).hexdigest()[:10]
    taken[base] += 1
    return base if taken[base] == 1 else f"{base}-{taken[base]}"


def _cell_figures(passage: Passage, tables: TableReader, taken: Counter[str]) -> Iterator[Figure]:
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


def passage_sentences(text: str, lead_in: str = "") -> Iterator[PassageSentence]:
    """Yield the sentences of a passage's text in order; in a row of a table, those of its longer cells.

    `lead_in` is that of a list which begins in an earlier passage.
    """
    offset = 0
    for line in text.split("\n"):
        sentences = list(_in_row(line, offset) if is_row(line) else _in_line(line, offset))
        is_item = bool(sentences) and (
            _ITEM.match(line) is not None or line[:1].islower() or line.rstrip().endswith(";")
        )
        if (len(sentences) > 1 or offset == 0) and not is_item:
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
