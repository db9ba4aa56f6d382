"""The JSON of the register of statements."""

import datetime
from typing import Self

from pydantic import Field

from indexer.records.statement import ActorGroup, Status, Strength
from indexer.records.status_note import FollowUp
from service.pages.record_location import absolute, place_view
from service.registers.records import Commitment
from service.registers.register_labels import RegisterLabels
from service.registers.request import RegisterPage
from service.registers.store import RegisterStore
from service.schemas.parts import DocumentSchema, PageSchema, Schema
from service.schemas.passage import SpanSchema
from service.schemas.register import RegisterQuerySchema, facet_schemas
from service.schemas.search import FacetValueSchema
from service.web.urls import Urls


class ActorSchema(Schema):
    """Who acts."""

    name: str = Field(description="In the sentence's words.")
    group: ActorGroup


class NoteSchema(Schema):
    """What an editor noted about what became of a statement."""

    date: datetime.date
    status: FollowUp
    note: str
    source: str = Field(description="Where it can be checked.")
    editor: str


class CommitmentSchema(Schema):
    """A statement: one sentence, verbatim, with what it says."""

    id: str
    sentence: str = Field(description="Verbatim.")
    before: str = Field(description="The sentence before it in its passage, or the lead-in of its list.")
    after: str
    status: Status
    strength: Strength = Field(description="How binding the verb is; none for a plain statement.")
    actors: list[ActorSchema]
    objects: str = Field(description="What is decided, planned or called for, in the sentence's words, or empty.")
    beneficiary: str
    deadline: str = Field(description="The date by which it is due, as written.")
    date: str = Field(description="The date when it happened, as written.")
    year: int | None
    instruments: list[str]
    figures: list[str] = Field(description="The ids of the figures in it.")
    rule: str = Field(description="The rule that recognized it.")
    country: list[str]
    sector: list[str]
    topic: list[str]
    language: str
    document: DocumentSchema
    section: list[str]
    pages: list[PageSchema]
    spans: list[SpanSchema]
    passage: str = Field(description="The id of the passage that holds it.")
    citation: str
    permalink: str
    notes: list[NoteSchema] = Field(description="The editors' notes, the earliest first: not the document's words.")

    @classmethod
    def of(cls, commitment: Commitment, urls: Urls, root: str) -> Self:
        statement, passage, document = commitment.statement, commitment.passage, commitment.document
        place = place_view(statement, passage, document, urls.commitment(statement.id), urls)
        permalink = absolute(place.citation.permalink, root)
        return cls(
            id=statement.id,
            sentence=statement.sentence,
            before=statement.before,
            after=statement.after,
            status=statement.status,
            strength=statement.strength,
            actors=[ActorSchema(name=actor.name, group=actor.group) for actor in statement.actors],
            objects=statement.objects,
            beneficiary=statement.beneficiary,
            deadline=statement.deadline,
            date=statement.date,
            year=statement.year,
            instruments=list(statement.instruments),
            figures=list(statement.figures),
            rule=statement.rule,
            country=list(passage.tags.country),
            sector=list(passage.tags.sector),
            topic=list(passage.tags.topic),
            language=statement.language,
            document=DocumentSchema.of(document),
            section=list(passage.section),
            pages=PageSchema.all_of(statement, document),
            spans=[SpanSchema(page=span.page, start=span.start, end=span.end) for span in statement.spans],
            passage=passage.id,
            citation=place.citation.text(permalink),
            permalink=permalink,
            notes=[
                NoteSchema(date=note.date, status=note.status, note=note.note, source=note.source, editor=note.editor)
                for note in commitment.notes
            ],
        )


class CommitmentsResponse(Schema):
    """One page of the register of statements."""

    query: RegisterQuerySchema
    total: int
    results: list[CommitmentSchema]
    facets: dict[str, list[FacetValueSchema]]
    generation: str

    @classmethod
    def of(cls, found: RegisterPage, store: RegisterStore, names: RegisterLabels, urls: Urls, root: str) -> Self:
        return cls(
            query=RegisterQuerySchema.of(found, names),
            total=found.total,
            results=[CommitmentSchema.of(store.commitments[row.place], urls, root) for row in found.rows],
            facets=facet_schemas(found, names),
            generation=store.name,
        )
