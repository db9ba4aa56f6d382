"""The statements of a generation, in the order of its passages."""

from pathlib import Path
from typing import Any

from indexer.index.row_file import RecordFile, RecordWriter
from indexer.records.passage import Span
from indexer.records.statement import Actor, Statement

NAME = "statements"


class StatementWriter(RecordWriter[Statement]):
    """Writes statements in the order of their passages."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, NAME, _to_row)


class StatementFile(RecordFile[Statement]):
    """The statements in the order of their passages."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, NAME, _from_row)


def _to_row(statement: Statement) -> list[Any]:
    return [
        statement.id,
        statement.document,
        statement.passage,
        statement.language,
        statement.sentence,
        [[span.page, span.start, span.end] for span in statement.spans],
        statement.before,
        statement.after,
        statement.status,
        statement.strength,
        [[actor.name, actor.group] for actor in statement.actors],
        statement.objects,
        statement.beneficiary,
        statement.deadline,
        statement.date,
        statement.year,
        statement.instruments,
        statement.figures,
        statement.rule,
    ]


def _from_row(row: list[Any]) -> Statement:
    identity, document, passage, language, sentence, spans, before, after, status, strength, actors, *rest = row
    objects, beneficiary, deadline, date, year, instruments, figures, rule = rest
    return Statement(
        id=identity,
        document=document,
        passage=passage,
        language=language,
        sentence=sentence,
        spans=tuple(Span(*span) for span in spans),
        before=before,
        after=after,
        status=status,
        strength=strength,
        actors=tuple(Actor(*actor) for actor in actors),
        objects=objects,
        beneficiary=beneficiary,
        deadline=deadline,
        date=date,
        year=year,
        instruments=tuple(instruments),
        figures=tuple(figures),
        rule=rule,
    )
