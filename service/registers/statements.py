"""The register of statements, /commitments: its records, facets, orders, columns and JSON."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from indexer.records.statement import STATUSES, STRENGTHS, ActorGroup, Statement, Status, Strength
from indexer.records.status_note import FollowUp, StatusNote
from service.registers.context import RegisterContext
from service.registers.export import LOCATION_COLUMNS, ExportColumn, labelled
from service.registers.measured import MEASURED, Measured
from service.registers.overview import Overview, country_overview
from service.registers.register import Row
from service.registers.request import RegisterFields, RegisterPage
from service.registers.store import GenerationRegisters, Located, RegisterType
from service.registers.value_labels import actor_key, actor_labels
from service.registers.views import ALL, Views
from service.schemas.parts import Schema
from service.schemas.register import LocatedSchema
from service.search.highlighting import HighlightTerms, find_highlights, highlight_text
from service.search.protocol import Snippet
from service.translations.messages import N_, NN_
from service.web.urls import Link

STATUS_RANKS = {status: rank for rank, status in enumerate(STATUSES)}
STRENGTH_RANKS = {strength: rank for rank, strength in enumerate(STRENGTHS)}

SORTS_LAST = "\U0010ffff"
"""The key of records without a name: it sorts after every name."""

NO_YEAR = 9_999


@dataclass(frozen=True, slots=True)
class StatementRecord(Located[Statement]):
    """A statement with the editors' notes on its follow-up, the earliest first."""

    notes: tuple[StatusNote, ...] = ()


class ActorSchema(Schema):
    """Who acts."""

    name: str = Field(description="In the sentence's words.")
    group: ActorGroup


class NoteSchema(Schema):
    """An editor's note on the follow-up of a statement."""

    date: datetime.date
    status: FollowUp
    note: str
    source: str = Field(description="Where it can be checked.")
    editor: str


class _StatementFields(Schema):
    """The fields of the record itself: a base class, so that JSON has them before the location."""

    id: str
    sentence: str = Field(description="Verbatim.")
    before: str = Field(description="The sentence before it in its passage, or the lead-in of its list.")
    after: str
    status: Status
    strength: Strength = Field(description="How binding the verb is, as a class; none for a plain statement.")
    wording: str = Field(description="The words that make it a statement, verbatim; empty for an item of a list.")
    start: int = Field(description="Where they start in the sentence, in characters.")
    end: int = Field(description="Their end, excluded.")
    actors: list[ActorSchema]
    objects: str = Field(description="What is decided, planned or called for, in the sentence's words, or empty.")
    beneficiary: str
    deadline: str = Field(description="The date by which it is due, as written.")
    date: str = Field(description="The date when it happened, as written.")
    year: int | None
    instruments: list[str]
    figures: list[str] = Field(description="The ids of the figures in it.")
    rule: str = Field(description="The rule that recognized it.")


class StatementSchema(LocatedSchema, _StatementFields):
    """A statement: one sentence, verbatim, with its details."""

    confidence: float | None = Field(description="The measured share of statements of this status that are right.")
    notes: list[NoteSchema] = Field(description="The editors' notes, the earliest first: not the document's words.")

    @property
    def date_or_deadline(self) -> str:
        return self.deadline or self.date


@dataclass(frozen=True, slots=True)
class StatementList:
    """What the list page shows besides the statements: the table by country, and how far to trust them.

    `documents` are those of the index, `documents_with` those in which statements were found.
    """

    overview: Overview
    documents: int
    documents_with: int
    measured: Measured


UNNAMED_ACTORS = frozenset(
    """countries states cities counties municipalities jurisdictions governments ministries agencies authorities
    companies enterprises firms employers manufacturers brands exporters producers organizations organisations unions
    partners donors stakeholders groups universities associations leaders
    países municipios autoridades empresas empleadores pays autorités entreprises employeurs partenaires""".split()
)
"""Words for kinds of actors, which name none of them."""

_VIEWS: Mapping[Status, str] = {"recommended": "recommendations", "achieved": "results", "expected": "forecasts"}


