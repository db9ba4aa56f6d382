"""The JSON of the register of figures."""

from typing import Self

from pydantic import Field

from indexer.records.figure import FigureKind
from indexer.records.statement import Status
from service.pages.record_location import absolute, place_view
from service.registers.records import PlacedFigure
from service.registers.register_labels import RegisterLabels
from service.registers.request import RegisterPage
from service.registers.store import RegisterStore
from service.schemas.parts import DocumentSchema, PageSchema, Schema
from service.schemas.passage import SpanSchema
from service.schemas.register import RegisterQuerySchema, facet_schemas
from service.schemas.search import FacetValueSchema
from service.web.urls import Urls


class FigureSchema(Schema):
    """A number where it stands."""

    id: str
    written: str = Field(description="The number with its unit, verbatim.")
    kind: FigureKind
    value: float | None = Field(description="What it comes to; shares are in per cent. Null where it is no one number.")
    unit: str = Field(description="percent, a currency's ISO 4217 code, a measure, or empty.")
    counts: str = Field(description="What it counts, in the sentence's words.")
    qualifier: str = Field(description="The word that bounds it, such as “more than”.")
    sentence: str = Field(description="Verbatim.")
    start: int = Field(description="Where in the sentence it stands, in characters.")
    end: int = Field(description="Its end, excluded.")
    statements: list[str] = Field(description="The ids of the statements in which it stands.")
    status: list[Status] = Field(description="Their statuses.")
    differs_from: list[str] = Field(description="The ids of other documents' figures for the same thing.")
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

    @classmethod
    def of(cls, placed: PlacedFigure, store: RegisterStore, urls: Urls, root: str) -> Self:
        figure, passage, document = placed.figure, placed.passage, placed.document
        place = place_view(figure, passage, document, urls.figure(figure.id), urls)
        permalink = absolute(place.citation.permalink, root)
        return cls(
            id=figure.id,
            written=figure.written,
            kind=figure.kind,
            value=figure.value,
            unit=figure.unit,
            counts=figure.counts,
            qualifier=figure.qualifier,
            sentence=figure.sentence,
            start=figure.start,
            end=figure.end,
            statements=[statement.id for statement in placed.statements],
            status=[statement.status for statement in placed.statements],
            differs_from=[each.id for each in store.conflicts_with(figure.id)],
            country=list(passage.tags.country),
            sector=list(passage.tags.sector),
            topic=list(passage.tags.topic),
            language=figure.language,
            document=DocumentSchema.of(document),
            section=list(passage.section),
            pages=PageSchema.all_of(figure, document),
            spans=[SpanSchema(page=span.page, start=span.start, end=span.end) for span in figure.spans],
            passage=passage.id,
            citation=place.citation.text(permalink),
            permalink=permalink,
        )


class FiguresResponse(Schema):
    """One page of the register of figures."""

    query: RegisterQuerySchema
    total: int
    results: list[FigureSchema]
    facets: dict[str, list[FacetValueSchema]]
    generation: str

    @classmethod
    def of(cls, found: RegisterPage, store: RegisterStore, names: RegisterLabels, urls: Urls, root: str) -> Self:
        return cls(
            query=RegisterQuerySchema.of(found, names),
            total=found.total,
            results=[FigureSchema.of(store.figures[row.place], store, urls, root) for row in found.rows],
            facets=facet_schemas(found, names),
            generation=store.name,
        )
