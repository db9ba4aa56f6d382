"""The JSON of a collection of quotations."""

from typing import Self

from pydantic import Field

from service.quotations.check import QuotationCheck
from service.schemas.cited_quote import CitedQuote
from service.schemas.parts import Schema
from service.schemas.quotation import CheckedQuotationSchema
from service.web.urls import Urls


class CollectedSchema(Schema):
    """A quotation of a collection."""

    key: str = Field(description="The quotation in the address of a collection.")
    source: str = Field(description="Publisher or title, year and pages, as they are in brackets after a quotation.")
    citation: str = Field(description="The citation in one line, with the permanent link.")
    checked: CheckedQuotationSchema

    @classmethod
    def of(cls, check: QuotationCheck, cited: CitedQuote, urls: Urls) -> Self:
        return cls(
            key=cited.key,
            source=cited.quote.source,
            citation=cited.citation,
            checked=CheckedQuotationSchema.of(check, urls),
        )


class CollectionResponse(Schema):
    """Quotations in their order."""

    quotations: list[CollectedSchema]
    generation: str
