"""The parts that several responses of the API share."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, with_config
from typing_extensions import TypedDict  # pydantic requires this one before Python 3.12

from indexer.records.document import Document
from indexer.records.passage import Passage
from service.schemas.citation import LocatedText, page_numbers, web_url
from service.search.protocol import Snippet
from service.translations.messages import gettext
from service.web.facet_labels import DISCLAIMER

CLOSED = ConfigDict(extra="forbid")
"""The configuration of typed dictionaries: unknown fields are errors."""


class Schema(BaseModel):
    """The base of all schemas: immutable, without unknown fields, and made from records of the same fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


@with_config(CLOSED)
class FragmentSchema(TypedDict):
    """A run of characters of a passage."""

    text: str
    match: Annotated[bool, Field(description="Whether it matches the query: highlight it.")]


def fragments_of(snippet: Snippet) -> list[FragmentSchema]:
    """Return the spans of a snippet as dictionaries, which are cheaper than models: a response has hundreds."""
    return [{"text": text, "match": match} for text, match in snippet]


class SpanSchema(Schema):
    """A range of characters of a page's stored text, end excluded."""

    page: int
    start: int
    end: int

    @classmethod
    def all_of(cls, located: LocatedText) -> list[Self]:
        return [cls.model_validate(span) for span in located.spans]


class PageSchema(Schema):
    """A page of a passage or sentence."""

    number: int = Field(description="Its position in the file, from 1.")
    label: str = Field(description="The number printed on it.")

    @classmethod
    def all_of(cls, located: LocatedText, document: Document) -> list[Self]:
        return [cls(number=number, label=document.label(number)) for number in page_numbers(located)]


class DocumentSchema(Schema):
    """The main metadata of a passage's document."""

    id: str
    title: str
    kind: str = Field(description="A slug of the facet kind.")
    language: str | None = Field(description="The code of its main language.")
    year: int | None
    official: bool = Field(description="False for texts that were written for this service: show the badge.")
    badge: str | None = Field(description="The words to show beside a text that is not official; else null.")
    url: str | None = Field(description="The publisher's own address.")

    @classmethod
    def of(cls, document: Document) -> Self:
        source = document.source
        return cls(
            id=source.id,
            title=source.title,
            kind=source.kind,
            language=source.languages[0] if source.languages else None,
            year=source.year,
            official=source.official,
            badge=None if source.official else gettext(DISCLAIMER),
            url=web_url(source.url),
        )


OcrConfidence = Annotated[
    int | None,
    Field(
        description="The confidence of OCR in the text's pages, in percent, where they were read from pictures: say so "
        "and compare the quotation with the page. Null for text of the file itself."
    ),
]


def location_of(passage: Passage, document: Document, located: LocatedText | None = None) -> dict[str, Any]:
    """Return the fields of a schema that say where a passage is, or a sentence of it."""
    return {
        "document": DocumentSchema.of(document),
        "section": list(passage.section),
        "pages": PageSchema.all_of(located or passage, document),
        "language": passage.language,
        "ocr_confidence": document.ocr_confidence(page_numbers(located or passage)),
    }


def tags_of(passage: Passage) -> dict[str, list[str]]:
    """Return the tags of a passage by facet."""
    return {facet: list(values) for facet, values in passage.tags.items()}
