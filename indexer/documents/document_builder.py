"""Build a document from a reading: its passages, their languages and tags, its outline and its links."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from msgspec.structs import replace

from indexer.analysis.language_detection import detect_language
from indexer.analysis.run_together import find_run_together
from indexer.documents.block_languages import PassageLanguages, block_languages, detect_by_script
from indexer.documents.main_country import Front
from indexer.documents.page_text import PlacedBlock, build_page_texts
from indexer.documents.passages import demote_labels, passage_id, split_into_passages
from indexer.documents.tagging import DocumentTags, Tagger
from indexer.fetch.urls import url_key
from indexer.read.blocks import normalize_url
from indexer.records.document import Document, OutlineEntry
from indexer.records.passage import Passage
from indexer.records.reading import Link, Reading
from indexer.records.source import Source

_MIN_LANGUAGE_SHARE = 0.2
"""The share of a document's passages from which their language is one of the document's."""

COUNTRIES = "countries"
"""The field of a source whose values the text may show."""

_SAMPLE = 60_000
"""From how many characters a document's language is detected."""


@dataclass(frozen=True, slots=True)
class DocumentWithPassages:
    """A document with the stored text of its pages and its passages.

    The ordinals count from its first passage. Its file is filled in later.
    """

    document: Document
    pages: dict[int, str]
    passages: tuple[Passage, ...]


class DocumentBuilder:
    """Builds documents independently of each other: the ids of passages begin with their document's."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def build(self, source: Source, reading: Reading, url: str | None) -> DocumentWithPassages:
        """Build the document of a source from its reading; `url` is the URL of its file.

        The result depends only on the source's id, title, subtitle, kind, publisher, languages, countries and
        sectors, and on the reading.
        """
        texts = build_page_texts(reading.pages, reading.blocks)
        language = _language(source, reading)
        of_blocks = block_languages(reading.blocks, language, source.languages)
        languages = PassageLanguages(texts.blocks, of_blocks, texts.pages)
        drafts = demote_labels(list(split_into_passages(texts, source.title, self._changes(texts.blocks))))
        front = Front.of((texts.pages[number] for number in sorted(texts.pages)), language)
        tagged = self._tagger.tag(source, drafts, front)
        ids: Counter[str] = Counter()
        passages = tuple(
            Passage(
                id=passage_id(source.id, draft.text, ids),
                ordinal=ordinal,
                document=source.id,
                language=languages.language_of(draft.spans),
                section=draft.section,
                text=draft.text,
                spans=draft.spans,
                tags=tags,
                demoted=draft.demoted,
                table=draft.table,
                first_row=draft.first_row,
            )
            for ordinal, (draft, tags) in enumerate(zip(drafts, tagged.passages, strict=True))
        )
        document = Document(
            source=_completed(source, tagged, source.languages or _main_languages(passages, language)),
            file="",
            sha256="",
            page_labels=tuple(page.label for page in reading.pages),
            links=tuple(_absolute_links(reading.links, url)),
            outline=tuple(_outline(passages)),
            first_ordinal=0,
            passage_count=len(passages),
            run_together=find_run_together(
                [passage.text for passage in passages], {passage.language for passage in passages}
            ),
            warnings=reading.warnings,
            ocr_confidences={page.number: page.confidence for page in reading.pages if page.confidence is not None},
        )
        return DocumentWithPassages(document, texts.pages, passages)

    def _changes(self, blocks: Sequence[PlacedBlock]) -> set[PlacedBlock]:
        """Return the blocks that begin another country or sector."""
        text = [placed for placed in blocks if placed.block.kind != "note"]
        return {text[index] for index in self._tagger.subject_changes([placed.block.text for placed in text])}


def _language(source: Source, reading: Reading) -> str:
    """Return the document's language: the manifest's only one, else detected, else what the file claims."""
    if len(source.languages) == 1:
        return source.languages[0].partition("-")[0]
    sample = " ".join(block.text for block in reading.blocks)[:_SAMPLE]
    if source.languages:
        return detect_language(sample, source.languages, source.languages[0])
    claimed = (reading.language or "en")[:2].lower()
    return detect_by_script(sample, claimed) or detect_language(sample, otherwise=claimed)


def _completed(source: Source, tagged: DocumentTags, languages: tuple[str, ...]) -> Source:
    """Return a source with the languages and countries that its text shows."""
    origins = source.origins if source.countries or not tagged.origin else {**source.origins, COUNTRIES: tagged.origin}
    return replace(source, languages=languages, countries=tagged.countries, origins=origins)


def _main_languages(passages: Sequence[Passage], main: str) -> tuple[str, ...]:
    """Return the languages of a document whose source names none: its main one, then those of many passages."""
    counts = Counter(passage.language for passage in passages)
    frequent = [code for code, count in counts.most_common() if count >= _MIN_LANGUAGE_SHARE * len(passages)]
    return tuple(dict.fromkeys((main, *frequent)))


def _absolute_links(links: Iterable[Link], url: str | None) -> Iterator[Link]:
    """Yield the links as absolute URLs; relative ones are resolved against the document's, or dropped without it."""
    for link in links:
        try:
            whole = normalize_url(urljoin(url or "", link.url))
        except ValueError:
            continue
        if whole:
            yield Link(link.page, whole, link.anchor_text)


def _outline(passages: Iterable[Passage]) -> Iterator[OutlineEntry]:
    """Yield each heading once, with the ordinal of the first passage under it."""
    before: tuple[str, ...] = ()
    for passage in passages:
        for level, title in enumerate(passage.section, start=1):
            if before[:level] != passage.section[:level]:
                yield OutlineEntry(level, title, passage.ordinal)
        before = passage.section


def add_backlinks(
    sources: Iterable[Source], documents: Sequence[Document]
) -> tuple[tuple[Source, ...], tuple[Document, ...]]:
    """Return the sources and the documents, each `linked_from` every document that has a link to it.

    Links in our own texts do not count. A source that is a document is returned as the document has it, with its
    title and languages.
    """
    linking: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        if document.source.official:
            for key in dict.fromkeys(url_key(link.url) for link in document.links):
                if key is not None:
                    linking[key].append(document.id)

    def with_backlinks(source: Source, urls: Iterable[str]) -> Source:
        keys = dict.fromkeys(key for url in urls if (key := url_key(url)))
        ids = dict.fromkeys((*source.linked_from, *(each for key in keys for each in linking.get(key, ()))))
        return replace(source, linked_from=tuple(each for each in ids if each != source.id))

    indexed = {
        document.id: replace(document, source=with_backlinks(document.source, document.urls)) for document in documents
    }
    known = (
        indexed[source.id].source if source.id in indexed else with_backlinks(source, filter(None, [source.url]))
        for source in sources
    )
    return tuple(known), tuple(indexed.values())
