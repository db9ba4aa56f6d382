"""The engine's protocol, in our own types: no search library's object crosses it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from indexer.records.document import Document, OutlineEntry, SkippedFile
from indexer.records.passage import Passage
from indexer.records.site import SiteText
from indexer.records.source import Source
from indexer.records.taxonomy import Taxonomy
from service.quotations.address import QuotationAddress
from service.quotations.check import QuotationCheck
from service.search.related_content import Mention, RelatedContent, Translation

Mode = Literal["all", "any"]
Sort = Literal["relevance", "newest", "document"]
Group = Literal["document", "none"]

SuggestionKind = Literal["document", "term", "name", "heading"]
"""A document by its title; a name of a concept of the thesaurus; who acts in statements; a heading of documents."""

Filters = Mapping[str, tuple[str, ...]]
"""The selected values of each facet: alternatives within a facet; facets combine."""

NO_FILTERS: Filters = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search, its parameters checked and canonical.

    `filters` maps facet names to values (alpha-3 codes, slugs, language codes, document ids): values within a
    facet are alternatives, facets combine. `match` is what the user asked for, or None to let the query decide.
    `page` counts from 1. `without` are synonyms from the corpus's thesaurus that are not searched; `as_typed` turns
    off the correction of words that no passage has, `words_only` synonyms, translations and words of similar meaning.
    `group` is "document" for results by document, of which a page then has `page_size`; None is the same as "none" to
    an engine.
    """

    text: str = ""
    filters: Filters = field(default_factory=dict)
    match: Mode | None = None
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = 10
    without: tuple[str, ...] = ()
    as_typed: bool = False
    words_only: bool = False
    group: Group | None = None


class TextSpan(NamedTuple):
    """Characters of a passage that are highlighted (`match`), or are not."""

    text: str
    match: bool


Snippet = tuple[TextSpan, ...]
"""An excerpt of a passage: its spans' texts, joined, are a substring of the passage's text."""


SynonymKind = Literal["synonym", "related", "translation", "meaning"]


@dataclass(frozen=True, slots=True)
class Synonym:
    """A synonym or translation that was searched for, too, as `original` in the query.

    `related` is true for the name of a related concept. `kind` says where it is from: thesaurus and glossary, or the
    vectors of the documents' words.
    """

    text: str
    language: str
    original: str
    related: bool
    kind: SynonymKind = "synonym"


def is_translation(synonym: Synonym) -> bool:
    """Return whether it is searched for because documents are in another language than the query."""
    return synonym.kind in ("translation", "meaning")


@dataclass(frozen=True, slots=True)
class MatchedTerm:
    """Words of the query as the user wrote them, and the parts of a passage that contain them.

    `fields` are of `body`, `heading`, `title` and `context`, the names of the countries and sectors of its tags.
    """

    text: str
    fields: tuple[str, ...]


