"""The list of all documents the corpus knows: what each source is, and the state of its text."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Literal
from urllib.parse import urlsplit

from indexer.records.document import Document, SkippedFile
from indexer.records.source import Source
from indexer.records.taxonomy import normalize_name
from service.pages.navigation import Pager, page_links
from service.schemas.citation import web_url
from service.search.protocol import IndexInfo
from service.translations.formats import join_names, language_name
from service.translations.messages import N_, gettext
from service.translations.reading_notes import reading_note
from service.web.facet_labels import FacetLabels
from service.web.parameters import STATES, DocumentFilter, DocumentState
from service.web.urls import CountedLink, Link, Urls

State = Literal["shipped", "added", "waiting", "unknown", "skipped", "replaced", "absent"]

LABELS: Mapping[State, str] = {
    "shipped": N_("Shipped with Verbatim"),
    "added": N_("Searchable"),
    "waiting": N_("Not yet added"),
    "unknown": N_("No source link"),
    "skipped": N_("Could not be read"),
    "replaced": N_("Replaced by the official text"),
    "absent": N_("Not in this index"),
}

FILTER_OF_STATE: Mapping[State, DocumentState] = {
    "shipped": "searched",
    "added": "searched",
    "waiting": "waiting",
    "unknown": "unknown",
    "skipped": "excluded",
    "replaced": "excluded",
    "absent": "excluded",
}
"""The filter of the list that a state belongs to."""


@dataclass(frozen=True, slots=True)
class TextState:
    """The state of a source's text.

    `file` is the indexed or skipped file, else the name that a file for this source must have; `reason` is why it was
    skipped.
    """

    state: State
    file: str
    reason: str = ""

    @property
    def label(self) -> str:
        return gettext(LABELS[self.state])

    @property
    def listed(self) -> DocumentState:
        return FILTER_OF_STATE[self.state]

    @property
    def searched(self) -> bool:
        return self.listed == "searched"


def source_state(source: Source, document: Document | None, info: IndexInfo) -> TextState:
    """Return the state of one source in an index."""
    if document:
        return TextState("shipped" if source.text == "shipped" else "added", document.file)
    if skipped := _skipped(source, info.skipped):
        return TextState("skipped", skipped.file, reading_note(skipped.reason))
    expected = f"{source.id}.pdf"
    if source.id in info.superseded:
        return TextState("replaced", expected)
    if source.text == "shipped":
        return TextState("absent", expected)
    return TextState("waiting" if source.text == "fetch" else "unknown", expected)


def _skipped(source: Source, skipped: tuple[SkippedFile, ...]) -> SkippedFile | None:
    """Return the skipped file of this source, if there is one."""
    names = {normalize_name(source.id), *([normalize_name(PurePath(source.path).stem)] if source.path else [])}
    return next((each for each in skipped if normalize_name(PurePath(each.file).stem) in names), None)


Listed = tuple[Source, TextState]

DOCUMENTS_PAGE_SIZE = 30
"""Documents on a page: with them and the countries of a large corpus it stays below 45 kB."""

OWN_TEXTS = N_("Verbatim's own texts")

STATE_LABELS: dict[DocumentState | None, str] = {
    None: N_("All"),
    "searched": N_("Searchable"),
    "waiting": N_("Not yet added"),
    "unknown": N_("No source link"),
    "excluded": N_("Not in this index"),
}


FIELD_NAMES = {"title": N_("title"), "publisher": N_("publisher"), "year": N_("year"), "countries": N_("country")}

ORIGINS = (
    *(N_("metadata"), N_("cover"), N_("imprint"), N_("running head"), N_("text")),
    *(N_("landing page"), N_("file name")),
)
"""Where values of a source are read (`Source.origins`)."""


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The metadata of a source. `official_url` is the publisher's, if it is http or https.

    `passages` and `pages` are 0 if its text is not in the index. `read_from` says where values were read that the
    manifest does not give. `about` are our briefings about it. `file_url` is where
    its file was downloaded from, and `fetched_on` the day.
    """

    id: str
    title: str
    language: str
    publisher: str
    year: int | None
    kind: str
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    licence: str
    official_url: str | None
    passages: int
    pages: int
    official: bool
    url: str
    state: TextState
    about: tuple[Link, ...] = ()
    subtitle: str = ""
    symbol: str = ""
    isbn: str = ""
    read_from: str = ""
    file_url: str | None = None
    fetched_on: str = ""

    @property
    def file_host(self) -> str:
        return urlsplit(self.file_url or "").netloc


