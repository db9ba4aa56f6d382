"""The JSON of a quotation that was checked."""

from typing import Literal, Self

from pydantic import Field

from service.quotations.check import Place, QuotationCheck, QuotationStatus, RetiredQuotation
from service.schemas.parts import DocumentSchema, PageSchema, Schema, SpanSchema
from service.web.urls import Urls


class TextQuoteSchema(Schema):
    """A quotation with the words around it: a TextQuoteSelector of the W3C's Web Annotation Data Model."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str = Field(description="The words.")
    prefix: str = Field(description="Up to 32 characters before them.")
    suffix: str = Field(description="Up to 32 characters after them.")

    @classmethod
    def of(cls, quoted: Place | RetiredQuotation) -> Self:
        return cls(exact=quoted.text, prefix=quoted.prefix, suffix=quoted.suffix)


class PlaceSchema(Schema):
    """Where words are in the index."""

    document: DocumentSchema
    section: list[str]
    pages: list[PageSchema]
    spans: list[SpanSchema]
    passage: str = Field(description="The id of the passage in which they begin.")
    selector: TextQuoteSchema
    digest: str
    permalink: str

    @classmethod
    def of(cls, place: Place, urls: Urls) -> Self:
        return cls(
            document=DocumentSchema.of(place.document),
            section=list(place.passage.section),
            pages=PageSchema.all_of(place, place.document),
            spans=SpanSchema.all_of(place),
            passage=place.passage.id,
            selector=TextQuoteSchema.of(place),
            digest=place.address.digest,
            permalink=urls.quotation(place.address),
        )


class RetiredSchema(Schema):
    """What an earlier index held at the address."""

    passage: str = Field(description="The id of the passage.")
    title: str = Field(description="The title of its document.")
    section: list[str]
    labels: list[str] = Field(description="The numbers printed on its pages.")
    selector: TextQuoteSchema
    until: str = Field(description="When the first index without it was built (ISO 8601).")

    @classmethod
    def of(cls, retired: RetiredQuotation) -> Self:
        passage = retired.passage
        return cls(
            passage=passage.id,
            title=passage.title,
            section=list(passage.section),
            labels=list(dict.fromkeys(passage.labels)),
            selector=TextQuoteSchema.of(retired),
            until=passage.until,
        )


class CheckedQuotationSchema(Schema):
    """What became of a quotation."""

    status: QuotationStatus = Field(
        description="verbatim: its words are at their address. moved: they are at `now`. gone: the document does not"
        " hold them any more; `then` says what it held, and `now` is what is most similar. unknown: neither the index"
        " nor its record of earlier ones knows such words at this address."
    )
    identical: bool = Field(description="Whether punctuation and spaces are the same, too, if the words moved.")
    quotation: str = Field(description="The words; empty if they are unknown.")
    document: str = Field(description="The id of the document in the address.")
    indexed: bool = Field(description="Whether this document is in the index.")
    replaced_by: list[str] = Field(description="The ids of the documents that replaced it.")
    spans: list[SpanSchema]
    digest: str
    permalink: str
    now: PlaceSchema | None
    then: RetiredSchema | None
    generation: str
    built: str = Field(description="When the index was built (ISO 8601).")

    @classmethod
    def of(cls, check: QuotationCheck, urls: Urls) -> Self:
        address = check.address
        return cls(
            status=check.status,
            identical=check.identical,
            quotation=check.text,
            document=address.document,
            indexed=check.document is not None,
            replaced_by=[successor.id for successor in check.successors],
            spans=SpanSchema.all_of(address),
            digest=address.digest,
            permalink=urls.quotation(address),
            now=PlaceSchema.of(check.place, urls) if check.place else None,
            then=RetiredSchema.of(check.retired) if check.retired else None,
            generation=check.generation,
            built=check.built,
        )


STATUS_CODES: dict[QuotationStatus, int] = {"verbatim": 200, "moved": 200, "gone": 410, "unknown": 404}
"""The HTTP status of a response about a quotation."""
