"""The result page: the API's response to a search, with the links that narrow, widen, order and page it."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, get_args

from indexer.records.taxonomy import COUNTRY
from service.answers.answer import Answer
from service.pages.document_group import DocumentGroupView, document_group_view
from service.pages.navigation import Chip, FacetOptions, Pager, SortOption, chips, facet_options, search_pager
from service.pages.quotation_files import FILES
from service.pages.result import AnswerView, ResultView, answer_view, result_view
from service.query.grammar import parse
from service.schemas.search import QuerySchema
from service.search.protocol import Group, ResultPage, SearchRequest, Sort, Synonym
from service.translations.foreign import ForeignLanguages, foreign_languages
from service.translations.messages import N_, gettext
from service.web.facet_labels import FacetLabels
from service.web.parameters import MAX_RESULT_WINDOW
from service.web.urls import Link, Urls, with_only

SORT_LABELS: dict[Sort, str] = {
    "relevance": N_("Best match"),
    "newest": N_("Newest document"),
    "document": N_("Order in the document"),
}


MAX_SHARES = 5
"""How many countries the small picture above the results shows."""

QUOTATION_MARKS = '"“”„«»'

GROUP_LABELS: dict[Group, str] = {"document": N_("By document"), "none": N_("All passages")}


@dataclass(frozen=True, slots=True)
class SynonymLink:
    """A synonym that was searched too, and the URL of the same search without it."""

    synonym: Synonym
    without: str


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """Results that match all or some of the words, numbered from `start`: passages, or documents with passages."""

    matched: Literal["all", "some"]
    start: int
    results: tuple[ResultView, ...] = ()
    documents: tuple[DocumentGroupView, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupOption:
    """A way of listing the results, with its URL."""

    label: str
    url: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Share:
    """A value with the passages found that have it. `bar` is its share of the greatest number, in percent."""

    label: str
    url: str
    count: int
    bar: int


@dataclass(frozen=True, slots=True)
class SearchView:
    """The result page.

    `query`, `total`, `others` and `by_meaning` are those of the API's response. `several` is true for a query of more
    than one word, where matching all and some differ. `unmatched_terms` occur in no passage. `here` is the URL of this
    page outside a frame, `synonyms` were searched too, `restored` is the URL of the search with excluded synonyms,
    `as_typed` that of the uncorrected search, and `words_only` that of the search without synonyms, or with them again.
    `answer` is None unless the query is a question. `by_document` is true for results by document: then `found_in` and
    `also_in` count the documents with passages in `total`, and the further ones with passages in `others`. `ways` are
    the ways of listing the results, `group` the one that was asked for. `words` is the number of words, phrases and
    alternatives searched for, `record` the URL of the search's record, `unquoted` that of the search without quotation
    marks, where no passage has its phrases. `shares` are the countries of the passages found, for a small picture, and
    `compare` is the URL of the comparison by country. `files` are the results as files, of at most `exported` passages,
    `feed_url` is that of their Atom feed.
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
    by_document: bool
    found_in: int
    also_in: int
    group: Group | None
    ways: tuple[GroupOption, ...]
    foreign: ForeignLanguages
    words_only: str
    words: int
    record: str
    unquoted: str
    shares: tuple[Share, ...]
    compare: str
    files: tuple[Link, ...]
    exported: int
    feed_url: str

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


def default_group(request: SearchRequest) -> Group:
    """Return how the results of a search are listed unless it says so: by document, where it may find several.

    Passages in the order of their document are read one after the other.
    """
    return "none" if len(request.filters.get("document", ())) == 1 or request.sort == "document" else "document"


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
        groups=_document_groups(page, labels, urls) if page.groups is not None else _groups(page, labels, urls),
        facets=facet_options(page.facets, labels, labels.taxonomy.names),
        chips=chips(request, labels, labels.taxonomy.names, urls.search),
        sorts=tuple(SortOption(sort, gettext(SORT_LABELS[sort]), sort == request.sort) for sort in get_args(Sort)),
        pager=search_pager(request, _listed(page), urls),
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
        by_document=page.groups is not None,
        found_in=page.documents,
        also_in=page.other_documents,
        group=request.group,
        ways=_ways(page, urls),
        foreign=foreign_languages(hit.passage.language for hit in page.hits),
        words_only=urls.search(replace(first_page, words_only=not request.words_only)),
        words=len(parse(page.corrected or request.text).clauses) if page.widened else 0,
        record=urls.search_record(request),
        unquoted=_unquoted(page, urls),
        shares=_shares(page, labels, urls),
        compare=urls.compare(request, COUNTRY),
        files=tuple(Link(each.label, urls.search_file(f".{ending}", request)) for ending, each in FILES.items()),
        exported=MAX_RESULT_WINDOW,
        feed_url=urls.feed(request),
    )


