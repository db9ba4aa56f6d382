"""A passage's page: its text between its neighbours, its section, its tags and its document."""

from dataclasses import dataclass, replace

from indexer.records.document import Document, OutlineEntry
from indexer.records.passage import Passage
from service.pages.documents import DocumentFacts
from service.pages.match_link import match_link, page_url
from service.pages.navigation import FacetTags, tag_links
from service.pages.passage_table import PassageTable, passage_blocks
from service.pages.related_content import RelatedContentView, related_content_view
from service.pages.result import heading
from service.schemas.citation import Citation, absolute, cite, page_labels, page_words
from service.schemas.quote import Quote, quote, sentence_quotes
from service.schemas.reference import CiteView, Reference, cite_view, reference_of, today
from service.search.protocol import DocumentView, PassageView, SearchRequest, Snippet
from service.search.related_content import RelatedContent
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls, with_only

AROUND = 6
"""How many sibling headings are linked on either side of the passage's own."""

MAX_DESCRIPTION = 160


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The previous or next passage, with its heading and pages where they differ from the passage's own."""

    url: str
    heading: str
    pages: str
    blocks: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A sibling of the passage's heading, or that heading itself."""

    title: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class PassagePage:
    """One passage. `blocks` are its paragraphs, items and tables with the words of the query `text` highlighted.

    `quote` is all of it as a quotation, `sentences` are its sentences. `back` is the URL of the referring search, if
    there is one, and `more` that of its results in this document.
    `page_url` is that of its page of the document, `related_content` leads to other documents.
    """

    text: str
    heading: str
    language: str
    blocks: tuple[Snippet | PassageTable, ...]
    description: str
    citation: Citation
    cite_as: str
    cite: CiteView
    quote: Quote
    sentences: tuple[Quote, ...]
    document: DocumentFacts
    tags: tuple[FacetTags, ...]
    before: Neighbour | None
    after: Neighbour | None
    section: tuple[SectionHeading, ...]
    back: str | None
    more: str | None
    page_url: str
    related_content: RelatedContentView


@dataclass(frozen=True, slots=True)
class Referrer:
    """The search that led to a passage, and the scheme and host of the service."""

    request: SearchRequest
    origin: str


def passage_page_view(
    found: PassageView,
    around: DocumentView,
    facts: DocumentFacts,
    referrer: Referrer,
    related_content: RelatedContent,
    *,
    labels: FacetLabels,
    urls: Urls,
) -> PassagePage:
    """Return the page of a passage."""
    passage, document, request = found.passage, found.document, referrer.request
    citation = cite(passage, document, urls.permalink(passage.id))
    searched = bool(request.text or request.filters)
    return PassagePage(
        text=request.text,
        heading=heading(passage, document),
        language=passage.language,
        blocks=tuple(passage_blocks(passage, found.marked)),
        description=_start(passage.text),
        citation=citation,
        cite_as=citation.text(absolute(citation.permalink, referrer.origin)),
        cite=cite_view(_reference(passage, document, urls, referrer.origin), urls),
        quote=quote(passage, document, urls),
        sentences=tuple(sentence_quotes(passage, document, urls)),
        document=facts,
        tags=tag_links(passage.tags, labels, urls),
        before=_neighbour(found.before, passage, document, request, urls),
        after=_neighbour(found.after, passage, document, request, urls),
        section=_section(passage, around, request, urls),
        back=urls.search(request) if searched else None,
        more=urls.search(with_only(replace(request, group=None), "document", document.id)) if request.text else None,
        page_url=page_url(match_link(passage, [found.marked]), passage, document, request, urls),
        related_content=related_content_view(related_content, labels, urls),
    )


def _reference(passage: Passage, document: Document, urls: Urls, origin: str) -> Reference:
    labels, _ = page_labels(passage, document)
    return reference_of(document.source, urls, origin, today(), labels)


def sibling_headings(
    outline: tuple[tuple[OutlineEntry, Passage], ...], passage: Passage
) -> tuple[tuple[OutlineEntry, bool], ...]:
    """Return the headings on the level of the passage's own under the same parent, each with whether it is its own.

    There are none for a passage without a heading.
    """
    entries = [entry for entry, _ in outline]
    own = next((index for index in range(len(entries) - 1, -1, -1) if _is_own(entries[index], passage)), None)
    if own is None:
        return ()
    level = entries[own].level
    first = next((index + 1 for index in range(own, -1, -1) if entries[index].level < level), 0)
    last = next((index for index in range(own, len(entries)) if entries[index].level < level), len(entries))
    return tuple((entries[index], index == own) for index in range(first, last) if entries[index].level == level)


def _is_own(entry: OutlineEntry, passage: Passage) -> bool:
    return (
        entry.passage <= passage.ordinal and entry.level == len(passage.section) and entry.title == passage.section[-1]
    )


def _section(passage: Passage, around: DocumentView, request: SearchRequest, urls: Urls) -> tuple[SectionHeading, ...]:
    """Return the siblings nearest to the passage's heading; none if it has no siblings."""
    found = sibling_headings(around.outline, passage)
    index = next((index for index, (_, own) in enumerate(found) if own), 0)
    near = found[max(0, index - AROUND) : index + AROUND + 1]
    ids = {entry: first.id for entry, first in around.outline}
    return tuple(
        SectionHeading(entry.title, urls.passage(ids[entry], request), own) for entry, own in near if len(near) > 1
    )


def _neighbour(
    passage: Passage | None, own: Passage, document: Document, request: SearchRequest, urls: Urls
) -> Neighbour | None:
    if passage is None:
        return None
    pages = page_words(passage, document)
    return Neighbour(
        url=urls.passage(passage.id, request),
        heading="" if passage.section == own.section else heading(passage, document),
        pages="" if pages == page_words(own, document) else pages,
        blocks=tuple(filter(None, passage.text.split("\n"))),
        language=passage.language,
    )


def _start(text: str) -> str:
    """Return the start of a text, for previews of the page."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_DESCRIPTION else line[:MAX_DESCRIPTION].rsplit(" ", 1)[0] + " …"
