"""The answer card: what the documents say to a question, or that they do not."""

from dataclasses import dataclass

from service.answers.answer import Answer, Quotation
from service.pages.citation import CitationView, cite
from service.search.protocol import Snippet
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A sentence of a document. `address` leads to its passage, `language` is the text's."""

    snippet: Snippet
    language: str
    address: str
    citation: CitationView


@dataclass(frozen=True, slots=True)
class AnswerView:
    """`best` is None where the documents do not answer; `others` are sentences from other documents."""

    best: QuotationView | None
    others: tuple[QuotationView, ...]
    passages: int
    documents: int


def answer_view(answer: Answer, urls: Urls) -> AnswerView:
    """The view of an answer."""
    shown = [_quotation(each, answer, urls) for each in answer.quotations]
    return AnswerView(shown[0] if shown else None, tuple(shown[1:]), answer.passages, answer.documents)


def _quotation(quotation: Quotation, answer: Answer, urls: Urls) -> QuotationView:
    return QuotationView(
        snippet=quotation.marked,
        language=quotation.passage.language,
        address=urls.passage(quotation.passage.id, answer.request),
        citation=cite(quotation.passage, quotation.document, urls),
    )
