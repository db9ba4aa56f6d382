"""A passage's page: its words among their neighbours, its place in the document, and what the document is."""

from dataclasses import dataclass

from indexer.records.document import Document, OutlineEntry
from indexer.records.passage import TAGGED, Passage
from service.pages.documents import DocumentFactsView
from service.schemas.citation import Citation, cite, page_words
from service.search.protocol import DocumentView, PassageView, SearchRequest, Snippet, TextSpan
from service.web.facet_labels import FacetLabels
from service.web.urls import Link, Urls

AROUND = 6
"""How many headings of the section are named on either side of the passage's own."""

DESCRIBED_LENGTH = 160


@dataclass(frozen=True, slots=True)
class NeighbourView:
    """The passage before or after: its words, and its heading and page where they differ from the passage's own."""

    url: str
    heading: str
    pages: str
    blocks: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class TagsView:
    """The values of one facet with which the passage is tagged, each with the search for all that have it."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SectionHeadingView:
    """A heading beside the passage's own, or that heading itself."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class PassagePageView:
    """One passage in its place. `blocks` are its paragraphs and items, the words of the query `text` marked.

    `back` leads to the search from which it was reached, if it was.
    """

    text: str
    heading: str
    language: str
    blocks: tuple[Snippet, ...]
    description: str
    citation: Citation
    cite_as: str
    document: DocumentFactsView
    tags: tuple[TagsView, ...]
    before: NeighbourView | None
    after: NeighbourView | None
    section: tuple[SectionHeadingView, ...]
    back: str | None


@dataclass(frozen=True, slots=True)
class Reached:
    """How a passage was reached: by which search, at which address of the service."""

    request: SearchRequest
    root: str


def passage_page_view(
    found: PassageView,
    around: DocumentView,
    facts: DocumentFactsView,
    reached: Reached,
    *,
    labels: FacetLabels,
    urls: Urls,
) -> PassagePageView:
    """The page of a passage that was reached by a search, or directly."""
    passage, document, request = found.passage, found.document, reached.request
    citation = cite(passage, document, urls.permalink(passage.id))
    searched = bool(request.text or request.filters)
    return PassagePageView(
        text=request.text,
        heading=_heading(passage, document),
        language=passage.language,
        blocks=blocks(found.marked),
        description=_beginning(passage.text),
        citation=citation,
        cite_as=citation.text(_absolute(citation.permalink, reached.root)),
        document=facts,
        tags=_tags(passage, labels, urls),
        before=_neighbour(found.before, passage, document, request, urls),
        after=_neighbour(found.after, passage, document, request, urls),
        section=_section(passage, around, request, urls),
        back=urls.search(request) if searched else None,
    )


def blocks(marked: Snippet) -> tuple[Snippet, ...]:
    """A marked text divided at its line breaks, the marks kept."""
    divided: list[list[TextSpan]] = [[]]
    for fragment in marked:
        first, *later = fragment.text.split("\n")
        divided[-1].append(TextSpan(first, fragment.match))
        divided += [[TextSpan(text, fragment.match)] for text in later]
    kept = (tuple(fragment for fragment in block if fragment.text) for block in divided)
    return tuple(block for block in kept if block)


def beside(
    outline: tuple[tuple[OutlineEntry, Passage], ...], passage: Passage
) -> tuple[tuple[OutlineEntry, bool], ...]:
    """The headings of the passage's section: those on its own heading's level under the same one above, in order.

    The passage's own is marked. There are none where it stands under no heading.
    """
    entries = [entry for entry, _ in outline]
    own = next((place for place in range(len(entries) - 1, -1, -1) if _is_own(entries[place], passage)), None)
    if own is None:
        return ()
    level = entries[own].level
    first = next((place + 1 for place in range(own, -1, -1) if entries[place].level < level), 0)
    last = next((place for place in range(own, len(entries)) if entries[place].level < level), len(entries))
    return tuple((entries[place], place == own) for place in range(first, last) if entries[place].level == level)


def _is_own(entry: OutlineEntry, passage: Passage) -> bool:
    return (
        entry.passage <= passage.ordinal and entry.level == len(passage.section) and entry.title == passage.section[-1]
    )


def _section(
    passage: Passage, around: DocumentView, request: SearchRequest, urls: Urls
) -> tuple[SectionHeadingView, ...]:
    """The headings nearest to the passage's own; nothing where it is alone."""
    found = beside(around.outline, passage)
    place = next((place for place, (_, own) in enumerate(found) if own), 0)
    near = found[max(0, place - AROUND) : place + AROUND + 1]
    ids = {entry: first.id for entry, first in around.outline}
    return tuple(
        SectionHeadingView(entry.title, urls.passage(ids[entry], request), own) for entry, own in near if len(near) > 1
    )


def _tags(passage: Passage, labels: FacetLabels, urls: Urls) -> tuple[TagsView, ...]:
    """What the passage is about, facet by facet in their order of display."""

    def link(facet: str, value: str) -> Link:
        request = SearchRequest(filters={facet: (value,)})
        return Link(labels.value(facet, value), urls.search(request))

    tagged = ((facet, getattr(passage.tags, facet)) for facet in TAGGED)
    return tuple(
        TagsView(labels.facet(facet), tuple(link(facet, value) for value in values))
        for facet, values in tagged
        if values
    )


def _neighbour(
    passage: Passage | None, own: Passage, document: Document, request: SearchRequest, urls: Urls
) -> NeighbourView | None:
    if passage is None:
        return None
    pages = page_words(passage, document)
    return NeighbourView(
        url=urls.passage(passage.id, request),
        heading="" if passage.section == own.section else _heading(passage, document),
        pages="" if pages == page_words(own, document) else pages,
        blocks=tuple(filter(None, passage.text.split("\n"))),
        language=passage.language,
    )


def _heading(passage: Passage, document: Document) -> str:
    return passage.section[-1] if passage.section else document.source.title


def _beginning(text: str) -> str:
    """The first words of a text, for those who show a page without opening it."""
    line = " ".join(text.split())
    return line if len(line) <= DESCRIBED_LENGTH else line[:DESCRIBED_LENGTH].rsplit(" ", 1)[0] + " …"


def _absolute(permalink: str, root: str) -> str:
    return permalink if "://" in permalink else root + permalink
