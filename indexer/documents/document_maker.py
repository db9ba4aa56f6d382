"""Makes a document with its passages out of a reading: how it divides, what language it is in, what it is about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from msgspec.structs import replace

from indexer.analysis.language_detection import detect_language
from indexer.analysis.run_together import find_run_together
from indexer.documents.block_languages import PassageLanguages, block_languages
from indexer.documents.page_text import PlacedBlock, build_page_texts
from indexer.documents.passages import passage_id, split_into_passages
from indexer.documents.tagging import Tagger
from indexer.read.blocks import web_address
from indexer.records.document import Document, OutlineEntry
from indexer.records.passage import Passage
from indexer.records.reading import Link, Reading
from indexer.records.source import Source

_MANY = 0.2
"""The share of a document's passages from which their language is one of the document's."""

_SAMPLE = 60_000
"""How many characters of a document are looked at to tell its language."""


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document ready to be written, the stored text of its pages and its passages.

    The ordinals count from its first passage. Its file is not known here.
    """

    document: Document
    pages: dict[int, str]
    passages: tuple[Passage, ...]


class DocumentMaker:
    """Prepares documents, each without regard to any other: its passages' ids begin with its own."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def prepare(self, source: Source, reading: Reading, address: str | None) -> PreparedDocument:
        """The document that a source's reading is; `address` is where its file is from.

        Of the source, nothing but id, title, kind, languages, countries and sectors decides what comes out.
        """
        layout = build_page_texts(reading.pages, reading.blocks)
        language = _language(source, reading)
        told = block_languages(reading.blocks, language, source.languages)
        languages = PassageLanguages(layout.blocks, told, layout.pages)
        drafts = list(split_into_passages(layout, source.title, self._changes(layout.blocks)))
        ids: set[str] = set()
        passages = tuple(
            Passage(
                id=passage_id(source.id, draft.text, ids),
                ordinal=place,
                document=source.id,
                language=languages.of(draft.spans),
                section=draft.section,
                text=draft.text,
                spans=draft.spans,
                tags=tags,
                demoted=draft.demoted,
            )
            for place, (draft, tags) in enumerate(zip(drafts, self._tagger.tag(source, drafts), strict=True))
        )
        document = Document(
            source=source if source.languages else replace(source, languages=_main_languages(passages, language)),
            file="",
            sha256="",
            page_labels=tuple(page.label for page in reading.pages),
            links=tuple(_whole_links(reading.links, address)),
            outline=tuple(_outline(passages)),
            first=0,
            count=len(passages),
            run_together=find_run_together(
                [passage.text for passage in passages], {passage.language for passage in passages}
            ),
        )
        return PreparedDocument(document, layout.pages, passages)

    def _changes(self, blocks: Sequence[PlacedBlock]) -> set[PlacedBlock]:
        """The blocks with which the text turns to another country or sector."""
        text = [placed for placed in blocks if placed.block.kind != "note"]
        return {text[place] for place in self._tagger.changes([placed.block.text for placed in text])}


def _language(source: Source, reading: Reading) -> str:
    """The document's language: the manifest's if that is just one, else by its words, else what the file claims."""
    if len(source.languages) == 1:
        return source.languages[0].partition("-")[0]
    sample = " ".join(block.text for block in reading.blocks)[:_SAMPLE]
    if source.languages:
        return detect_language(sample, source.languages, source.languages[0])
    claimed = (reading.language or "en")[:2].lower()
    return detect_language(sample, otherwise=claimed)


def _main_languages(passages: Sequence[Passage], main: str) -> tuple[str, ...]:
    """The languages of a document of which nobody has said any: the one it is in, then those of many passages."""
    counts = Counter(passage.language for passage in passages)
    many = [code for code, count in counts.most_common() if count >= _MANY * len(passages)]
    return tuple(dict.fromkeys((main, *many)))


def _whole_links(links: Iterable[Link], address: str | None) -> Iterator[Link]:
    """The links with whole addresses; relative ones start from the document's own, and are lost where it has none."""
    for link in links:
        try:
            whole = web_address(urljoin(address or "", link.address))
        except ValueError:
            continue
        if whole:
            yield Link(link.page, whole, link.anchor)


def _outline(passages: Iterable[Passage]) -> Iterator[OutlineEntry]:
    """Each heading where it first applies, with the first passage under it."""
    before: tuple[str, ...] = ()
    for passage in passages:
        for level, title in enumerate(passage.section, start=1):
            if before[:level] != passage.section[:level]:
                yield OutlineEntry(level, title, passage.ordinal)
        before = passage.section
