"""The result page: from what the engine found to what the template shows."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, get_args

from indexer.records.passage import FACETS
from service.answers.answer import Answer
from service.pages.navigation import Chip, FacetOptions, Pager, SortOption, chips, facet_options, search_pager
from service.pages.result import AnswerView, ResultView, answer_view, result_view
from service.search.protocol import Mode, ResultPage, SearchRequest, Sort
from service.web.facet_labels import FacetLabels
from service.web.urls import Link, Urls, as_typed, with_match, with_text, without_filters, without_name


@dataclass(frozen=True, slots=True)
class NameView:
    """A name that was searched too: what it stands for, and the address of the same search without it.

    `related` is true where it is of something near it, not of the same thing.
    """

    text: str
    language: str
    said: str
    related: bool
    without: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What was searched in place of the query, and the address of the search just as it was typed."""

    text: str
    typed: str
    as_typed: str


def name_views(page: ResultPage, urls: Urls) -> tuple[NameView, ...]:
    """The other names, in the order of the query, each once."""
    names = {name.text.casefold(): name for name in reversed(page.expansions)}
    return tuple(
        NameView(
            text=name.text,
            language=name.language,
            said=name.original,
            related=name.related,
            without=urls.search(without_name(page.request, name.text)),
        )
        for name in reversed(names.values())
    )


def correction_view(page: ResultPage, urls: Urls) -> CorrectionView | None:
    """The correction of a query of which nothing was found, if there is one."""
    if page.corrected is None:
        return None
    return CorrectionView(page.corrected, page.request.text, urls.search(as_typed(page.request)))


SORT_LABELS: dict[Sort, str] = {
    "relevance": "Best match",
    "newest": "Newest document",
    "document": "Order in the document",
}


@dataclass(frozen=True, slots=True)
class GroupView:
    """Results that match alike, numbered from `start`."""

    matched: Literal["all", "some"]
    start: int
    results: tuple[ResultView, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """Everything that the result page says.

    `total`, `others`, `mode`, `widened` and `question` are the engine's (see ResultPage). `several` is true where
    the query has more than one word, so that all and some differ. `ignored` holds (words, reason). `unmatched_terms`
    are words that no passage holds. `here` is the URL of this page outside a frame. `also` are other names that were
    searched too, `let_go` those that the reader took out, and `correction` what was searched in place of `text`.
    `answer` is there where the query is a question.
    """

    text: str
    several: bool
    match: Mode | None
    mode: Mode
    total: int
    others: int
    widened: bool
    question: bool
    ignored: tuple[tuple[str, str], ...]
    groups: tuple[GroupView, ...]
    facets: tuple[FacetOptions, ...]
    chips: tuple[Chip, ...]
    filters: tuple[tuple[str, str], ...]
    sort: Sort
    sorts: tuple[SortOption, ...]
    pager: Pager
    suggestions: tuple[Link, ...]
    unmatched_terms: tuple[str, ...]
    all_words: str
    any_words: str
    unfiltered: str
    answer: AnswerView | None
    here: str
    documents: int
    passages: int
    languages: int
    also: tuple[NameView, ...] = ()
    let_go: tuple[str, ...] = ()
    with_all_names: str = ""
    correction: CorrectionView | None = None

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a search form carries along from this search beside its filters."""
        return [("without", name) for name in self.let_go]

    @property
    def nothing(self) -> bool:
        """Whether not one passage answers the search."""
        return self.total + self.others == 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole index is, for the words around the results."""

    labels: FacetLabels
    passages: int
    suggestions: tuple[str, ...] = ()
    unmatched_terms: tuple[str, ...] = ()
    answer: Answer | None = None


def search_view(page: ResultPage, around: Surroundings, urls: Urls) -> SearchView:
    """The view of one page of results."""
    request, labels = page.request, around.labels
    return SearchView(
        text=request.text,
        several=len(request.text.split()) > 1,
        match=request.match,
        mode=page.mode,
        total=page.total,
        others=page.others,
        widened=page.widened,
        question=page.question,
        ignored=page.ignored,
        groups=_groups(page, labels, urls),
        facets=facet_options(page.facets, labels),
        chips=chips(request, labels, FACETS, urls.search),
        filters=tuple((facet, value) for facet, values in request.filters.items() for value in values),
        sort=request.sort,
        sorts=tuple(SortOption(sort, SORT_LABELS[sort], sort == request.sort) for sort in get_args(Sort)),
        pager=search_pager(request, page.total + page.others, urls),
        suggestions=_suggestions(request, around.suggestions, urls),
        unmatched_terms=around.unmatched_terms,
        all_words=urls.search(with_match(request, "all")),
        any_words=urls.search(with_match(request, "any")),
        unfiltered=urls.search(without_filters(request)),
        answer=answer_view(around.answer, urls) if around.answer else None,
        here=Urls(urls.base_url).search(request),
        documents=len(labels.documents),
        passages=around.passages,
        languages=len(labels.languages),
        also=name_views(page, urls),
        let_go=request.without,
        with_all_names=urls.search(replace(request, without=(), page=1)),
        correction=correction_view(page, urls),
    )


def _groups(page: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[GroupView, ...]:
    """The results in runs that match alike; one run where any word is enough."""
    start = (page.request.page - 1) * page.request.page_size + 1
    groups = []
    for matched, run in groupby(page.hits, key=lambda hit: hit.matched if page.mode == "all" else "all"):
        results = tuple(result_view(hit, page.request, labels, urls) for hit in run)
        groups.append(GroupView("all" if matched == "all" else "some", start, results))
        start += len(results)
    return tuple(groups)


def _suggestions(request: SearchRequest, texts: tuple[str, ...], urls: Urls) -> tuple[Link, ...]:
    return tuple(Link(text, urls.search(with_text(request, text))) for text in texts if text != request.text)
