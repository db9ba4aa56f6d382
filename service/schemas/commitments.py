"""The JSON of the register of statements."""

import datetime

from pydantic import Field

from indexer.records.statement import ActorGroup, Status, Strength
from indexer.records.status_note import FollowUp
from service.pages.record_location import absolute, place_view
from service.registers.records import Commitment
from service.registers.register_labels import LedgerNames
from service.registers.request import Found
from service.registers.store import Ledger
from service.schemas.parts import DocumentShape, PageShape, Shape
from service.schemas.passage import SpanShape
from service.schemas.register import RegisterQueryShape, facet_shapes
from service.schemas.search import FacetValueShape
from service.web.urls import Urls


class ActorShape(Shape):
    """Who acts."""

    name: str = Field(description="In the sentence's words.")
    group: ActorGroup


class NoteShape(Shape):
    """What an editor noted about what became of a statement."""

    date: datetime.date
    status: FollowUp
    note: str
    source: str = Field(description="Where it can be checked.")
    editor: str


class CommitmentShape(Shape):
    """A statement: one sentence, verbatim, with what it says."""

    id: str
    sentence: str = Field(description="Verbatim.")
    before: str = Field(description="The sentence before it in its passage, or the lead-in of its list.")
    after: str
    status: Status
    strength: Strength = Field(description="How binding the verb is; none for a plain statement.")
    actors: list[ActorShape]
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
    document: DocumentShape
    section: list[str]
    pages: list[PageShape]
    spans: list[SpanShape]
    passage: str = Field(description="The id of the passage that holds it.")
    citation: str
    permalink: str
    notes: list[NoteShape] = Field(description="The editors' notes, the earliest first: not the document's words.")

    @classmethod
    def of(cls, commitment: Commitment, urls: Urls, root: str) -> "CommitmentShape":
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
            actors=[ActorShape(name=actor.name, group=actor.group) for actor in statement.actors],
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
            document=DocumentShape.of(document),
            section=list(passage.section),
            pages=PageShape.all_of(statement, document),
            spans=[SpanShape(page=span.page, start=span.start, end=span.end) for span in statement.spans],
            passage=passage.id,
            citation=place.citation.text(permalink),
            permalink=permalink,
            notes=[
                NoteShape(date=note.date, status=note.status, note=note.note, source=note.source, editor=note.editor)
                for note in commitment.notes
            ],
        )


class CommitmentsShape(Shape):
    """One page of the register of statements."""

    query: RegisterQueryShape
    total: int
    results: list[CommitmentShape]
    facets: dict[str, list[FacetValueShape]]
    generation: str

    @classmethod
    def of(cls, found: Found, ledger: Ledger, names: LedgerNames, urls: Urls, root: str) -> "CommitmentsShape":
        return cls(
            query=RegisterQueryShape.of(found, names),
            total=found.total,
            results=[CommitmentShape.of(ledger.commitments[row.place], urls, root) for row in found.rows],
            facets=facet_shapes(found, names),
            generation=ledger.name,
        )
