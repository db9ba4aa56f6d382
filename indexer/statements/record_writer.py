"""Writes statements and figures into a generation that is being built."""

from pathlib import Path

from indexer.index.record_file import RecordWriter
from indexer.records.figure import Figure
from indexer.records.statement import Statement
from indexer.statements.extract import DocumentRecords


class RecordWriters:
    """Writes the records of one document after another, in the order of the index."""

    def __init__(self, folder: Path) -> None:
        self._statements = RecordWriter[Statement](folder, "statements")
        self._figures = RecordWriter[Figure](folder, "figures")

    @property
    def statements(self) -> int:
        """The number of statements written."""
        return self._statements.count

    @property
    def figures(self) -> int:
        """The number of figures written."""
        return self._figures.count

    def add(self, records: DocumentRecords) -> None:
        for statement in records.statements:
            self._statements.add(statement)
        for figure in records.figures:
            self._figures.add(figure)

    def close(self) -> None:
        """Finish the files."""
        self._statements.close()
        self._figures.close()