def _view(statement: Statement) -> str:
    """Return the view of a statement: without an actor who can be held to it, it is no commitment."""
    has_actor = any(actor_key(actor.name) and actor.name not in UNNAMED_ACTORS for actor in statement.actors)
    return _VIEWS.get(statement.status) or ("commitments" if has_actor else "unnamed")


def notes_by_record(store: GenerationRegisters) -> Mapping[str, Sequence[StatusNote]]:
    """Return the editors' notes on each record, the earliest first."""
    notes: dict[str, list[StatusNote]] = defaultdict(list)
    for note in store.generation.status_notes:
        notes[note.statement].append(note)
    return notes


def is_mistaken(notes: Sequence[StatusNote]) -> bool:
    """Return whether the last note says that the record was found by mistake: it is then listed under all alone."""
    return bool(notes) and notes[-1].status == "mistaken"


def _last_note(record: StatementSchema) -> NoteSchema | None:
    return record.notes[-1] if record.notes else None


def _note_column(name: str, width: int, value: Any) -> ExportColumn:
    """Return a column about the last note, empty without one."""
    return ExportColumn(name, width, lambda record, labels: value(note, labels) if (note := _last_note(record)) else "")


class StatementRegister(RegisterType[StatementRecord]):
    """The sentences in which someone decides, plans, does, expects, recommends or achieved something."""

    name = "commitments"
    title = N_("Statements")
    nouns = NN_("statement", "statements")
    kind = "statements"
    summary = N_(
        "Who decided, plans, undertakes or recommends what, sentence by sentence, in the documents' own words."
    )
    note = N_(
        "Found automatically: some are missing and some are wrong. Status and actor are read from the sentence;"
        " country, sector and topic are those of its passage. A date is the sentence's own."
    )
    api_description = (
        "Sentences in which someone decided, plans, undertakes, expects, recommends or achieved something."
    )
    template = "registers/commitments.html"
    fields = RegisterFields(
        facets=(
            "status", "country", "sector", "topic", "actor_group", "actor", "strength", "year", "instrument",
            "follow_up", "document", "language", "view",
        ),
        orders=("document", "status", "strength", "actor", "country", "date", "newest"),
        groups=("actor", "country", "status", "actor_group", "sector", "document"),
    )  # fmt: skip
    order_labels: ClassVar[Mapping[str, str]] = {
        "document": N_("Order in the documents"),
        "status": N_("Status, decided first"),
        "strength": N_("Force, the most binding first"),
        "actor": N_("Who"),
        "country": N_("Country"),
        "date": N_("Year mentioned, the earliest first"),
        "newest": N_("Newest document"),
    }
    facet_labels: ClassVar[Mapping[str, str]] = {
        "status": N_("Status"),
        "strength": N_("Force"),
        "actor": N_("Who"),
        "actor_group": N_("Party"),
        "year": N_("Year mentioned"),
        "instrument": N_("Instrument"),
        "follow_up": N_("Follow-up"),
        "view": N_("View"),
    }
    facet_descriptions: ClassVar[Mapping[str, str]] = {
        "status": "Status of the commitment: decided, planned, in_progress, expected, recommended or achieved.",
        "strength": "How binding the verb is, as a class: shall, will, should, may or none.",
        "actor": "Who acts, by name.",
        "actor_group": "The actor's party: government, employers, workers, tripartite, organization or other.",
        "year": "A year that a sentence mentions.",
        "instrument": "An instrument by its code, such as C188.",
        "follow_up": "The follow-up, by the editors' last note.",
        "view": "The view: commitments (with someone named), recommendations, results, forecasts, unnamed or all.",
    }
    columns = (
        ExportColumn("sentence", 70),
        labelled("status"),
        labelled("force", 16, facet="strength", field="strength"),
        ExportColumn("wording", 24),
        ExportColumn("actors", 30, lambda record, _: "; ".join(actor.name for actor in record.actors)),
        ExportColumn(
            "party",
            16,
            lambda record, labels: "; ".join(
                labels.value("actor_group", group) for group in dict.fromkeys(each.group for each in record.actors)
            ),
        ),
        ExportColumn("what", 40, lambda record, _: record.objects),
        ExportColumn("beneficiary", 24),
        ExportColumn("deadline"),
        ExportColumn("date"),
        ExportColumn("year", 8),
        ExportColumn("instruments"),
        ExportColumn("confidence", 10),
        _note_column("follow-up", 16, lambda note, labels: labels.value("follow_up", note.status)),
        _note_column("follow-up date", 16, lambda note, _: note.date.isoformat()),
        _note_column("follow-up note", 40, lambda note, _: note.note),
        _note_column("follow-up source", 40, lambda note, _: note.source),
        *LOCATION_COLUMNS,
        ExportColumn("rule"),
    )
    record_schema = StatementSchema
    takes_notes = True
    home_facet = ("statement", "status")
    views = Views(
        "view",
        ("commitments", "recommendations", "results", "forecasts", "unnamed", ALL),
        instead=("status", "follow_up"),
    )

    def load(self, store: GenerationRegisters) -> Sequence[StatementRecord]:
        notes = notes_by_record(store)
        return [
            StatementRecord(each.record, each.passage, each.document, tuple(notes.get(each.id, ())))
            for each in store.locate(store.generation.statements)
        ]

    def row(self, row_id: int, located: StatementRecord) -> Row:
        statement, published = located.record, located.document.source.year
        names = [actor.name for actor in statement.actors]
        actors = [actor_key(name) for name in names]
        return Row(
            text=" \n ".join((statement.sentence, *names)),
            language=statement.language,
            facets={
                **located.corpus_facets,
                "status": (statement.status,),
                "strength": (statement.strength,),
                "actor": tuple(dict.fromkeys(filter(None, actors))),
                "actor_group": tuple(dict.fromkeys(actor.group for actor in statement.actors)),
                "year": (str(statement.year),) if statement.year else (),
                "instrument": statement.instruments,
                "follow_up": (located.notes[-1].status,) if located.notes else (),
                "view": (ALL,) if is_mistaken(located.notes) else (_view(statement), ALL),
            },
            keys={
                "document": row_id,
                "status": STATUS_RANKS[statement.status],
                "strength": STRENGTH_RANKS[statement.strength],
                "actor": next(iter(actors), SORTS_LAST),
                "country": next(iter(located.passage.tags.get("country", ())), SORTS_LAST),
                "date": statement.year or NO_YEAR,
                "newest": (-(published or 0), -(statement.year or 0)),
            },
        )

    def value_labels(self, records: Sequence[StatementRecord]) -> Mapping[str, Mapping[str, str]]:
        return {"actor": actor_labels(actor.name for each in records for actor in each.record.actors)}

    def to_schema(self, located: StatementRecord, context: RegisterContext) -> StatementSchema:
        own = {name: getattr(located.record, name) for name in _StatementFields.model_fields}
        return StatementSchema.model_validate(
            {
                **own,
                "confidence": MEASURED.confidence.get(located.record.status),
                "notes": located.notes,
                **context.location(located),
            }
        )

    def highlight(self, located: StatementRecord, terms: HighlightTerms) -> Snippet:
        """Return the sentence with its wording and the words of the query marked."""
        statement = located.record
        marks = [mark[:2] for mark in find_highlights(statement.sentence, statement.language, terms)]
        wording = [(statement.start, statement.end)] if statement.wording else []
        return highlight_text(statement.sentence, sorted([*wording, *marks]))

    def list_extras(self, context: RegisterContext, page: RegisterPage) -> StatementList:
        return StatementList(
            overview=country_overview(page, context),
            documents=len(context.store.generation.documents),
            documents_with=len({each.record.document for each in context.records}),
            measured=MEASURED,
        )

    def record_extras(self, context: RegisterContext, located: StatementRecord) -> Sequence[Link]:
        """Return links to the figures in the sentence."""
        figures = [context.store.record("figures", figure_id).record for figure_id in located.record.figures]
        return [Link(each.written, context.urls.record("figures", each.id)) for each in figures]


STATEMENTS = StatementRegister()
