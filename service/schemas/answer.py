"""The JSON of an answer."""

from typing import Self

from pydantic import ConfigDict, Field

from indexer.analysis.language import QuestionType
from service.answers.answer import Answer, Quotation
from service.quotations.address import QuotationAddress
from service.schemas.examples import ANSWER_EXAMPLE
from service.schemas.parts import (
    DocumentSchema,
    FragmentSchema,
    OcrConfidence,
    PageSchema,
    Schema,
    fragments_of,
    location_of,
)
from service.schemas.search import ResultSchema
from service.translations.messages import N_, gettext
from service.web.urls import Urls

CLOSEST = N_("Closest sentence; it may not answer the question.")
UNANSWERED = N_("We found no sentence that answers this. That does not prove that none exists.")


class QuotationSchema(Schema):
    """A sentence of a document, word for word."""

    text: str = Field(description="Verbatim: a substring of the passage's text.")
    marked: list[FragmentSchema] = Field(description="The same sentence with the matching words highlighted.")
    confidence: float = Field(description="The estimated probability that it answers, from 0 to 1.")
    passage: str = Field(description="The id of the passage that contains it.")
    start: int = Field(description="Its start in the passage's text, in characters.")
    end: int = Field(description="Its end, excluded.")
    lead: str | None = Field(
        description="Verbatim what leads into it from farther up, such as the words before a list."
    )
    document: DocumentSchema
    section: list[str]
    pages: list[PageSchema]
    language: str
    ocr_confidence: OcrConfidence = None
    permalink: str = Field(description="The permanent address of the passage.")
    quotation: str = Field(description="The permanent address of the sentence, which proves that the document has it.")

    @classmethod
    def of(cls, quotation: Quotation, urls: Urls) -> Self:
        passage = quotation.passage
        return cls(
            text=quotation.text,
            marked=fragments_of(quotation.marked),
            confidence=round(quotation.confidence, 4),
            passage=passage.id,
            start=quotation.start,
            end=quotation.end,
            lead=quotation.lead or None,
            **location_of(passage, quotation.document),
            permalink=urls.permalink(passage.id),
            quotation=urls.quotation(QuotationAddress.of(passage, quotation.start, quotation.end)),
        )


class QuestionSchema(Schema):
    """The question as it was understood."""

    q: str
    filters: dict[str, list[str]]
    kind: QuestionType = Field(description="What kind of thing it asks for.")


class SearchedSchema(Schema):
    """How much was searched."""

    passages: int
    documents: int


class AnswerResponse(Schema):
    """The answer to a question."""

    model_config = ConfigDict(json_schema_extra={"examples": [ANSWER_EXAMPLE]})

    query: QuestionSchema
    answered: bool = Field(description="Whether there is confidence enough in a sentence to call it an answer.")
    confidence: float = Field(description="The confidence in the best sentence, shown or not, from 0 to 1.")
    answers: list[QuotationSchema] = Field(description="The best sentence and up to two more, of other documents.")
    closest: QuotationSchema | None = Field(
        description="Without an answer, the sentence that comes closest to one, if any does; it may not answer."
    )
    message: str | None = Field(description="A message if there is no answer; else null.")
    nearest: list[ResultSchema] = Field(description="The passages that were read for the answer, the best first.")
    searched: SearchedSchema
    generation: str

    @classmethod
    def of(cls, answer: Answer, urls: Urls) -> Self:
        filters = {facet: list(values) for facet, values in answer.request.filters.items()}
        return cls(
            query=QuestionSchema(q=answer.request.text, filters=filters, kind=answer.kind),
            answered=answer.answered,
            confidence=round(answer.confidence, 4),
            answers=[QuotationSchema.of(quotation, urls) for quotation in answer.quotations],
            closest=QuotationSchema.of(answer.closest, urls) if answer.closest else None,
            message=None if answer.answered else gettext(CLOSEST if answer.closest else UNANSWERED),
            nearest=[ResultSchema.of(hit, urls) for hit in answer.nearest],
            searched=SearchedSchema(passages=answer.passages, documents=answer.documents),
            generation=answer.generation,
        )
