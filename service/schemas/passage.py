"""The JSON of one passage."""

from typing import Self

from pydantic import Field

from service.schemas.parts import DocumentSchema, FragmentSchema, PageSchema, Schema, SpanSchema, fragments_of, tags_of
from service.search.protocol import PassageView
from service.web.urls import Urls


class PassageSchema(Schema):
    """A passage by itself."""

    id: str
    document: DocumentSchema
    section: list[str]
    pages: list[PageSchema]
    language: str
    text: str = Field(description="Verbatim; blocks are parted by line breaks.")
    marked: list[FragmentSchema] = Field(description="The same text with the words of `q` marked.")
    spans: list[SpanSchema]
    tags: dict[str, list[str]]
    before: str | None = Field(description="The id of the passage before it in the document.")
    after: str | None
    permalink: str
    generation: str

    @classmethod
    def of(cls, found: PassageView, urls: Urls) -> Self:
        passage = found.passage
        return cls(
            id=passage.id,
            document=DocumentSchema.of(found.document),
            section=list(passage.section),
            pages=PageSchema.all_of(passage, found.document),
            language=passage.language,
            text=passage.text,
            marked=fragments_of(found.marked),
            spans=SpanSchema.all_of(passage),
            tags=tags_of(passage),
            before=found.before.id if found.before else None,
            after=found.after.id if found.after else None,
            permalink=urls.permalink(passage.id),
            generation=found.generation,
        )
