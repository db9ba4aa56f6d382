"""The JSON of a search."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from indexer.records.document import Document
from indexer.records.passage import Passage
from service.schemas.examples import SEARCH_EXAMPLE
from service.schemas.parts import (
    CLOSED,
    DocumentSchema,
    FragmentSchema,
    OcrConfidence,
    PageSchema,
    Schema,
    fragments_of,
    location_of,
    tags_of,
)
from service.search.protocol import (
    DocumentGroup,
    Explanation,
    FacetCount,
    FoundBy,
    Hit,
    Mode,
    ResultPage,
    Sort,
    Synonym,
    SynonymKind,
)
from service.translations.messages import N_, gettext
from service.web.facet_labels import FacetLabels, Labels
from service.web.urls import Urls

FEATURE_MESSAGES = {
    "pairs": N_("Words that follow each other in your search follow each other here."),
    "window12": N_("Your words are close together here."),
    "opening": N_("Your words are at the beginning of the passage."),
    "named": N_("Its heading or its document’s title contains your words."),
    "surface": N_("Your words appear exactly as you wrote them."),
}
"""The sentence that explains each ranking feature to users."""


class SynonymSchema(Schema):
    """A synonym, translation or related term, from the corpus's thesaurus, of words of the query."""

    text: str
    language: str
    said: str = Field(description="The words of the query that it replaces.")
    related: bool = Field(description="Whether it is a related term, not a synonym.")
    kind: SynonymKind = Field(
        description="A synonym, a related term, a translation, or a word of the documents of similar meaning."
    )


@with_config(CLOSED)
class WordFoundSchema(TypedDict):
    """A matched term of the query, as it was written."""

    text: str
    fields: Annotated[
        list[str], Field(description="Where: in its text, heading, document's title, or the names of its tags.")
    ]


@with_config(CLOSED)
class ReasonsSchema(TypedDict):
    """Why a passage is a result."""

    found: list[WordFoundSchema]
    missing: Annotated[list[str], Field(description="Words of the query that it does not contain.")]
    names: Annotated[list[SynonymSchema], Field(description="Synonyms that it contains instead.")]
    evidence: Annotated[list[str], Field(description="What else raised it, in words, the strongest first.")]


def synonym_of(synonym: Synonym) -> SynonymSchema:
    """Return the schema of a synonym."""
    return SynonymSchema(
        text=synonym.text,
        language=synonym.language,
        said=synonym.original,
        related=synonym.related,
        kind=synonym.kind,
    )


def reasons_of(reasons: Explanation) -> ReasonsSchema:
    """Return the explanation of a result."""
    return {
        "found": [{"text": word.text, "fields": [_FIELDS[field] for field in word.fields]} for word in reasons.matched],
        "missing": list(reasons.missing),
        "names": [synonym_of(name) for name in reasons.synonyms],
        "evidence": [gettext(FEATURE_MESSAGES[kind]) for kind in reasons.features],
    }


_FIELDS = {"body": "text", "heading": "heading", "title": "title", "context": "tags"}


@with_config(CLOSED)
class CopySchema(TypedDict):
    """Another passage with the wording of a result."""

    id: str
    document: DocumentSchema
    pages: list[PageSchema]
    permalink: str


class ResultSchema(Schema):
    """A result."""

    id: str
    score: float = Field(description="Higher is better; comparable only within one response.")
    matched: Literal["all", "some"] = Field(description="Whether it contains all words of the query, stop words aside.")
    document: DocumentSchema
    section: list[str] = Field(description="The headings above it, the highest first.")
    pages: list[PageSchema]
    language: str
    ocr_confidence: OcrConfidence = None
    snippets: list[list[FragmentSchema]] = Field(
        description="Windows of its text; the joined texts of each are verbatim."
    )
    tags: dict[str, list[str]] = Field(description="Its tags by facet.")
    expanded: bool = Field(description="Whether it matches some of the words only by their synonyms.")
    found_by: FoundBy = Field(
        description="Whether it has a word of the query, or else a known translation, or only words of similar meaning."
    )
    why: ReasonsSchema
    permalink: str
    withheld: bool = Field(
        description="Whether its text is not shown, because the stored text of its page is not what was indexed."
    )
    copies: list[CopySchema] = Field(description="Other results with the same wording, at most ten.")
    copy_count: int = Field(description="The number of all other results with the same wording.")

    @classmethod
    def of(cls, hit: Hit, urls: Urls) -> Self:
        passage = hit.passage
        return cls(
            id=passage.id,
            score=hit.score,
            matched=hit.matched,
            **location_of(passage, hit.document),
            snippets=[fragments_of(snippet) for snippet in hit.snippets],
            tags=tags_of(passage),
            expanded=hit.expanded,
            found_by=hit.explanation.found_by,
            why=reasons_of(hit.explanation),
            permalink=urls.permalink(passage.id),
            withheld=hit.withheld,
            copies=[_copy_of(*copy, urls) for copy in hit.copies],
            copy_count=hit.copy_count,
        )


def _copy_of(passage: Passage, document: Document, urls: Urls) -> CopySchema:
    return {
        "id": passage.id,
        "document": DocumentSchema.of(document),
        "pages": PageSchema.all_of(passage, document),
        "permalink": urls.permalink(passage.id),
    }


@with_config(CLOSED)
class FacetValueSchema(TypedDict):
    """A value of a facet."""

    value: str
    label: str
    count: Annotated[int, Field(description="Passages that match, whatever else of this facet is selected.")]
    selected: bool


