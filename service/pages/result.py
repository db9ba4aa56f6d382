"""A result of a search and the answer to a question, as the API gives them, with their citations, links and reasons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer.analysis.language_detection import query_language
from indexer.records.document import Document
from indexer.records.passage import Passage
from service.answers.answer import Answer, Quotation
from service.pages.match_link import match_link, page_at, page_url
from service.schemas.answer import QuotationSchema
from service.schemas.citation import Citation, cite, page_words
from service.schemas.quote import Quote, quote
from service.schemas.search import FEATURE_MESSAGES, ResultSchema
from service.search.protocol import Explanation, Hit, MatchedTerm, SearchRequest, Snippet, Synonym, SynonymKind
from service.translations.formats import join_names
from service.translations.messages import N_, gettext, interface, ngettext
from service.web.facet_labels import FacetLabels, Labels
from service.web.text_fragments import fragment
from service.web.urls import Link, Urls

FIELDS = {
    "body": N_("in its text"),
    "heading": N_("in the heading above it"),
    "title": N_("in the document’s title"),
    "context": N_("in the names of the countries and sectors it is about"),
}

KINDS: Mapping[SynonymKind, str] = {
    "synonym": N_("is in its text: a synonym of “%(words)s”."),
    "related": N_("is in its text: related to “%(words)s”."),
    "translation": N_("is in its text: a translation of “%(words)s”."),
    "meaning": N_("is in its text: similar in meaning to “%(words)s”."),
}
"""How a term that was searched too relates to the words of the query that it replaces."""

NAMED_TAGS = ("country", "sector")
"""The facets whose tags a result shows."""

MAX_TAGS = 3
"""A passage with more values of a facet is about none of them in particular, so none is shown."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for a result: a sentence after the words that it quotes."""

    quoted: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A window of a passage's text, and whether the passage continues before and after it."""

    snippet: Snippet
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result. `url` leads to the passage, which highlights the query and links back to the search, `page_url` to the
    page of the document, both at the sentence of the excerpt's first mark.

    `quote` is the whole passage as a quotation, `sentence` the sentence at which its links open.
    `copies` are links to other passages with the same wording, `more_copies` counts those beyond these.
    `heading` is the nearest heading, else the document's title. `statements` are pairs of status and label.
    """

    result: ResultSchema
    heading: str
    url: str
    page_url: str
    excerpts: tuple[Excerpt, ...]
    citation: Citation
    tags: tuple[str, ...]
    reasons: tuple[Reason, ...]
    statements: tuple[tuple[str, str], ...]
    copies: tuple[Link, ...]
    more_copies: int
    quote: Quote
    sentence: Quote


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A sentence that answers, with the URLs of its passage and of its page, both at the sentence.

    `quote` is what is copied of it. `foreign` is whether its language is another than the interface's or the
    question's.
    """

    quotation: QuotationSchema
    url: str
    page_url: str
    citation: Citation
    quote: Quote
    foreign: bool


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The sentences that answer, the best first, or else the closest one if any comes close.

    `passages` and `documents` count what was searched.
    """

    quotations: tuple[QuotationView, ...]
    closest: QuotationView | None
    passages: int
    documents: int


def result_view(hit: Hit, request: SearchRequest, labels: FacetLabels, urls: Urls) -> ResultView:
    """Return the view of a hit."""
    passage = hit.passage
    link = match_link(passage, hit.snippets)
    return ResultView(
        result=ResultSchema.of(hit, urls),
        heading=heading(passage, hit.document),
        url=urls.passage(passage.id, request, link.fragment),
        page_url=page_url(link, passage, hit.document, request, urls),
        excerpts=tuple(_excerpt(snippet, passage) for snippet in hit.snippets),
        citation=cite(passage, hit.document, urls.permalink(passage.id)),
        tags=tuple(
            label for facet in NAMED_TAGS for label in specific_labels(facet, passage.tags.get(facet, ()), labels)
        ),
        reasons=explain(hit.explanation),
        copies=tuple(_copy(*copy, request, urls) for copy in hit.copies),
        more_copies=hit.copy_count - len(hit.copies),
        statements=tuple((status, labels.value("statement", status)) for status in passage.tags.get("statement", ())),
        quote=quote(passage, hit.document, urls),
        sentence=quote(passage, hit.document, urls, link.start, link.end),
    )


def _copy(passage: Passage, document: Document, request: SearchRequest, urls: Urls) -> Link:
    """Return a link to a passage, with the title of its document and its pages."""
    pages = page_words(passage, document)
    return Link(", ".join(filter(None, (document.source.title, pages))), urls.passage(passage.id, request))


def answer_view(answer: Answer, urls: Urls) -> AnswerView:
    """Return the view of an answer."""
    quotations = tuple(_quotation(each, answer.request, urls) for each in answer.quotations)
    closest = _quotation(answer.closest, answer.request, urls) if answer.closest else None
    return AnswerView(quotations, closest, answer.passages, answer.documents)


def _quotation(quotation: Quotation, request: SearchRequest, urls: Urls) -> QuotationView:
    passage = quotation.passage
    return QuotationView(
        quotation=QuotationSchema.of(quotation, urls),
        url=urls.passage(passage.id, request, fragment(quotation.text)),
        page_url=urls.page(quotation.document, page_at(passage, quotation.start), request, passage.id)
        + fragment(quotation.text),
        citation=cite(passage, quotation.document, urls.permalink(passage.id)),
        quote=quote(passage, quotation.document, urls, quotation.start, quotation.end),
        foreign=passage.language not in ("", interface().language) or not _may_be_in(request.text, passage.language),
    )


def _may_be_in(question: str, language: str) -> bool:
    """Return whether a question may be in a language: it is, or its own is not known."""
    return query_language(question) in ("", language)


def _excerpt(snippet: Snippet, passage: Passage) -> Excerpt:
    words = "".join(span.text for span in snippet)
    start = passage.text.find(words)
    return Excerpt(snippet, before=start > 0, after=0 <= start + len(words) < len(passage.text))


def specific_labels(facet: str, values: Sequence[str], labels: Labels) -> list[str]:
    """Return the labels of a facet's values, or none if there are too many to be specific."""
    return [labels.value(facet, value) for value in values] if len(values) <= MAX_TAGS else []


