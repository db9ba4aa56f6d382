"""The results of a search as a short list beside the page of a document that one of them led to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from service.pages.match_link import match_link, page_url
from service.pages.result import heading
from service.schemas.citation import page_words
from service.search.protocol import Hit, ResultPage, SearchRequest
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class ListedResult:
    """A result: its heading, its pages in words, and the URL of its page; `current` where this is that page."""

    heading: str
    language: str
    pages: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """Results that follow each other and are of one document."""

    title: str
    language: str
    results: tuple[ListedResult, ...]


@dataclass(frozen=True, slots=True)
class ResultList:
    """One page of results in the order in which the page of results lists them; `all` is the URL of that."""

    documents: tuple[ListedDocument, ...]
    all: str


def result_list(page: ResultPage, request: SearchRequest, passage_id: str, urls: Urls) -> ResultList | None:
    """Return the results of a search as a list in which a passage is the current one; None where nothing is found."""
    hits = [hit for group in page.groups for hit in group.hits] if page.groups is not None else list(page.hits)
    searched = replace(request, text=page.corrected or request.text)
    documents = tuple(_documents(hits, searched, passage_id, urls))
    return ResultList(documents, urls.search(request)) if documents else None


def _documents(hits: list[Hit], request: SearchRequest, passage_id: str, urls: Urls) -> Iterator[ListedDocument]:
    for _, run in groupby((hit for hit in hits if not hit.withheld), key=lambda hit: hit.document.id):
        group = list(run)
        source = group[0].document.source
        language = source.languages[0] if source.languages else ""
        yield ListedDocument(source.title, language, tuple(_result(hit, request, passage_id, urls) for hit in group))


def _result(hit: Hit, request: SearchRequest, passage_id: str, urls: Urls) -> ListedResult:
    passage, document = hit.passage, hit.document
    return ListedResult(
        heading=heading(passage, document),
        language=passage.language,
        pages=page_words(passage, document, first=True),
        url=page_url(match_link(passage, hit.snippets), passage, document, request, urls),
        current=passage.id == passage_id,
    )
