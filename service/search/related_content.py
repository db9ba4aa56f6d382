"""Content related to a passage or a document, each with the evidence for it (service.search.related finds it)."""

from dataclasses import dataclass
from typing import Literal

from indexer.records.document import Document
from indexer.records.passage import Passage

MentionedBy = Literal["title", "symbol", "link"]
TranslationEvidence = Literal["symbol", "isbn", "title", "address", "file"]


@dataclass(frozen=True, slots=True)
class RelatedPassage:
    """A passage of another document with the rare words that it shares, the rarest first, as they are written there.

    `is_linked` is true where either document links to the other.
    """

    passage: Passage
    document: Document
    words: tuple[str, ...]
    is_linked: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that names another, and how: by its title or symbol in `passage`, or by a link on a page of it."""

    document: Document
    by: MentionedBy
    passage: Passage | None
    page: int


@dataclass(frozen=True, slots=True)
class Translation:
    """The same document in another language, and what shows it. `page` is the page of the same number, if any."""

    document: Document
    language: str
    evidence: TranslationEvidence
    page: int


@dataclass(frozen=True, slots=True)
class RelatedContent:
    """Content related to a passage."""

    related: tuple[RelatedPassage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    translations: tuple[Translation, ...] = ()
