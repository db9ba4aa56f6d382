"""The engine on this machine: searches the image of the live generation."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from indexer.analysis.encoder import open_encoder
from indexer.analysis.terms import query_terms
from indexer.analysis.tokenizer import token_texts
from indexer.analysis.word_offsets import find_words
from indexer.errors import BadParameter, IndexUnavailable, NotFound, PageChanged, QueryTimeout, RequestError
from indexer.index.added import PASSAGES
from indexer.index.generation import Generation
from indexer.index.schema import EXACT_FIELD, STEMMED_FIELDS
from indexer.records.passage import Passage
from service.query.grammar import parse
from service.quotations.address import QuotationAddress
from service.quotations.check import QuotationCheck
from service.search.deadline import Deadline
from service.search.facets import FacetSelection
from service.search.highlighting import find_highlights, highlight_terms, highlight_text
from service.search.index import Index
from service.search.jit import warm_jit_cache
from service.search.live_generation import LiveGeneration
from service.search.page_text import NOTHING_SOUGHT, build_page
from service.search.passage_set import PassageSet
from service.search.protocol import (
    NO_FILTERS,
    DocumentView,
    Filters,
    IndexInfo,
    PageView,
    PassageView,
    ResultPage,
    SearchRequest,
    Suggestion,
)
from service.search.quote_check import is_verified, verify
from service.search.related_content import Mention, RelatedContent, Translation
from service.search.scoring import Scoring, is_cheap_query
from service.search.search import Search
from service.search.searcher import Searcher
from service.search.suggester import Suggester, names_of
from service.search.weights import Weights, load_weights
from service.search.whoosh_index import SharedIndexes

MAX_GENERATIONS = 8
"""How many times one request is tried while generations are replaced."""

MAX_CHEAP_TEXT, MAX_CHEAP_RESULTS = 200, 200
"""The limits of a cheap search: characters of its query, and results up to the end of its page."""

MAX_PARTIAL_MATCHES = 50
"""The most passages of a document that count as matches of a query of which none has all words."""

Found = TypeVar("Found")

PHRASE_WORDS = 12
"""The number of words by which documents with a quotation are found."""

MAX_CORRECTIONS = 3
"""The most corrections tried of a query."""


@dataclass(frozen=True, slots=True)
class EngineLimits:
    """Bounds on one request: `seconds` for its query and `page_size` results per page."""

    seconds: float = 2.0
    page_size: int = 100


class LocalEngine:
    """Implements service.search.protocol.Engine. May be used from any thread.

    Whoosh's postings are searched where the image is damaged, or where `image` is false. `encoder` is that of the
    settings. Raise SettingsError where there is no such model.
    """

    def __init__(
        self,
        data: Path,
        limits: EngineLimits | None = None,
        weights: Weights | None = None,
        *,
        image: bool = True,
        encoder: str = "",
    ) -> None:
        warm_jit_cache()
        self._live = LiveGeneration(data, image=image, encoder=open_encoder(encoder, data))
        self._latest: tuple[Searcher, Scoring] | None = None
        self._cached_info: tuple[Searcher, IndexInfo] | None = None
        self._latest_suggester: tuple[Searcher, Suggester] | None = None
        self._suggesting = threading.Lock()
        self._indexes = SharedIndexes()
        self._limits = limits or EngineLimits()
        self._weights = weights or load_weights()

    def is_cheap(self, request: SearchRequest) -> bool:
        searcher = self._live.get_if_fresh()
        if searcher is None or searcher.image is None or len(request.text) > MAX_CHEAP_TEXT:
            return False
        if request.page < 1 or request.page * request.page_size > MAX_CHEAP_RESULTS:
            return False
        query = parse(request.text)
        if not request.words_only:
            if searcher.expander.needs_encoder(query):
                return False
            query = searcher.expander.expand(query)
        return is_cheap_query(query, self._scoring(searcher), searcher.image)

    def search(self, request: SearchRequest) -> ResultPage:
        self._check(request)
        return self._retry_on_swap(lambda: self._search(request), _is_complete)

    def _search(self, request: SearchRequest) -> ResultPage:
        searcher, scoring = self._open()
        if not request.words_only:
            searcher.expander.prepare(parse(request.text))  # before the deadline: the first time takes a second
        deadline = Deadline(self._limits.seconds)
        search = _search(request, searcher, scoring, deadline)
        if search.has_unmatched_word and search.is_correctable and not request.as_typed:
            corrected = _corrected(request, searcher, scoring, deadline)
            if corrected is not None:
                return corrected
        return search.page()

    def passage(self, passage_id: str, text: str = "") -> PassageView:
        return self._retry_on_swap(lambda: self._passage(passage_id, text))

    def _passage(self, passage_id: str, text: str) -> PassageView:
        searcher = self._live.get()
        generation = searcher.generation
        ordinal = generation.ordinal(passage_id)
        if ordinal is None:
            raise NotFound(
                "There is no passage %(id)s in this index. Search for a few of its words.", id=repr(passage_id)
            )
        passage = verify(generation.passage(ordinal), generation)
        document = generation.documents[passage.document]
        found = find_highlights(
            passage.text, passage.language, highlight_terms(searcher.expander.expand(parse(text)), generation.languages)
        )
        last = document.ordinals[-1]
        return PassageView(
            passage=passage,
            document=document,
            before=_neighbour(generation, ordinal - 1) if ordinal > document.first_ordinal else None,
            after=_neighbour(generation, ordinal + 1) if ordinal < last else None,
            marked=highlight_text(passage.text, [mark[:2] for mark in found]),
            generation=generation.name,
        )

    def related_content(self, passage_id: str) -> RelatedContent:
        return self._retry_on_swap(lambda: self._related_content(passage_id))

    def _related_content(self, passage_id: str) -> RelatedContent:
        searcher, scoring = self._open()
        ordinal = searcher.generation.ordinal(passage_id)
        if ordinal is None:
            return RelatedContent()
        return searcher.related.related_content(searcher.generation.passage(ordinal), scoring.index)

    def mentions(self, document_id: str) -> tuple[Mention, ...]:
        searcher, scoring = self._open()
        if document_id not in searcher.generation.documents:
            return ()
        return searcher.related.mentions(document_id, scoring.index)

    def translations(self, document_id: str) -> tuple[Translation, ...]:
        searcher = self._live.get()
        return searcher.related.translations(document_id) if document_id in searcher.generation.documents else ()

    def quotation(self, address: QuotationAddress) -> QuotationCheck:
        return self._retry_on_swap(lambda: self._live.get().quotations.check(address, self._with_phrase))

    def retired(self, passage_id: str) -> QuotationAddress | None:
        return self._live.get().quotations.retired(passage_id)

    def _with_phrase(self, text: str) -> list[str]:
        """Return the ids of documents with the first words of a text in this order, the best first."""
        words = [word[0] for word in islice(find_words(text), PHRASE_WORDS)]
        request = SearchRequest(f'"{" ".join(words)}"', match="all", as_typed=True, words_only=True)
        try:
            hits = self.search(request).hits
        except RequestError:
            return []
        return list(dict.fromkeys(hit.document.id for hit in hits if hit.matched == "all"))

    def page(self, document_id: str, number: int, text: str = "") -> PageView:
        return self._retry_on_swap(lambda: self._page(document_id, number, text))

    def _page(self, document_id: str, number: int, text: str) -> PageView:
        searcher, scoring = self._open()
        generation = searcher.generation
        document = generation.documents.get(document_id)
        if document is None or not 1 <= number <= len(document.page_labels):
            raise NotFound("There is no page %(page)s of %(id)s in this index.", page=number, id=repr(document_id))
        matching: tuple[int, ...] = ()
        sought, is_whole = NOTHING_SOUGHT, True
        if text:
            searcher.expander.prepare(parse(text))  # before the deadline, as for a search
            deadline = Deadline(self._limits.seconds)
            request = SearchRequest(text=text, filters={"document": (document_id,)})
            try:
                matching = Search(searcher, scoring, deadline, request).ordinals(MAX_PARTIAL_MATCHES)
                sought = highlight_terms(searcher.expander.expand(parse(text)), generation.languages)
            except QueryTimeout:  # a page can be read without its marks
                is_whole = False
        page = build_page(generation, document, number, sought, matching)
        return page if is_whole else replace(page, search_stopped=True)

    def document(self, document_id: str) -> DocumentView:
        generation = self._live.get().generation
        document = generation.documents.get(document_id)
        if document is None:
            raise NotFound("There is no document %(id)s in this index.", id=repr(document_id))
        return DocumentView(
            document=document,
            outline=tuple((entry, generation.passage(entry.passage)) for entry in document.outline),
            opening=generation.passage(document.first_ordinal) if document.passage_count else None,
            generation=generation.name,
        )

    def document_frequencies(
        self, words: Sequence[str], *, any_field: bool = False, filters: Filters = NO_FILTERS
    ) -> tuple[int, ...]:
        searcher, scoring = self._open()
        languages, index = searcher.generation.languages, scoring.index
        selection = FacetSelection(filters, searcher.facets)

        def doc_freq(field: str, term: str) -> int:
            if not filters:
                return index.doc_freq(field, term)
            return selection.filtered(PassageSet.of(index.postings(field, term).ordinals, index.count)).size

        fields = (*STEMMED_FIELDS, EXACT_FIELD) if any_field else ("body",)
        return tuple(
            max((doc_freq(field, term) for term in query_terms(word, languages) for field in fields), default=0)
            for word in words
        )

    def suggest(self, text: str, limit: int = 5) -> tuple[str, ...]:
        searcher, scoring = self._open()
        return tuple(searcher.speller.corrections(text, scoring.index, Deadline(self._limits.seconds)))[:limit]

    def added(self, passage_ids: Sequence[str]) -> tuple[str, ...]:
        times = self._live.get().generation.added
        return tuple(times.time(PASSAGES, each) for each in passage_ids)

    def complete(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        return self._suggester().suggest(text, limit)

    def _suggester(self) -> Suggester:
        """Return the suggester of the live generation, made when it is first used."""
        searcher, scoring = self._open()
        with self._suggesting:
            latest = self._latest_suggester
            if latest is None or latest[0] is not searcher:
                names = names_of(searcher.generation, partial(_phrase_frequency, scoring.index))
                latest = self._latest_suggester = searcher, Suggester(names)
            return latest[1]

    def info(self) -> IndexInfo:
        searcher = self._live.get()
        latest = self._cached_info
        if latest is None or latest[0] is not searcher:
            latest = self._cached_info = searcher, _info(searcher.generation)
        return latest[1]

    def problem(self) -> str:
        return self._live.problem

    def check(self) -> None:
        self._live.check()

    def when_replaced(self, call: Callable[[], None]) -> None:
        self._live.when_replaced.append(call)

    def _retry_on_swap(self, call: Callable[[], Found], is_complete: Callable[[Found], bool] = lambda _: True) -> Found:
        """Return the result of `call`; call it again if the generation was replaced meanwhile."""
        for _ in range(MAX_GENERATIONS - 1):
            searcher = self._live.get()
            try:
                found = call()
            except (IndexUnavailable, PageChanged):
                if self._live.get(refresh=True) is searcher:
                    raise
                continue
            if is_complete(found) or self._live.get(refresh=True) is searcher:
                return found
        return call()

    def _open(self) -> tuple[Searcher, Scoring]:
        """Return the live generation with this thread's index of it."""
        searcher = self._live.get()
        try:
            return searcher, self._scoring(searcher)
        except IndexUnavailable:
            newer = self._live.get(refresh=True)
            if newer is searcher:
                raise
            return newer, self._scoring(newer)

    def _scoring(self, searcher: Searcher) -> Scoring:
        """Return the scoring of a generation: shared by all threads on its image, else one for this request."""
        languages = searcher.generation.languages
        if searcher.image is None:
            return Scoring(self._indexes.of(searcher.generation), languages, self._weights, searcher.titles)
        latest = self._latest
        if latest is None or latest[0] is not searcher:
            latest = self._latest = searcher, Scoring(searcher.image, languages, self._weights, searcher.titles)
        return latest[1]

    def _check(self, request: SearchRequest) -> None:
        if request.page < 1:
            raise BadParameter("Pages are counted from 1; there is no page %(page)s.", page=request.page)
        if not 1 <= request.page_size <= self._limits.page_size:
            raise BadParameter(
                "A page has from 1 to %(most)s results, not %(given)s.",
                most=self._limits.page_size,
                given=request.page_size,
            )