def facet_schemas(
    facets: Mapping[str, Sequence[FacetCount]], labels: Labels, order: Iterable[str]
) -> dict[str, list[FacetValueSchema]]:
    """Return the facets in this order with the labels of their values."""
    return {
        facet: [
            {"value": value, "label": labels.value(facet, value), "count": count, "selected": selected}
            for value, count, selected in facets.get(facet, ())
        ]
        for facet in order
    }


class IgnoredSchema(Schema):
    """An ignored part of the query."""

    text: str
    reason: str

    @classmethod
    def all_of(cls, ignored: Iterable[tuple[str, str]]) -> list[Self]:
        return [cls(text=text, reason=gettext(reason)) for text, reason in ignored]


class QuerySchema(Schema):
    """The search as it was understood."""

    q: str
    filters: dict[str, list[str]]
    match: Mode | None = Field(description="The requested mode; null leaves it to the query.")
    mode: Mode = Field(description="Whether `total` counts passages with all of the words, or with any.")
    widened: bool = Field(description="Whether the mode is any because no passage contains all of the words.")
    question: bool = Field(description="Whether the query was taken as a question and ranked over any word.")
    ignored: list[str]
    ignored_why: list[IgnoredSchema]
    corrected: str | None = Field(description="What was searched instead, if no passage holds a word of `q`.")
    expansions: list[SynonymSchema] = Field(description="Synonyms and translations that were searched and occur.")
    without: list[str] = Field(description="Synonyms excluded from the search.")
    words_only: bool = Field(description="Whether only the query's own words were searched.")
    sort: Sort
    page: int
    page_size: int

    @classmethod
    def of(cls, page: ResultPage) -> Self:
        request = page.request
        return cls(
            q=request.text,
            filters={facet: list(values) for facet, values in request.filters.items()},
            match=request.match,
            mode=page.mode,
            widened=page.widened,
            question=page.question,
            ignored=[text for text, _ in page.ignored],
            ignored_why=IgnoredSchema.all_of(page.ignored),
            corrected=page.corrected,
            expansions=[synonym_of(name) for name in page.expansions],
            without=list(request.without),
            words_only=request.words_only,
            sort=request.sort,
            page=request.page,
            page_size=request.page_size,
        )


class SearchResponse(Schema):
    """One page of results: of passages."""

    model_config = ConfigDict(json_schema_extra={"examples": [SEARCH_EXAMPLE]})

    query: QuerySchema
    total: int = Field(description="Passages that match in this mode.")
    others: int = Field(description="In mode all: passages with some of the words, listed after the others.")
    by_meaning: int = Field(description="How many of these were found only by words of similar meaning.")
    results: list[ResultSchema]
    facets: dict[str, list[FacetValueSchema]] = Field(description="Exact counts over all of `total`.")
    suggestions: list[str] = Field(description="Other spellings, if no passage contains all words.")
    generation: str = Field(description="The build of the index that answered.")

    @classmethod
    def of(cls, page: ResultPage, suggestions: tuple[str, ...], labels: FacetLabels, urls: Urls) -> Self:
        return cls(
            query=QuerySchema.of(page),
            total=page.total,
            others=page.others,
            by_meaning=page.by_meaning,
            results=[ResultSchema.of(hit, urls) for hit in page.hits],
            facets=facet_schemas(page.facets, labels, tuple(page.facets)),
            suggestions=list(suggestions),
            generation=page.generation,
        )


class DocumentGroupSchema(Schema):
    """A document among results by document."""

    document: DocumentSchema
    total: int = Field(description="Its passages in `total` of the response.")
    others: int = Field(description="Its passages in `others` of the response.")
    results: list[ResultSchema] = Field(description="The first of its passages, at most three.")

    @classmethod
    def of(cls, group: DocumentGroup, urls: Urls) -> Self:
        return cls(
            document=DocumentSchema.of(group.document),
            total=group.total,
            others=group.others,
            results=[ResultSchema.of(hit, urls) for hit in group.hits],
        )


class GroupedSearchResponse(Schema):
    """One page of results by document."""

    query: QuerySchema
    total: int = Field(description="Passages that match in this mode.")
    others: int = Field(description="In mode all: passages with some of the words.")
    by_meaning: int = Field(description="How many of these were found only by words of similar meaning.")
    documents: int = Field(description="Documents with passages in `total`.")
    other_documents: int = Field(description="Further documents, with passages in `others` only, listed after these.")
    groups: list[DocumentGroupSchema] = Field(description="The documents of this page, in order.")
    facets: dict[str, list[FacetValueSchema]] = Field(description="Exact counts of passages over all of `total`.")
    suggestions: list[str] = Field(description="Other spellings, if no passage contains all words.")
    generation: str = Field(description="The build of the index that answered.")

    @classmethod
    def of(cls, page: ResultPage, suggestions: tuple[str, ...], labels: FacetLabels, urls: Urls) -> Self:
        return cls(
            query=QuerySchema.of(page),
            total=page.total,
            others=page.others,
            by_meaning=page.by_meaning,
            documents=page.documents,
            other_documents=page.other_documents,
            groups=[DocumentGroupSchema.of(group, urls) for group in page.groups or ()],
            facets=facet_schemas(page.facets, labels, tuple(page.facets)),
            suggestions=list(suggestions),
            generation=page.generation,
        )