def _unquoted(page: ResultPage, urls: Urls) -> str:
    """Return the URL of the search without quotation marks, where it has some and no passage has all of its phrases."""
    text = page.request.text
    plain = " ".join("".join(" " if char in QUOTATION_MARKS else char for char in text).split())
    if (page.total and not page.widened) or len(plain) >= len(text) or not any(map(str.isalnum, plain)):
        return ""
    return urls.search(replace(page.request, text=plain, page=1))


def _shares(page: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[Share, ...]:
    """Return the most frequent countries of the passages found, if there are several and none is selected."""
    request, counts = page.request, page.facets.get(COUNTRY, ())
    found = [each for each in counts if each.count][:MAX_SHARES]
    if not request.text or page.widened or COUNTRY in request.filters or len(found) < 2:  # noqa: PLR2004 - nothing to compare
        return ()
    most = found[0].count
    return tuple(
        Share(
            labels.value(COUNTRY, each.value),
            urls.search(with_only(request, COUNTRY, each.value)),
            each.count,
            round(100 * each.count / most),
        )
        for each in found
    )


def _listed(page: ResultPage) -> int:
    """Return the number of documents or passages that all pages of a search list."""
    return page.total + page.others if page.groups is None else page.documents + page.other_documents


def _ways(page: ResultPage, urls: Urls) -> tuple[GroupOption, ...]:
    """Return the ways of listing the results, each by the URL of the first page; none within one document."""
    if len(page.request.filters.get("document", ())) == 1:
        return ()
    given = default_group(page.request)
    return tuple(
        GroupOption(
            gettext(label),
            urls.search(replace(page.request, page=1, group=None if group == given else group)),
            selected=(group == "document") == (page.groups is not None),
        )
        for group, label in GROUP_LABELS.items()
    )


def synonym_links(page: ResultPage, urls: Urls) -> tuple[SynonymLink, ...]:
    """Return the synonyms that were searched, in query order, each once."""
    synonyms = {each.text.casefold(): each for each in reversed(page.expansions)}
    first_page = replace(page.request, page=1)
    return tuple(
        SynonymLink(each, urls.search(replace(first_page, without=tuple(sorted({*first_page.without, each.text})))))
        for each in reversed(synonyms.values())
    )


def _searched(page: ResultPage) -> SearchRequest:
    """Return the search that was made, with its corrected words: these are marked in the passages."""
    return replace(page.request, text=page.corrected or page.request.text)


def _groups(page: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[ResultGroup, ...]:
    """Return the results by how they match; one group in mode any."""
    start = (page.request.page - 1) * page.request.page_size + 1
    searched = _searched(page)
    groups = []
    for matched, run in groupby(page.hits, key=lambda hit: hit.matched if page.mode == "all" else "all"):
        results = tuple(result_view(hit, searched, labels, urls) for hit in run)
        groups.append(ResultGroup("all" if matched == "all" else "some", start, results))
        start += len(results)
    return tuple(groups)


def _document_groups(page: ResultPage, labels: FacetLabels, urls: Urls) -> tuple[ResultGroup, ...]:
    """Return the documents by how their passages match; one group in mode any."""
    start = (page.request.page - 1) * page.request.page_size + 1
    searched = _searched(page)
    groups = []
    for has_all, run in groupby(page.groups or (), key=lambda group: group.total > 0):
        documents = tuple(document_group_view(group, searched, labels, urls) for group in run)
        groups.append(ResultGroup("all" if has_all else "some", start, documents=documents))
        start += len(documents)
    return tuple(groups)
