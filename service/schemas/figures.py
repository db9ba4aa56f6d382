"""The JSON of the register of figures."""

from pydantic import Field

from indexer.records.figure import FigureKind
from indexer.records.statement import Status
from service.pages.record_location import absolute, place_view
from service.registers.records import PlacedFigure
from service.registers.register_labels import LedgerNames
from service.registers.request import Found
from service.registers.store import Ledger
from service.schemas.parts import DocumentShape, PageShape, Shape
from service.schemas.passage import SpanShape
from service.schemas.register import RegisterQueryShape, facet_shapes
from service.schemas.search import FacetValueShape
from service.web.urls import Urls


class FigureShape(Shape):
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
    document: DocumentShape
    section: list[str]
    pages: list[PageShape]
    spans: list[SpanShape]
    passage: str = Field(description="The id of the passage that holds it.")
    citation: str
    permalink: str

    @classmethod
    def of(cls, placed: PlacedFigure, ledger: Ledger, urls: Urls, root: str) -> "FigureShape":
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
            differs_from=[each.id for each in ledger.beside(figure.id)],
            country=list(passage.tags.country),
            sector=list(passage.tags.sector),
            topic=list(passage.tags.topic),
            language=figure.language,
            document=DocumentShape.of(document),
            section=list(passage.section),
            pages=PageShape.all_of(figure, document),
            spans=[SpanShape(page=span.page, start=span.start, end=span.end) for span in figure.spans],
            passage=passage.id,
            citation=place.citation.text(permalink),
            permalink=permalink,
        )


class FiguresShape(Shape):
    """One page of the register of figures."""

    query: RegisterQueryShape
    total: int
    results: list[FigureShape]
    facets: dict[str, list[FacetValueShape]]
    generation: str

    @classmethod
    def of(cls, found: Found, ledger: Ledger, names: LedgerNames, urls: Urls, root: str) -> "FiguresShape":
        return cls(
            query=RegisterQueryShape.of(found, names),
            total=found.total,
            results=[FigureShape.of(ledger.figures[row.place], ledger, urls, root) for row in found.rows],
            facets=facet_shapes(found, names),
            generation=ledger.name,
        )
