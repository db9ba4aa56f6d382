"""One result of a search, and the answer to a question: what the passages say, their citations, and why they match."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.records.passage import Passage
from service.answers.answer import Answer, Quotation
from service.schemas.citation import Citation, cite
from service.schemas.search import EVIDENCE
from service.search.protocol import Explanation, Hit, MatchedTerm, SearchRequest, Snippet, Synonym
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls

FIELDS = {
    "body": "in its text",
    "heading": "in the heading above it",
    "title": "in the document’s title",
    "context": "in the names of the countries and sectors it is about",
}


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A reason: a sentence about some words. `quoted` are the words, shown between quotation marks before it."""

    quoted: tuple[str, ...]
    says: str


def reason_views(explanation: Explanation) -> tuple[ReasonView, ...]:
    """The reasons in the order in which a reader asks: what is there, what is there by another name, what is not."""
    return (
        *_found(explanation.matched),
        *(_name(name) for name in explanation.synonyms),
        *(
            [ReasonView(explanation.missing, f"{_be(explanation.missing)} not in this passage.")]
            if explanation.missing
            else []
        ),
        *(ReasonView((), EVIDENCE[kind]) for kind in explanation.features if kind in EVIDENCE),
    )


def _found(words: Iterable[MatchedTerm]) -> list[ReasonView]:
    """The words found, those that stand in the same places together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for word in words:
        together.setdefault(word.fields, []).append(word.text)
    return [ReasonView(tuple(texts), f"{_be(texts)} {_places(fields)}.") for fields, texts in together.items()]


def _places(fields: tuple[str, ...]) -> str:
    *first, last = (FIELDS[field] for field in fields) if fields else ("in its text",)
    return f"{', '.join(first)} and {last}" if first else last


def _be(words: Sequence[str]) -> str:
    return "is" if len(words) == 1 else "are"


def _name(name: Synonym) -> ReasonView:
    kind = "related to" if name.related else "another name for"
    return ReasonView((name.text,), f"is in its text: {kind} “{name.original}”.")


NAMED_TAGS = ("country", "sector")
"""The tags that a result names."""

MOST_TAGS = 3
"""A passage about more values of a facet than this is about all of them, and none is named."""


@dataclass(frozen=True, slots=True)
class ExcerptView:
    """A window of a passage's own text, and whether the passage goes on before and after it."""

    snippet: Snippet
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class StatementSignView:
    """A sign that a passage states something: `status` is a word of the vocabulary."""

    status: str
    label: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """A passage with its best excerpts. `heading` is the heading nearest to it, else the document's title.

    `url` leads to the passage, which marks the query's words and leads back to the search; `language` is the
    text's. `expanded` is true where it answers the search by other names for some of the words only; `reasons` say
    why it is a result. A passage that is `withheld` has no excerpts: its text is not what the stored page holds.
    """

    heading: str
    url: str
    language: str
    excerpts: tuple[ExcerptView, ...]
    citation: Citation
    tags: tuple[str, ...]
    expanded: bool
    reasons: tuple[ReasonView, ...]
    withheld: bool
    statements: tuple[StatementSignView, ...]


def result_view(hit: Hit, request: SearchRequest, names: FacetLabels, urls: Urls) -> ResultView:
    """A hit of a search."""
    passage = hit.passage
    return ResultView(
        heading=passage.section[-1] if passage.section else hit.document.source.title,
        url=urls.passage(passage.id, request),
        language=passage.language,
        excerpts=tuple(_excerpt(snippet, passage) for snippet in hit.snippets),
        citation=cite(passage, hit.document, urls.permalink(passage.id)),
        tags=_tags(passage, names),
        expanded=hit.expanded,
        reasons=reason_views(hit.explanation),
        withheld=hit.withheld,
        statements=tuple(
            StatementSignView(status, names.value("statement", status)) for status in passage.tags.statement
        ),
    )


def _excerpt(snippet: Snippet, passage: Passage) -> ExcerptView:
    words = "".join(fragment.text for fragment in snippet)
    start = passage.text.find(words)
    return ExcerptView(snippet, before=start > 0, after=0 <= start + len(words) < len(passage.text))


def _tags(passage: Passage, names: FacetLabels) -> tuple[str, ...]:
    by_facet = {facet: getattr(passage.tags, facet) for facet in NAMED_TAGS}
    return tuple(
        names.value(facet, value) for facet, values in by_facet.items() if len(values) <= MOST_TAGS for value in values
    )


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A sentence of a document. `url` leads to its passage, `language` is the text's."""

    snippet: Snippet
    language: str
    url: str
    citation: Citation


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
        url=urls.passage(quotation.passage.id, answer.request),
        citation=cite(quotation.passage, quotation.document, urls.permalink(quotation.passage.id)),
    )
