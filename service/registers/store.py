"""The declaration of a register, and the registers of one generation, read from its folder."""

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

import msgspec

from indexer.errors import DamagedIndex, NoIndex, NotFound, PageChanged
from indexer.index.folders import GENERATIONS
from indexer.index.generation import Generation, open_generation
from indexer.records.document import Document
from indexer.records.passage import Passage, Span
from service.registers.export import ExportColumn
from service.registers.register import Register, Row
from service.registers.request import RegisterFields, RegisterPage
from service.registers.views import Views
from service.schemas.register import LocatedSchema
from service.search.highlighting import HighlightTerms, find_highlights, highlight_text
from service.search.protocol import Snippet
from service.translations.messages import ngettext

if TYPE_CHECKING:
    from service.registers.context import RegisterContext

MAX_ECHO = 80

log = logging.getLogger(__name__)


class StoredRecord(Protocol):
    """The interface of all records: an id, and a sentence located in a passage and in a document's pages."""

    @property
    def id(self) -> str: ...
    @property
    def document(self) -> str: ...
    @property
    def passage(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def spans(self) -> tuple[Span, ...]: ...


Stored = TypeVar("Stored", bound=StoredRecord)


@dataclass(frozen=True, slots=True)
class Located(Generic[Stored]):
    """A record with the passage and the document that contain it."""

    record: Stored
    passage: Passage
    document: Document

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def corpus_facets(self) -> dict[str, tuple[str, ...]]:
        """The values of the facets that a record has from its passage."""
        tags = self.passage.tags
        return {
            "country": tags.get("country", ()),
            "sector": tags.get("sector", ()),
            "topic": tags.get("topic", ()),
            "document": (self.record.document,),
            "language": (self.record.language,),
        }


L = TypeVar("L", bound=Located[Any])


class RegisterType(ABC, Generic[L]):
    """The declaration of a register. Its pages, files, API and links are made from this and from one template.

    `name` is its name in URLs, `nouns` what one and several of its records are called. `template` holds the macros
    that show a record (templates/register.html lists them). `order_labels` and `facet_labels` name its orders and the
    facets that are not the corpus's. `home_facet` names a facet of the search whose values the home page links to, and
    the register's facet that they select: without any such value the home page does not list the register.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    nouns: ClassVar[tuple[str, str]]
    summary: ClassVar[str]
    """One sentence for the page itself and for the home page."""
    note: ClassVar[str] = ""
    """How the records were made, below the list."""
    api_description: ClassVar[str]
    template: ClassVar[str]
    template_folder: ClassVar[Path | None] = None
    """Where `template` is, if not among the service's own templates."""
    fields: ClassVar[RegisterFields]
    order_labels: ClassVar[Mapping[str, str]]
    facet_labels: ClassVar[Mapping[str, str]] = {}
    facet_descriptions: ClassVar[Mapping[str, str]] = {}
    """For the API's description; labels replace missing ones."""
    columns: ClassVar[tuple[ExportColumn, ...]]
    record_schema: ClassVar[type[LocatedSchema]]
    home_facet: ClassVar[tuple[str, str] | None] = None
    kind: ClassVar[str] = ""
    """The kind of its records in a generation, by which feeds know when they came into the index."""
    takes_notes: ClassVar[bool] = False
    """Whether editors may note in corpus/status that a record was found by mistake; its page then prepares the note."""
    views: ClassVar[Views | None] = None
    """The views between which the list page has tabs."""

    @abstractmethod
    def load(self, store: "GenerationRegisters") -> Sequence[L]:
        """Return every record, in document order."""

    @abstractmethod
    def row(self, row_id: int, located: L) -> Row:
        """Return what the register searches, counts and sorts by."""

    @abstractmethod
    def to_schema(self, located: L, context: "RegisterContext") -> LocatedSchema:
        """Return the record as the API gives it; pages and files show the same object."""

    def value_labels(self, records: Sequence[L]) -> Mapping[str, Mapping[str, str]] | None:
        """Return labels of facet values that are found in the records, by facet and value."""

    def compute_shared(self, records: Sequence[L]) -> Any:
        """Return what is computed once from all records (see GenerationRegisters.shared)."""

    def highlight(self, located: L, terms: HighlightTerms) -> Snippet:
        """Return the sentence with the words of the query marked."""
        sentence, language = located.record.sentence, located.record.language
        return highlight_text(sentence, [mark[:2] for mark in find_highlights(sentence, language, terms)])

    def list_extras(self, context: "RegisterContext", page: RegisterPage) -> Any:
        """Return what the list page shows besides the records."""

    def record_extras(self, context: "RegisterContext", located: L) -> Any:
        """Return what a record's page shows besides the record."""


class GenerationRegisters:
    """The registers of one generation, each read when first used.

    A record whose sentence is not what the stored pages hold is left out and logged.
    """

    def __init__(self, generation: Generation, types: Iterable[RegisterType[Any]]) -> None:
        self.generation = generation
        self.types = {each.name: each for each in types}
        self._passages: dict[str, Passage] = {}
        self._records: dict[str, Sequence[Any]] = {}
        self._row_ids: dict[str, dict[str, int]] = {}
        self._registers: dict[str, Register] = {}
        self._shared: dict[str, Any] = {}
        self.value_labels: dict[str, Mapping[str, str]] = {}

    @property
    def name(self) -> str:
        """The generation's name."""
        return self.generation.name

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the generation's passages."""
        return self.generation.languages

    def load_all(self) -> None:
        """Load every register. Call it before the store is shared between threads."""
        for name, each in self.types.items():
            records = self.records(name)
            self._registers[name] = Register([each.row(row_id, one) for row_id, one in enumerate(records)], each.fields)
            self._row_ids[name] = {one.id: row_id for row_id, one in enumerate(records)}
            self._shared[name] = each.compute_shared(records)
            self.value_labels.update(each.value_labels(records) or {})

    def records(self, name: str) -> Sequence[Any]:
        """Return every record of a register, in document order."""
        if name not in self._records:
            self._records[name] = self.types[name].load(self)
        return self._records[name]

    def register(self, name: str) -> Register:
        """Return a register over its records' rows."""
        return self._registers[name]

    def shared(self, name: str) -> Any:
        """Return what a register's type computes once from all its records."""
        return self._shared[name]

    def record(self, name: str, record_id: str) -> Any:
        """Return one record. Raise NotFound."""
        row_id = self._row_ids[name].get(record_id)
        if row_id is None:
            raise NotFound(
                "There is no %(noun)s %(id)s in this index. Search for a few of its words.",
                noun=ngettext(*self.types[name].nouns, 1),
                id=repr(record_id[:MAX_ECHO]),
            )
        return self.records(name)[row_id]

    def locate(self, records: Iterable[Stored]) -> Iterator[Located[Stored]]:
        """Yield the records whose sentences are, character for character, in the stored pages, with their passages."""
        for record in records:
            try:
                self.generation.pages.check_text(record.id, record.sentence, record.document, record.spans)
            except PageChanged as error:
                log.error("Not in the registers: %s", error)  # noqa: TRY400 - the traceback adds nothing
            else:
                yield Located(record, self._passage(record.passage), self.generation.documents[record.document])

    def _passage(self, passage_id: str) -> Passage:
        """Return the passage with this id, read once."""
        if passage_id not in self._passages:
            ordinal = self.generation.ordinal(passage_id)
            if ordinal is None:
                raise NoIndex(
                    "The index %(name)s is damaged: it has no passage %(id)s. Rebuild it: python -m indexer build",
                    name=self.name,
                    id=passage_id,
                )
            self._passages[passage_id] = self.generation.passage(ordinal)
        return self._passages[passage_id]


class LiveRegisters:
    """The registers of the live generation, opened once. May be used from any thread."""

    def __init__(self, data: Path, types: Iterable[RegisterType[Any]]) -> None:
        self.types = tuple(types)
        self._data = data
        self._lock = threading.Lock()
        self._open: tuple[str, GenerationRegisters] | None = None

    def of(self, generation: str) -> GenerationRegisters:
        """Return the registers of the generation of this name. Raise NoIndex if it is gone, or IndexVersionMismatch."""
        opened = self._open
        if opened and opened[0] == generation:
            return opened[1]
        with self._lock:
            if self._open is None or self._open[0] != generation:
                self._open = generation, _open_store(self._data / GENERATIONS / generation, self.types)
            return self._open[1]

    def forget(self, generation: str) -> None:
        """Close the registers of any other generation than that of this name."""
        with self._lock:
            if self._open is not None and self._open[0] != generation:
                self._open = None


def _open_store(folder: Path, types: Iterable[RegisterType[Any]]) -> GenerationRegisters:
    """Return a store with its registers loaded. Raise NoIndex if its files are gone or damaged."""
    try:
        store = GenerationRegisters(open_generation(folder), types)
        store.load_all()
    except (OSError, ValueError, LookupError, TypeError, msgspec.DecodeError, DamagedIndex) as error:
        raise NoIndex(
            "The registers of the index %(name)s cannot be read (%(error)s). Load the page again.",
            name=folder.name,
            error=str(error),
        ) from error
    return store
