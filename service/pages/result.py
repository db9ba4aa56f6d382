"""One passage found, as the result list shows it."""

from dataclasses import dataclass

from indexer.records.passage import Passage
from service.pages.citation import CitationView, cite
from service.pages.explanation import ReasonView, reason_views
from service.search.protocol import Hit, SearchRequest, Snippet
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls

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

    `address` leads to the passage, which marks the query's words and leads back to the search; `language` is the
    text's. `expanded` is true where it answers the search by other names for some of the words only; `reasons` say
    why it is a result. A passage that is `withheld` has no excerpts: its text is not what the stored page holds.
    """

    heading: str
    address: str
    language: str
    excerpts: tuple[ExcerptView, ...]
    citation: CitationView
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
        address=urls.passage(passage.id, request),
        language=passage.language,
        excerpts=tuple(_excerpt(snippet, passage) for snippet in hit.snippets),
        citation=cite(passage, hit.document, urls),
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
