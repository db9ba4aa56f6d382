"""What the registers hold: a statement or a figure with the passage and the document in which it stands."""

from dataclasses import dataclass

from indexer.records.document import Document
from indexer.records.figure import Figure
from indexer.records.passage import Passage
from indexer.records.statement import Statement
from indexer.records.status_note import StatusNote


@dataclass(frozen=True, slots=True)
class Commitment:
    """A statement in its place. `notes` are the editors' on what became of it, the earliest first."""

    statement: Statement
    passage: Passage
    document: Document
    notes: tuple[StatusNote, ...] = ()

    @property
    def id(self) -> str:
        return self.statement.id


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure in its place. `statements` are those whose sentence holds it."""

    figure: Figure
    passage: Passage
    document: Document
    statements: tuple[Statement, ...] = ()

    @property
    def id(self) -> str:
        return self.figure.id
