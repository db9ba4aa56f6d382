"""Makes the records of a document: its statements and its figures, in the order of its passages."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.documents.page_text import slice_spans
from indexer.records.figure import Figure
from indexer.records.passage import Passage, Span
from indexer.records.statement import Statement
from indexer.statements.classify import classify
from indexer.statements.find_actors import find_actors
from indexer.statements.find_details import find_details
from indexer.statements.find_figures import find_figures
from indexer.statements.passage_sentences import PassageSentence, passage_sentences
from indexer.statements.rule_files import StatementRules


@dataclass(frozen=True, slots=True)
class DocumentRecords:
    """The statements and figures of one document."""

    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a sentence stands: its key in ids, its spans and its neighbours."""

    key: str
    spans: tuple[Span, ...]
    before: str
    after: str


class Extractor:
    """Finds statements by the rules of each passage's language, and figures in any language."""

    def __init__(self, rules: StatementRules) -> None:
        self._rules = rules.languages
        self._actors = rules.actors

    def extract(self, passages: Iterable[Passage]) -> DocumentRecords:
        """The records of one document's passages."""
        statements: list[Statement] = []
        figures: list[Figure] = []
        taken: set[str] = set()
        for passage in passages:
            found = list(passage_sentences(passage.text))
            for number, sentence in enumerate(found):
                place = _Place(
                    key=_key(sentence.text, taken),
                    spans=tuple(slice_spans(passage.spans, sentence.start, sentence.end)),
                    before=sentence.lead_in or (found[number - 1].text if number else ""),
                    after=found[number + 1].text if number + 1 < len(found) else "",
                )
                held = list(_figures(passage, sentence, place))
                figures += held
                statement = self._statement(passage, sentence, place, held)
                if statement:
                    statements.append(statement)
        return DocumentRecords(tuple(statements), tuple(figures))

    def _statement(
        self, passage: Passage, sentence: PassageSentence, place: _Place, figures: Sequence[Figure]
    ) -> Statement | None:
        rules = self._rules.get(passage.language)
        verdict = classify(sentence.text, rules, self._actors.subjects, sentence.lead_in) if rules else None
        if not verdict:
            return None
        particulars = find_details(sentence.text, verdict)
        return Statement(
            id=f"{passage.document}-s{place.key}",
            document=passage.document,
            passage=passage.id,
            language=passage.language,
            sentence=sentence.text,
            spans=place.spans,
            before=place.before,
            after=place.after,
            status=verdict.status,
            strength=verdict.strength,
            actors=find_actors(sentence.text, verdict, place.before, self._actors),
            objects=particulars.objects,
            beneficiary=particulars.beneficiary,
            deadline=particulars.deadline,
            date=particulars.date,
            year=particulars.year,
            instruments=particulars.instruments,
            figures=tuple(figure.id for figure in figures),
            rule=verdict.rule,
        )


def _key(sentence: str, taken: set[str]) -> str:
    """What is permanent of a sentence's id: a digest of its words; a repeated sentence gets a number."""
    base = hashlib.sha256(sentence.encode()).hexdigest()[:10]
    key, count = base, 1
    while key in taken:
        count += 1
        key = f"{base}-{count}"
    taken.add(key)
    return key


def _figures(passage: Passage, sentence: PassageSentence, place: _Place) -> Iterator[Figure]:
    for found in find_figures(sentence.text):
        yield Figure(
            id=f"{passage.document}-f{place.key}-{found.start}",
            document=passage.document,
            passage=passage.id,
            language=passage.language,
            sentence=sentence.text,
            spans=place.spans,
            start=found.start,
            end=found.end,
            kind=found.kind,
            value=found.value,
            unit=found.unit,
            counts=found.counts,
            qualifier=found.qualifier,
        )
