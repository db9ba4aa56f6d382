"""The JSON of one passage."""

from pydantic import Field

from service.schemas.parts import DocumentShape, FragmentShape, PageShape, Shape, fragments_of, tags_of
from service.search.protocol import PassageView
from service.web.urls import Urls


class SpanShape(Shape):
    """Where in a page's stored text a passage stands, in characters, end excluded."""

    page: int
    start: int
    end: int


class PassageShape(Shape):
    """A passage by itself."""

    id: str
    document: DocumentShape
    section: list[str]
    pages: list[PageShape]
    language: str
    text: str = Field(description="Verbatim; blocks are parted by line breaks.")
    marked: list[FragmentShape] = Field(description="The same text with the words of `q` marked.")
    spans: list[SpanShape]
    tags: dict[str, list[str]]
    before: str | None = Field(description="The id of the passage before it in the document.")
    after: str | None
    permalink: str
    generation: str

    @classmethod
    def of(cls, found: PassageView, urls: Urls) -> "PassageShape":
        passage = found.passage
        return cls(
            id=passage.id,
            document=DocumentShape.of(found.document),
            section=list(passage.section),
            pages=PageShape.all_of(passage, found.document),
            language=passage.language,
            text=passage.text,
            marked=fragments_of(found.marked),
            spans=[SpanShape(page=span.page, start=span.start, end=span.end) for span in passage.spans],
            tags=tags_of(passage),
            before=found.before.id if found.before else None,
            after=found.after.id if found.after else None,
            permalink=urls.permalink(passage.id),
            generation=found.generation,
        )
