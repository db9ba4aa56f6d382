"""The result page: the API's response to a search, with the links that narrow, widen, order and page it."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, get_args

from service.answers.answer import Answer
from service.pages.navigation import Chip, FacetOptions, Pager, SortOption, chips, facet_options, search_pager
from service.pages.result import AnswerView, ResultView, answer_view, result_view
from service.schemas.search import QuerySchema
from service.search.protocol import ResultPage, Sort, Synonym
from service.translations.foreign import ForeignLanguages, foreign_languages
from service.translations.messages import N_, gettext
from service.web.facet_labels import FacetLabels
from service.web.urls import Link, Urls

SORT_LABELS: dict[Sort, str] = {
    "relevance": N_("Best match"),
    "newest": N_("Newest document"),
    "document": N_("Order in the document"),
}


@dataclass(frozen=True, slots=True)
class SynonymLink:
    """A synonym that was searched too, and the URL of the same search without it."""

    synonym: Synonym
    without: str


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """Results that match all or some of the words, numbered from `start`."""

    matched: Literal["all", "some"]
    start: int
    results: tuple[ResultView, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The result page.

    `query`, `total`, `others` and `by_meaning` are those of the API's response. `several` is true for a query of more
    than one word, where matching all and some differ. `unmatched_terms` occur in no passage. `here` is the URL of this
    page outside a frame, `synonyms` were searched too, `restored` is the URL of the search with excluded synonyms,
    `as_typed` that of the uncorrected search, and `words_only` that of the search without synonyms, or with them again.
    `answer` is None unless the query is a question.
    """

    query: QuerySchema
    total: int
    others: int
    by_meaning: int
    several: bool
    groups: tuple[ResultGroup, ...]
    facets: tuple[FacetOptions, ...]
    chips: tuple[Chip, ...]
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
    synonyms: tuple[SynonymLink, ...]
    restored: str
    as_typed: str
    foreign: ForeignLanguages
    words_only: str

    @property
    def excluded(self) -> list[tuple[str, str]]:
        """The form fields that keep excluded synonyms excluded."""
        only = [("words_only", "yes")] if self.query.words_only else []
        return [*(("without", name) for name in self.query.without), *only]

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The form fields of the selected filters."""
        return [(facet, value) for facet, values in self.query.filters.items() for value in values]

    @property
    def nothing(self) -> bool:
        """Whether no passage matches."""
        return self.total + self.others == 0


@dataclass(frozen=True, slots=True)
class SearchContext:
    """What the result page needs besides the results."""

    labels: FacetLabels
    passages: int
    suggestions: tuple[str, ...] = ()
    unmatched_terms: tuple[str, ...] = ()
    answer: Answer | None = None


def search_view(page: ResultPage, context: SearchContext, urls: Urls) -> SearchView:
    """Return the view of one page of results."""
    request, labels = page.request, context.labels
    first_page = replace(request, page=1)
    return SearchView(
        query=QuerySchema.of(page),
        total=page.total,
        others=page.others,
        by_meaning=page.by_meaning,
        several=len(request.text.split()) > 1,
        groups=_groups(page, labels, urls),
        facets=facet_options(page.facets, labels, labels.taxonomy.names),
        chips=chips(request, labels, labels.taxonomy.names, urls.search),
        sorts=tuple(SortOption(sort, gettext(SORT_LABELS[sort]), sort == request.sort) for sort in get_args(Sort)),
        pager=search_pager(request, page.total + page.others, urls),
        suggestions=tuple(
            Link(text, urls.search(replace(first_page, text=text, as_typed=False)))
            for text in context.suggestions
            if text != request.text
        ),
        unmatched_terms=context.unmatched_terms,
        all_words=urls.search(replace(first_page, match="all")),
        any_words=urls.search(replace(first_page, match="any")),
        unfiltered=urls.search(replace(first_page, filters={})),
        answer=answer_view(context.answer, urls) if context.answer else None,
        here=Urls(urls.base_url).search(request),
        documents=len(labels.documents),
        passages=context.passages,
        languages=len(labels.languages),
        synonyms=synonym_links(page, urls),
        restored=urls.search(replace(first_page, without=())),
        as_typed=urls.search(replace(first_page, as_typed=True)),
        foreign=foreign_languages(hit.passage.language for hit in page.hits),
        words_only=urls.search(replace(first_page, words_only=not request.words_only)),
    )


def synonym_links(page: ResultPage, urls: Urls) -> tuple[SynonymLink, ...]:
    """Return the synonyms that were searched, in query order, each once."""
    synonyms = {each.text.casefold(): each for each in reversed(page.expansions)}
    first_page = replace(page.request, page=1)
    return tuple(
        SynonymLink(each, urls.search(replace(first_page, without=tuple(sorted({*first_page.without, each.text})))))
        for each in reversed(synonyms.values())
    )


def _groups(page: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[ResultGroup, ...]:
    """Return the results by how they match; one group in mode any."""
    start = (page.request.page - 1) * page.request.page_size + 1
    groups = []
    for matched, run in groupby(page.hits, key=lambda hit: hit.matched if page.mode == "all" else "all"):
        results = tuple(result_view(hit, page.request, labels, urls) for hit in run)
        groups.append(ResultGroup("all" if matched == "all" else "some", start, results))
        start += len(results)
    return tuple(groups)