@dataclass(frozen=True, slots=True)
class FilterLinks:
    """A filter of the list, as links; `selected` is the URL of the current one."""

    label: str
    links: tuple[CountedLink, ...]
    selected: str


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """The documents of one kind on a page; `count` is how many there are on all pages."""

    label: str
    count: int
    documents: tuple[DocumentFacts, ...]


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The listed documents by kind, our own texts last, with how many there are and how many can be searched."""

    groups: tuple[DocumentGroup, ...]
    pager: Pager
    listed: int
    documents: int
    searched: int
    passages: int
    briefing_only: bool
    filters: tuple[FilterLinks, ...]
    everything: str


def all_sources(info: IndexInfo) -> dict[str, Source]:
    """Return every source by id: the manifest's, then those of other files."""
    known = {source.id: source for source in info.sources}
    return known | {document.id: document.source for document in info.documents}


def documents_view(info: IndexInfo, document_filter: DocumentFilter, labels: FacetLabels, urls: Urls) -> DocumentsView:
    """Return a page of the list: kinds in the taxonomy's order, and within a kind searchable documents first."""
    indexed = {document.id: document for document in info.documents}
    sources = all_sources(info)
    states = {source.id: source_state(source, indexed.get(source.id), info) for source in sources.values()}
    entries = [(source, states[source.id]) for source in sources.values()]
    groups = list(_groups([each for each in entries if _is_listed(*each, document_filter)], labels))
    listed = [(label, source) for label, of_kind in groups for source in of_kind]
    start = (document_filter.page - 1) * DOCUMENTS_PAGE_SIZE
    about = _texts_about(entries, urls)
    shown: dict[str, list[DocumentFacts]] = {}
    for label, source in listed[start : start + DOCUMENTS_PAGE_SIZE]:
        facts = _facts(source, indexed.get(source.id), info, labels, urls)
        shown.setdefault(label, []).append(replace(facts, about=about.get(source.id, ())))
    sizes = {label: len(of_kind) for label, of_kind in groups}
    return DocumentsView(
        groups=tuple(DocumentGroup(label, sizes[label], tuple(documents)) for label, documents in shown.items()),
        pager=page_links(
            document_filter.page,
            DOCUMENTS_PAGE_SIZE,
            len(listed),
            lambda number: urls.documents(replace(document_filter, page=number)),
        ),
        listed=len(listed),
        documents=len(sources),
        searched=len(indexed),
        passages=info.passages,
        briefing_only=info.briefing_only,
        filters=(
            _state_filter(entries, document_filter, urls),
            *_country_filter(entries, document_filter, labels, urls),
        ),
        everything=urls.documents(),
    )


def document_facts(document: Document, info: IndexInfo, labels: FacetLabels, urls: Urls) -> DocumentFacts:
    """Return the metadata of an indexed document."""
    return _facts(document.source, document, info, labels, urls)


def source_facts(source: Source, info: IndexInfo, labels: FacetLabels, urls: Urls) -> DocumentFacts:
    """Return the metadata of a source, indexed or not."""
    return _facts(source, labels.documents.get(source.id), info, labels, urls)


def _facts(
    source: Source, document: Document | None, info: IndexInfo, labels: FacetLabels, urls: Urls
) -> DocumentFacts:
    return DocumentFacts(
        id=source.id,
        title=source.title,
        language=source.languages[0] if source.languages else "",
        publisher=source.publisher,
        year=source.year,
        kind=labels.value("kind", source.kind),
        languages=tuple(language_name(code) for code in source.languages),
        countries=tuple(labels.value("country", code) for code in source.countries),
        licence=source.licence,
        official_url=web_url(source.url),
        passages=document.passage_count if document else 0,
        pages=len(document.page_labels) if document else 0,
        official=source.official,
        url=urls.document(source.id),
        state=source_state(source, document, info),
        subtitle=source.subtitle,
        symbol=source.symbol,
        isbn=source.isbn,
        read_from=_read_from(source),
        file_url=web_url(document.file_url) if document else None,
        fetched_on=document.fetched_on if document else "",
    )


