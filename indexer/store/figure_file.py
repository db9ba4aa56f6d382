"""The figures of a generation, in the order of its passages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer.records.figure import Figure
from indexer.records.passage import Span
from indexer.store.row_file import RowFile, RowWriter

NAME = "figures"


class FigureWriter:
    """Writes figures in the order of their passages."""

    def __init__(self, folder: Path) -> None:
        self._rows = RowWriter(folder, NAME)

    @property
    def count(self) -> int:
        return self._rows.count

    def add(self, figure: Figure) -> None:
        self._rows.add(_to_row(figure))

    def close(self) -> None:
        self._rows.close()


class FigureFile:
    """The figures by their place from 0, read where they lie. May be used from any thread."""

    def __init__(self, folder: Path) -> None:
        self._rows = RowFile(folder, NAME)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: int) -> Figure:
        return _from_row(self._rows.row(place))

    def __iter__(self) -> Iterator[Figure]:
        return (self[place] for place in range(len(self)))


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