FoundBy = Literal["words", "translation", "meaning"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a passage is a result: the query's words that it contains or lacks, synonyms, and ranking features.

    `features` are names of service.search.ranking_features.FEATURES, the strongest first.
    """

    matched: tuple[MatchedTerm, ...] = ()
    missing: tuple[str, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    features: tuple[str, ...] = ()

    @property
    def found_by(self) -> FoundBy:
        """Whether it has a word of the query, or else a known name or translation, or only words of similar meaning."""
        if self.matched or not self.synonyms:
            return "words"
        return "meaning" if all(each.kind == "meaning" for each in self.synonyms) else "translation"


class Hit(NamedTuple):
    """A result. `matched` is "all" where the passage contains all words of the query other than stop words.

    `expanded` is true where it contains some of them only as synonyms. `withheld` is true where its
    text is not what the stored page holds: then text and snippets are empty. `copies` are the first of the other
    passages found with the same wording, `copy_count` is the number of all of them.
    """

    passage: Passage
    document: Document
    score: float
    matched: Literal["all", "some"]
    snippets: tuple[Snippet, ...]
    expanded: bool = False
    explanation: Explanation = Explanation()
    withheld: bool = False
    copies: tuple[tuple[Passage, Document], ...] = ()
    copy_count: int = 0


class DocumentGroup(NamedTuple):
    """A document among results by document, with its first passages.

    `total` counts its passages that match as the page's `total` counts them, `others` those that the page's `others`
    count. The passages listed are of the former, if there are any.
    """

    document: Document
    hits: tuple[Hit, ...]
    total: int
    others: int


class FacetCount(NamedTuple):
    """A value of a facet with the number of matching passages, counted without the facet's own selection."""

    value: str
    count: int  # type: ignore[assignment]  # deliberately shadows tuple.count
    selected: bool


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of results.

    In mode "all", `total` and `facets` count the passages that contain all words, and `others` those that contain
    some, which are listed after them; in mode "any", `total` counts every passage that contains one or more, and
    `others` is 0. Passages of one wording are one result and count once in `total` and `others`, each in `facets`.
    `ignored` are the ignored parts of the query, as (words, reason). `widened` is true
    where mode "any" was chosen because no passage contains all words; `question` where the query was taken as one.
    `expansions` are the synonyms that were searched too and that occur; `by_meaning` of the passages counted match only
    by such of similar meaning, by no word of the query and no known translation. `corrected` is the query
    that was searched instead of one without results.

    Results by document have `groups`, those of documents with passages in `total` first; `documents` is the number of
    these, and `other_documents` that of the other documents with passages in `others`. `hits` are then the passages of
    the groups and, on the first page, all that the first page has without groups, in the order without groups.
    """

    request: SearchRequest
    mode: Mode
    total: int
    others: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetCount, ...]]
    ignored: tuple[tuple[str, str], ...]
    generation: str
    widened: bool = False
    question: bool = False
    expansions: tuple[Synonym, ...] = ()
    corrected: str | None = None
    by_meaning: int = 0
    groups: tuple[DocumentGroup, ...] | None = None
    documents: int = 0
    other_documents: int = 0

    @property
    def asked_total(self) -> int:
        """The number of passages that match in the mode asked for: none where it was widened."""
        return 0 if self.widened else self.total

    @property
    def translated(self) -> bool:
        """Whether the query was searched for in other languages, too."""
        return any(map(is_translation, self.expansions))


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its document, its neighbours in the document, and its whole text with highlights."""

    passage: Passage
    document: Document
    before: Passage | None
    after: Passage | None
    marked: Snippet
    generation: str


@dataclass(frozen=True, slots=True)
class PagePassage:
    """A passage on a page: characters `start` to `end` of the page's text are its own, and maybe others elsewhere.

    `marked` is its whole text with highlights, `is_whole` whether all of it is on the page.
    """

    passage: Passage
    start: int
    end: int
    marked: Snippet
    is_whole: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """A page's stored text with its passages in order, and `marks`, the highlighted characters (start, end) of it.

    `matches` are the passages of the document that match the query, each with the page of its first highlight.
    `search_stopped` is true where the search for them took too long: then there are no highlights and no matches.
    """

    document: Document
    number: int
    text: str
    passages: tuple[PagePassage, ...]
    marks: tuple[tuple[int, int], ...]
    matches: tuple[tuple[Passage, int], ...]
    outline: tuple[tuple[OutlineEntry, Passage], ...]
    generation: str
    search_stopped: bool = False


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document with the passage that each entry of its outline leads to, and its first passage."""

    document: Document
    outline: tuple[tuple[OutlineEntry, Passage], ...]
    opening: Passage | None
    generation: str


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What the live generation holds: its documents, sources and taxonomy.

    `briefing_only` is true where no official document is indexed. `sources` are all that the corpus's manifest names,
    whether their text is indexed or not; `site` is the corpus's introduction, `languages` those of the passages.
    `skipped` are the files that could not be indexed, `superseded` the ids of briefing documents that were left out
    because the official ones are indexed. `built` is when the index was built (ISO 8601), `fingerprint` the digest of
    everything that it was made from.
    """

    generation: str
    documents: tuple[Document, ...]
    sources: tuple[Source, ...]
    passages: int
    taxonomy: Taxonomy
    briefing_only: bool
    site: SiteText = field(default_factory=SiteText)
    languages: tuple[str, ...] = ()
    skipped: tuple[SkippedFile, ...] = ()
    superseded: tuple[str, ...] = ()
    built: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name with its kind, the language that it is in and the number of passages that it leads to, about.

    `document` is the id of the document that it is the title of.
    """

    text: str
    kind: SuggestionKind
    language: str
    passages: int
    document: str = ""


class Engine(Protocol):
    """A search engine. Every method only reads and may be called from any thread.

    Every method raises IndexUnavailable where there is no index to search.
    """

    def problem(self) -> str:
        """Return why another index than the live one is searched, or a slower engine; empty where all is well."""
        ...

    def check(self) -> None:
        """Raise IndexUnavailable where the index was damaged while it was searched."""
        ...

    def when_replaced(self, call: Callable[[], None]) -> None:
        """Call this, in another thread, after another index took the place of the one searched before."""
        ...

    def is_cheap(self, request: SearchRequest) -> bool:
        """Return whether a search takes a few milliseconds at most, so that it may run on the event loop."""
        ...

    def search(self, request: SearchRequest) -> ResultPage:
        """Return a page of results. Raise QueryTooLong, BadParameter or QueryTimeout."""
        ...

    def passage(self, passage_id: str, text: str = "") -> PassageView:
        """Return a passage with the words of `text`, a query, highlighted. Raise NotFound or PageChanged."""
        ...

    def quotation(self, address: QuotationAddress) -> QuotationCheck:
        """Return what became of a quotation. Raise PageChanged."""
        ...

    def retired(self, passage_id: str) -> QuotationAddress | None:
        """Return the address of a passage that is no longer in the index; None where none had this id."""

    def related_content(self, passage_id: str) -> RelatedContent:
        """Return the content related to a passage; nothing where there is no such passage."""
        ...

    def mentions(self, document_id: str) -> tuple[Mention, ...]:
        """Return the documents whose text names a document or links to it."""
        ...

    def translations(self, document_id: str) -> tuple[Translation, ...]:
        """Return the documents that are this one in another language."""
        ...

    def page(self, document_id: str, number: int, text: str = "") -> PageView:
        """Return a page of a document, by its number from 1, with the words of `text`, a query, highlighted.

        Raise NotFound or PageChanged, and what `search` raises but QueryTimeout.
        """
        ...

    def document_frequencies(
        self, words: Sequence[str], *, any_field: bool = False, filters: Filters = NO_FILTERS
    ) -> tuple[int, ...]:
        """Return for each normalized word how many passages have it in their text, or in any field.

        Words are in the form of indexer.analysis.normalizer. With `filters`, only passages that pass them count.
        """
        ...

    def document(self, document_id: str) -> DocumentView:
        """Return an indexed document. Raise NotFound."""
        ...

    def suggest(self, text: str, limit: int = 5) -> tuple[str, ...]:
        """Return other spellings of a query, from the corpus's own vocabulary, best first."""
        ...

    def complete(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return names in the index with a word that begins with each word of a text, best first.

        The first time in each generation, they are collected. May take longer than a search then.
        """
        ...

    def added(self, passage_ids: Sequence[str]) -> tuple[str, ...]:
        """Return when each of these passages came into the index (ISO 8601)."""
        ...

    def info(self) -> IndexInfo:
        """Return what is in the index."""
        ...
