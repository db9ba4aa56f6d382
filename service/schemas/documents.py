"""The JSON of a passage, and of the list of documents."""

from typing import Self

from pydantic import Field

from indexer.records.document import Document
from service.quotations.address import QuotationAddress
from service.schemas.citation import web_url
from service.schemas.parts import (
    DocumentSchema,
    FragmentSchema,
    OcrConfidence,
    PageSchema,
    Schema,
    SpanSchema,
    fragments_of,
    location_of,
    tags_of,
)
from service.schemas.tables import TableSchema, tables_of
from service.search.protocol import IndexInfo, PassageView
from service.web.urls import Urls

_SOURCE_FIELDS = ("subtitle", "publisher", "symbol", "isbn", "languages", "countries", "sectors", "licence")


class DocumentEntrySchema(DocumentSchema):
    """A document of the index."""

    subtitle: str
    publisher: str
    symbol: str = Field(description="The symbol of a document of the United Nations, as printed.")
    isbn: str
    read_from: dict[str, str] = Field(
        description="Where values were read that the manifest does not give: cover, metadata, imprint, text, landing"
        " page, file name."
    )
    languages: list[str]
    countries: list[str]
    sectors: list[str]
    licence: str
    file: str
    file_url: str | None = Field(description="The URL that gave the file, if it was downloaded.")
    fetched_on: str | None = Field(description="The day on which it was downloaded (ISO 8601).")
    sha256: str
    pages: int
    passages: int
    warnings: list[str] = Field(description="What reading the file left out or could not do.")

    @classmethod
    def entry(cls, document: Document) -> Self:
        source = document.source
        return cls(
            **DocumentSchema.of(document).model_dump(),
            **{name: getattr(source, name) for name in _SOURCE_FIELDS},
            read_from=dict(source.origins),
            file=document.file,
            file_url=web_url(document.file_url),
            fetched_on=document.fetched_on or None,
            sha256=document.sha256,
            pages=len(document.page_labels),
            passages=document.passage_count,
            warnings=list(document.warnings),
        )


class DocumentsResponse(Schema):
    """The documents of the index, or one page of them."""

    documents: list[DocumentEntrySchema]
    total: int = Field(description="How many documents there are on all pages.")
    page: int
    page_size: int
    passages: int
    briefing_only: bool = Field(description="Whether no official document is indexed.")
    generation: str

    @classmethod
    def of(cls, info: IndexInfo, page: int, page_size: int) -> Self:
        shown = info.documents[(page - 1) * page_size : page * page_size]
        return cls(
            documents=[DocumentEntrySchema.entry(document) for document in shown],
            total=len(info.documents),
            page=page,
            page_size=page_size,
            passages=info.passages,
            briefing_only=info.briefing_only,
            generation=info.generation,
        )


class PassageSchema(Schema):
    """A passage by itself."""

    id: str
    document: DocumentSchema
    section: list[str]
    pages: list[PageSchema]
    language: str
    ocr_confidence: OcrConfidence = None
    text: str = Field(description="Verbatim; blocks are separated by line breaks.")
    marked: list[FragmentSchema] = Field(description="The same text with the words of `q` marked.")
    spans: list[SpanSchema]
    tables: list[TableSchema] = Field(description="The tables in the text, as cells.")
    tags: dict[str, list[str]]
    before: str | None = Field(description="The id of the passage before it in the document.")
    after: str | None
    permalink: str
    quotation: str = Field(description="The permanent address of its words, which proves that the document has them.")
    generation: str

    @classmethod
    def of(cls, found: PassageView, urls: Urls) -> Self:
        passage = found.passage
        return cls(
            id=passage.id,
            **location_of(passage, found.document),
            text=passage.text,
            marked=fragments_of(found.marked),
            spans=SpanSchema.all_of(passage),
            tables=tables_of(passage),
            tags=tags_of(passage),
            before=found.before.id if found.before else None,
            after=found.after.id if found.after else None,
            permalink=urls.permalink(passage.id),
            quotation=urls.quotation(QuotationAddress.of(passage)),
            generation=found.generation,
        )