def _read_from(source: Source) -> str:
    """Return a sentence on where values were read that the manifest does not give, such as the title; or nothing."""
    places: dict[str, list[str]] = {}
    for name, label in FIELD_NAMES.items():
        if name in source.origins:
            places.setdefault(source.origins[name], []).append(label)
    part = gettext("%(fields)s from the %(place)s")
    parts = (
        part % {"fields": join_names([gettext(name) for name in names]), "place": gettext(place)}
        for place, names in places.items()
    )
    text = "; ".join(parts)
    return gettext("Read by program: %(parts)s.") % {"parts": text} if text else ""


def _texts_about(entries: Iterable[Listed], urls: Urls) -> dict[str, tuple[Link, ...]]:
    """Return our searchable briefings about each source whose own text is not here."""
    searched = {source.id: source for source, state in entries if state.searched}
    found: dict[str, list[Link]] = {}
    for text in searched.values():
        for source_id in text.stands_in_for:
            if source_id not in searched:
                found.setdefault(source_id, []).append(Link(text.title, urls.document(text.id)))
    return {source_id: tuple(links) for source_id, links in found.items()}


def _is_listed(source: Source, state: TextState, document_filter: DocumentFilter) -> bool:
    fits_state = document_filter.state in (None, state.listed)
    return fits_state and (not document_filter.country or document_filter.country in source.countries)


def _groups(entries: Sequence[Listed], labels: FacetLabels) -> Iterable[tuple[str, Sequence[Source]]]:
    """Yield the documents by kind in the taxonomy's order; our own texts last."""
    known = labels.taxonomy.facets["kind"].values if "kind" in labels.taxonomy.facets else ()
    by_kind: dict[str, list[Listed]] = {value.slug: [] for value in known}
    for source, state in entries:
        by_kind.setdefault(source.kind, [])
        if source.official:
            by_kind[source.kind].append((source, state))
    for kind, found in by_kind.items():
        if found:
            found.sort(key=lambda each: (not each[1].searched, each[0].title.casefold()))
            yield labels.value("kind", kind), [source for source, _ in found]
    if ours := [source for source, _ in entries if not source.official]:
        yield gettext(OWN_TEXTS), ours


def _state_filter(entries: Sequence[Listed], document_filter: DocumentFilter, urls: Urls) -> FilterLinks:
    """Return the filter by state, each counted within the selected country."""
    document_filter = replace(document_filter, page=1)
    here = [state for source, state in entries if _is_listed(source, state, replace(document_filter, state=None))]
    counts = Counter[DocumentState | None](state.listed for state in here)
    counts[None] = len(here)
    links = tuple(
        CountedLink(gettext(STATE_LABELS[state]), urls.documents(replace(document_filter, state=state)), counts[state])
        for state in (None, *STATES)
        if counts[state] or state in (None, document_filter.state)
    )
    return FilterLinks(gettext("Text"), links, urls.documents(document_filter))


def _country_filter(
    entries: Sequence[Listed],
    document_filter: DocumentFilter,
    labels: FacetLabels,
    urls: Urls,
) -> Iterable[FilterLinks]:
    """Yield the filter by country, each counted within the selected state; none if no source has a country."""
    document_filter = replace(document_filter, page=1)
    here = [source for source, state in entries if _is_listed(source, state, replace(document_filter, country=""))]
    counts = Counter(code for source in here for code in source.countries)
    if not counts and not document_filter.country:
        return
    shown = sorted({*counts, *filter(None, [document_filter.country])}, key=lambda code: labels.value("country", code))
    everywhere = CountedLink(gettext("All"), urls.documents(replace(document_filter, country="")), len(here))
    links = tuple(
        CountedLink(labels.value("country", code), urls.documents(replace(document_filter, country=code)), counts[code])
        for code in shown
    )
    yield FilterLinks(labels.facet("country"), (everywhere, *links), urls.documents(document_filter))
