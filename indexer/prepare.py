"""Makes a document with its passages out of a file that was read: whose it is, how it divides, what it is about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urljoin

from indexer.analysis.glue import find_glue
from indexer.analysis.language import detect_language
from indexer.corpus_files import FoundFile, file_digest
from indexer.languages import PassageLanguages, block_languages
from indexer.layout import PlacedBlock, lay_out
from indexer.manifest import Manifest, adopt, match_source
from indexer.passages import divide, passage_id
from indexer.read.addresses import kept_address
from indexer.records.document import Document, OutlineEntry
from indexer.records.passage import Passage
from indexer.records.reading import Link, Reading
from indexer.records.source import Source
from indexer.tags import Tagger

Briefing = Literal["auto", "always", "never"]
"""When the embedded briefing is indexed: where the official document is not, always, or never."""

_MANY = 0.2
"""The share of a document's passages from which their language is one of the document's."""

_SAMPLE = 60_000
"""How many characters of a document are looked at to tell its language."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be written, the stored text of its pages and its passages."""

    document: Document
    pages: dict[int, str]
    passages: tuple[Passage, ...]


class Preparer:
    """Prepares the documents of one build, one after another.

    It remembers what came before: which sources and passage ids are taken, and so whether a briefing document,
    which must come after the official ones, steps aside.
    """

    def __init__(self, manifest: Manifest, tagger: Tagger, briefing: Briefing = "auto") -> None:
        self._manifest = manifest
        self._tagger = tagger
        self._briefing = briefing
        self._taken: set[str] = set()
        self._passage_ids: set[str] = set()
        self.stepped_aside: list[str] = []

    def prepare(self, file: FoundFile, reading: Reading, first: int) -> Prepared | None:
        """The document with passages whose ordinals start at `first`, or None where it steps aside."""
        if self._gives_way(file):
            return None
        source = self._source(file, reading)
        if self._steps_aside(source):
            self.stepped_aside.append(source.id)
            return None
        layout = lay_out(reading.pages, reading.blocks)
        language = _language(source, reading)
        told = block_languages(reading.blocks, language, source.languages)
        languages = PassageLanguages(layout.blocks, told, layout.pages)
        drafts = list(divide(layout, source.title, self._changes(layout.blocks)))
        passages = tuple(
            Passage(
                id=passage_id(source.id, draft.text, self._passage_ids),
                ordinal=first + place,
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
            file=file.path.name,
            sha256=file_digest(file.path) or "",
            pages=reading.pages,
            links=tuple(_whole_links(reading.links, file.address)),
            outline=tuple(_outline(passages)),
            first=first,
            count=len(passages),
            glued=find_glue([passage.text for passage in passages], {passage.language for passage in passages}),
        )
        self._taken.add(source.id)
        return Prepared(document, layout.pages, passages)

    def _source(self, file: FoundFile, reading: Reading) -> Source:
        """The manifest's entry for the file, or a new one where it has none or another file has taken it."""
        source = file.source or match_source(self._manifest, file.path.name, reading.title)
        if source is None or source.id in self._taken:
            return adopt(file.path.name, reading.title, {*self._taken, *self._manifest.by_id})
        untitled = source.title == source.page
        return replace(source, title=reading.title) if untitled and reading.title else source

    def _gives_way(self, file: FoundFile) -> bool:
        """Whether another file is a fetched file's source, or none of the documents that led to it is here."""
        if not file.fetched or file.source is None:
            return False
        led_to = not file.needs or any(name in self._taken for name in file.needs)
        return file.source.id in self._taken or not led_to

    def _changes(self, blocks: Sequence[PlacedBlock]) -> set[PlacedBlock]:
        """The blocks with which the text turns to another country or sector."""
        text = [placed for placed in blocks if placed.block.kind != "note"]
        return {text[place] for place in self._tagger.changes([placed.block.text for placed in text])}

    def _steps_aside(self, source: Source) -> bool:
        if source.official or self._briefing == "always":
            return False
        return self._briefing == "never" or any(name in self._taken for name in source.stands_in_for)


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
            whole = kept_address(urljoin(address or "", link.address))
        except ValueError:
            continue
        if whole:
            yield replace(link, address=whole)


def _outline(passages: Iterable[Passage]) -> Iterator[OutlineEntry]:
    """Each heading where it first applies, with the first passage under it."""
    before: tuple[str, ...] = ()
    for passage in passages:
        for level, title in enumerate(passage.section, start=1):
            if before[:level] != passage.section[:level]:
                yield OutlineEntry(level, title, passage.ordinal)
        before = passage.section
