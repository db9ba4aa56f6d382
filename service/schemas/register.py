"""The JSON of the registers: what the records of every register have, and one page of a register."""

from typing import Any, Generic, TypeVar

from pydantic import Field

from indexer.records.document import Document
from indexer.records.passage import Passage
from service.registers.request import RegisterFields, RegisterPage
from service.schemas.citation import LocatedText, absolute, cite
from service.schemas.parts import DocumentSchema, OcrConfidence, PageSchema, Schema, SpanSchema, location_of
from service.schemas.search import FacetValueSchema, IgnoredSchema, facet_schemas
from service.web.facet_labels import Labels


class LocatedSchema(Schema):
    """Where a record is in the documents, and how it is cited."""

    country: list[str]
    sector: list[str]
    topic: list[str]
    language: str
    ocr_confidence: OcrConfidence = None
    document: DocumentSchema
    section: list[str]
    pages: list[PageSchema]
    spans: list[SpanSchema]
    passage: str = Field(description="The id of the passage that contains it.")
    citation: str
    permalink: str


R = TypeVar("R", bound=LocatedSchema)


def location(record: LocatedText, passage: Passage, document: Document, url: str, origin: str) -> dict[str, Any]:
    """Return the fields of a LocatedSchema; `url` is the record's permanent URL, `origin` makes it absolute."""
    permalink = absolute(url, origin)
    return {
        "country": list(passage.tags.get("country", ())),
        "sector": list(passage.tags.get("sector", ())),
        "topic": list(passage.tags.get("topic", ())),
        **location_of(passage, document, record),
        "spans": SpanSchema.all_of(record),
        "passage": passage.id,
        "citation": cite(passage, document, url, record).text(permalink),
        "permalink": permalink,
    }


class RegisterQuerySchema(Schema):
    """The selection of records as it was understood."""

    q: str
    filters: dict[str, list[str]]
    ignored_why: list[IgnoredSchema]
    sort: str
    page: int
    page_size: int = Field(description="Records per page; 0 if all are on one.")

    @classmethod
    def of(cls, page: RegisterPage, fields: RegisterFields) -> "RegisterQuerySchema":
        request = page.request
        return cls(
            q=request.text,
            filters={facet: list(values) for facet, values in request.filters.items()},
            ignored_why=IgnoredSchema.all_of(page.ignored),
            sort=request.order or fields.orders[0],
            page=request.page,
            page_size=request.page_size,
        )


class RegisterResponse(Schema, Generic[R]):
    """One page of a register."""

    query: RegisterQuerySchema
    total: int
    results: list[R]
    facets: dict[str, list[FacetValueSchema]]
    generation: str

    @classmethod
    def of(
        cls, page: RegisterPage, results: list[R], fields: RegisterFields, labels: Labels, generation: str
    ) -> "RegisterResponse[R]":
        return cls(
            query=RegisterQuerySchema.of(page, fields),
            total=page.total,
            results=results,
            facets=facet_schemas(page.facets, labels, tuple(page.facets)),
            generation=generation,
        )