def _is_complete(page: ResultPage) -> bool:
    """Return whether no result had to be withheld."""
    return not any(hit.withheld for hit in page.hits)


def _search(request: SearchRequest, searcher: Searcher, scoring: Scoring, deadline: Deadline) -> Search:
    """Return a search, translated where its answer may be in another language than most passages."""
    search = Search(searcher, scoring, deadline, request)
    if not search.needs_other_languages():
        return search
    return Search(searcher, scoring, deadline, request, cross_language=True)


def _corrected(request: SearchRequest, searcher: Searcher, scoring: Scoring, deadline: Deadline) -> ResultPage | None:
    """Return the page of the likeliest spelling correction that finds anything, or None."""
    for text in islice(searcher.speller.corrections(request.text, scoring.index, deadline), MAX_CORRECTIONS):
        corrected = _search(replace(request, text=text), searcher, scoring, deadline).page()
        if corrected.total + corrected.others:
            return replace(corrected, request=request, corrected=text)
    return None


def _phrase_frequency(index: Index, name: str) -> int:
    """Return the number of passages that have a name, word for word."""
    return index.phrase_postings(token_texts(name)).ordinals.size


def _info(generation: Generation) -> IndexInfo:
    documents = tuple(generation.documents.values())
    return IndexInfo(
        generation=generation.name,
        documents=documents,
        sources=tuple(generation.sources.values()),
        passages=generation.count,
        taxonomy=generation.taxonomy,
        briefing_only=not any(document.source.official for document in documents),
        site=generation.site,
        languages=generation.languages,
        skipped=generation.meta.skipped,
        superseded=generation.meta.stepped_aside,
        built=generation.meta.built,
        fingerprint=generation.meta.corpus,
    )


def _neighbour(generation: Generation, ordinal: int) -> Passage | None:
    """Return a passage beside another, or None where its text may not be quoted."""
    passage = generation.passage(ordinal)
    return passage if is_verified(passage, generation) else None