def heading(passage: Passage, document: Document) -> str:
    """Return the nearest heading above a passage, else the document's title."""
    return passage.section[-1] if passage.section else document.source.title


def explain(explanation: Explanation) -> tuple[Reason, ...]:
    """Return the reasons for a result: matched terms, synonyms, missing terms, then ranking features."""
    missing = explanation.missing
    return (
        *_matched(explanation.matched),
        *(_synonym(synonym) for synonym in explanation.synonyms),
        *(
            [Reason(missing, ngettext("is not in this passage.", "are not in this passage.", len(missing)))]
            if missing
            else []
        ),
        *(
            Reason((), gettext(FEATURE_MESSAGES[feature]))
            for feature in explanation.features
            if feature in FEATURE_MESSAGES
        ),
    )


def _matched(terms: Iterable[MatchedTerm]) -> list[Reason]:
    """Return the matched terms, those of the same fields together."""
    by_fields: dict[tuple[str, ...], list[str]] = {}
    for term in terms:
        by_fields.setdefault(term.fields, []).append(term.text)
    return [Reason(tuple(texts), _found_in(fields, len(texts))) for fields, texts in by_fields.items()]


def _found_in(fields: tuple[str, ...], count: int) -> str:
    places = join_names([gettext(FIELDS[field]) for field in fields or ("body",)])
    return ngettext("is %(places)s.", "are %(places)s.", count) % {"places": places}


def _synonym(synonym: Synonym) -> Reason:
    kind: SynonymKind = "related" if synonym.related else synonym.kind
    return Reason((synonym.text,), gettext(KINDS[kind]) % {"words": synonym.original})
