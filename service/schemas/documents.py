"""The JSON of the documents."""

from pydantic import Field

from indexer.records.document import Document
from service.schemas.parts import DocumentShape, Shape
from service.search.protocol import Stats


class DocumentEntryShape(DocumentShape):
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
    def entry(cls, document: Document) -> "DocumentEntryShape":
        source = document.source
        return cls(
            **DocumentShape.of(document).model_dump(),
            publisher=source.publisher,
            languages=list(source.languages),
            countries=list(source.countries),
            sectors=list(source.sectors),
            licence=source.licence,
            file=document.file,
            sha256=document.sha256,
            pages=len(document.pages),
            passages=document.count,
        )


class DocumentsShape(Shape):
    """All documents of the index."""

    documents: list[DocumentEntryShape]
    total: int
    passages: int
    briefing_only: bool = Field(description="Whether no official document is indexed.")
    generation: str

    @classmethod
    def of(cls, stats: Stats) -> "DocumentsShape":
        return cls(
            documents=[DocumentEntryShape.entry(document) for document in stats.documents],
            total=len(stats.documents),
            passages=stats.passages,
            briefing_only=stats.briefing_only,
            generation=stats.generation,
        )
