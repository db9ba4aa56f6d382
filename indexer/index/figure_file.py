"""The figures of a generation, in the order of its passages."""

from pathlib import Path
from typing import Any

from indexer.index.row_file import RecordFile, RecordWriter
from indexer.records.figure import Figure
from indexer.records.passage import Span

NAME = "figures"


class FigureWriter(RecordWriter[Figure]):
    """Writes figures in the order of their passages."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, NAME, _to_row)


class FigureFile(RecordFile[Figure]):
    """The figures in the order of their passages."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, NAME, _from_row)


def _to_row(figure: Figure) -> list[Any]:
    return [
        figure.id,
        figure.document,
        figure.passage,
        figure.language,
        figure.sentence,
        [[span.page, span.start, span.end] for span in figure.spans],
        figure.start,
        figure.end,
        figure.kind,
        figure.value,
        figure.unit,
        figure.counts,
        figure.qualifier,
    ]


def _from_row(row: list[Any]) -> Figure:
    identity, document, passage, language, sentence, spans, start, end, kind, value, unit, counts, qualifier = row
    return Figure(
        id=identity,
        document=document,
        passage=passage,
        language=language,
        sentence=sentence,
        spans=tuple(Span(*span) for span in spans),
        start=start,
        end=end,
        kind=kind,
        value=value,
        unit=unit,
        counts=counts,
        qualifier=qualifier,
    )
