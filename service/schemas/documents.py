"""The JSON of the documents."""

from typing import Self

from pydantic import Field

from indexer.records.document import Document
from service.schemas.parts import DocumentSchema, Schema
from service.search.protocol import Stats


class DocumentEntrySchema(DocumentSchema):
    """A document of the index."""

    publisher: str
    languages: list[str]
    countries: list[str]
    sectors: list[str]
    licence: str
    file: str
    sha256: str
    pages: int
    passages: int

    @classmethod
    def entry(cls, document: Document) -> Self:
        source = document.source
        return cls(
            **DocumentSchema.of(document).model_dump(),
            publisher=source.publisher,
            languages=list(source.languages),
            countries=list(source.countries),
            sectors=list(source.sectors),
            licence=source.licence,
            file=document.file,
            sha256=document.sha256,
            pages=len(document.page_labels),
            passages=document.count,
        )


class DocumentsResponse(Schema):
    """All documents of the index."""

    documents: list[DocumentEntrySchema]
    total: int
    passages: int
    briefing_only: bool = Field(description="Whether no official document is indexed.")
    generation: str

    @classmethod
    def of(cls, stats: Stats) -> Self:
        return cls(
            documents=[DocumentEntrySchema.entry(document) for document in stats.documents],
            total=len(stats.documents),
            passages=stats.passages,
            briefing_only=stats.briefing_only,
            generation=stats.generation,
        )
