"""The registers of one generation, read from its folder."""

import logging
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from indexer.errors import NoIndex, NotFound, PageChanged
from indexer.index.folders import GENERATIONS
from indexer.index.generation import Generation, open_generation
from indexer.records.figure import Figure
from indexer.records.passage import Passage
from indexer.records.statement import Statement
from indexer.records.status_note import StatusNote
from service.registers.actor_labels import actor_labels
from service.registers.commitments import commitment_register
from service.registers.conflicting_figures import ConflictingFigures, conflicting_figures
from service.registers.figures import figure_register
from service.registers.records import Commitment, PlacedFigure
from service.registers.register import Register

Record = TypeVar("Record", Statement, Figure)

log = logging.getLogger(__name__)


class RegisterStore:
    """The statements and figures of one generation, each part read when it is first asked for.

    A record whose sentence is not what the stored pages hold is left out, and the log says so.
    """

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._passages: dict[str, Passage] = {}

    @property
    def name(self) -> str:
        """The generation's."""
        return self._generation.name

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the generation's passages."""
        return self._generation.languages

    def make_ready(self) -> None:
        """Makes every part now, by one thread for all others."""
        for name in ("commitment_register", "figure_register", "actors", "_set_of"):
            getattr(self, name)

    @cached_property
    def commitments(self) -> Sequence[Commitment]:
        """Every statement, in the order of the documents."""
        notes: dict[str, list[StatusNote]] = defaultdict(list)
        for note in self._generation.status_notes:
            notes[note.statement].append(note)
        return [
            Commitment(
                statement,
                self._passage(statement.passage),
                self._generation.documents[statement.document],
                tuple(notes.get(statement.id, ())),
            )
            for statement in self._genuine(self._generation.statements)
        ]

    @cached_property
    def figures(self) -> Sequence[PlacedFigure]:
        """Every figure, in the order of the documents."""
        holding: dict[str, list[Statement]] = defaultdict(list)
        for commitment in self.commitments:
            for figure in commitment.statement.figures:
                holding[figure].append(commitment.statement)
        return [
            PlacedFigure(
                figure,
                self._passage(figure.passage),
                self._generation.documents[figure.document],
                tuple(holding.get(figure.id, ())),
            )
            for figure in self._genuine(self._generation.figures)
        ]

    @cached_property
    def commitment_register(self) -> Register:
        return commitment_register(self.commitments)

    @cached_property
    def figure_register(self) -> Register:
        return figure_register(self.figures)

    @cached_property
    def conflicting_figures(self) -> tuple[ConflictingFigures, ...]:
        """The sets of figures that different documents give for the same thing."""
        return conflicting_figures(self.figures)

    def conflicts_with(self, figure_id: str) -> tuple[PlacedFigure, ...]:
        """The other figures for the same thing, where documents differ on it."""
        places = self._set_of.get(figure_id, ())
        return tuple(self.figures[place] for place in places if self.figures[place].id != figure_id)

    @cached_property
    def _set_of(self) -> dict[str, tuple[int, ...]]:
        return {self.figures[place].id: each.places for each in self.conflicting_figures for place in each.places}

    @cached_property
    def actors(self) -> dict[str, str]:
        """What each actor is called, by what stands for it in addresses."""
        return dict(actor_labels(actor.name for each in self.commitments for actor in each.statement.actors))

    def commitment(self, statement_id: str) -> Commitment:
        """One statement. Raises NotFound."""
        place = self._commitment_places.get(statement_id)
        if place is None:
            raise NotFound(f"There is no statement {statement_id[:80]!r} in this index. Search for a few of its words.")
        return self.commitments[place]

    def figure_place(self, figure_id: str) -> int:
        """The place of one figure in the register. Raises NotFound."""
        place = self._figure_places.get(figure_id)
        if place is None:
            raise NotFound(f"There is no figure {figure_id[:80]!r} in this index. Search for a few of its words.")
        return place

    @cached_property
    def _commitment_places(self) -> dict[str, int]:
        return {commitment.id: place for place, commitment in enumerate(self.commitments)}

    @cached_property
    def _figure_places(self) -> dict[str, int]:
        return {figure.id: place for place, figure in enumerate(self.figures)}

    def _genuine(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records whose sentences are, character for character, what the stored pages hold."""
        for record in records:
            try:
                self._generation.pages.compare(record.id, record.sentence, record.document, record.spans)
            except PageChanged as error:
                log.error("Not in the registers: %s", error)  # noqa: TRY400 - where it was raised says no more than that
            else:
                yield record

    def _passage(self, passage_id: str) -> Passage:
        """The passage with this id, read once."""
        if passage_id not in self._passages:
            ordinal = self._generation.ordinal(passage_id)
            if ordinal is None:
                raise NoIndex(
                    f"The index {self._generation.name} is damaged: it has no passage {passage_id}."
                    " Build it anew: python -m indexer build"
                )
            self._passages[passage_id] = self._generation.passage(ordinal)
        return self._passages[passage_id]


class CurrentRegisters:
    """Gives the store of the generation that a request is answered from, opened once. May be used from any thread."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._open: tuple[str, RegisterStore] | None = None

    def of(self, generation: str) -> RegisterStore:
        """The store of the generation of this name. Raises NoIndex where it is there no more, or ForeignIndex."""
        opened = self._open
        if opened and opened[0] == generation:
            return opened[1]
        with self._lock:
            if self._open is None or self._open[0] != generation:
                self._open = generation, _opened(self._data / GENERATIONS / generation)
            return self._open[1]


def _opened(folder: Path) -> RegisterStore:
    """A store with its registers ready. Raises NoIndex where its files are gone or damaged."""
    try:
        store = RegisterStore(open_generation(folder))
        store.make_ready()
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise NoIndex(
            f"The registers of the index {folder.name} cannot be read ({error}). Load the page again."
        ) from error
    return store
