"""How a passage is cited: document, section, page, permanent link."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol
from urllib.parse import urlsplit

from indexer.records.document import Document
from indexer.records.passage import Passage, Span
from service.web.disclaimer import DISCLAIMER
from service.web.urls import Urls


class Placed(Protocol):
    """Whatever stands on pages: a passage, a sentence of it."""

    @property
    def spans(self) -> tuple[Span, ...]: ...


@dataclass(frozen=True, slots=True)
class CitationView:
    """Where a passage's words stand. `official` is false for texts written for this service."""

    title: str
    publisher: str
    year: int | None
    section: tuple[str, ...]
    pages: str
    permalink: str
    official: bool

    def text(self, address: str) -> str:
        """The citation in one line, to be copied, with the address under which readers find the passage."""
        publisher = f"{self.publisher} ({self.year})" if self.publisher and self.year else self.publisher
        ours = "" if self.official else f"[{DISCLAIMER}]"
        place = ", ".join(filter(None, (" › ".join(self.section), self.pages)))
        return " ".join(_sentence(part) for part in (publisher, self.title, place, ours) if part) + f" {address}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…", "]")) else f"{text}."


def cite(passage: Passage, document: Document, urls: Urls) -> CitationView:
    """The citation of a passage."""
    source = document.source
    return CitationView(
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        section=passage.section,
        pages=page_words(passage, document),
        permalink=urls.permalink(passage.id),
        official=source.official,
    )


def page_numbers(placed: Placed) -> tuple[int, ...]:
    """The pages on which a passage or a sentence stands, from 1, in order."""
    return tuple(sorted({span.page for span in placed.spans}))


def page_words(placed: Placed, document: Document, *, first: bool = False) -> str:
    """The printed page labels in words: “page 12”, “pages 4–5, 9”; nothing where the document is one page long.

    `first` names the page alone on which it begins.
    """
    numbers = page_numbers(placed)[: 1 if first else None]
    if len(document.page_labels) <= 1 or not numbers:
        return ""
    runs = [
        f"{document.label(run[0])}–{document.label(run[-1])}" if len(run) > 1 else document.label(run[0])
        for run in _runs(numbers)
    ]
    return f"{'page' if len(numbers) == 1 else 'pages'} {', '.join(runs)}"


def web_address(address: str | None) -> str | None:
    """The address if it is one of the web, else None: no other kind may become a link."""
    if not address:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """The numbers in runs of neighbours."""
    grouped = groupby(enumerate(numbers), key=lambda place: place[1] - place[0])
    return [[number for _, number in run] for _, run in grouped]
