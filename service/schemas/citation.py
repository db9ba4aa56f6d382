"""The citation of a passage or sentence: document, section, pages, permanent link."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Protocol
from urllib.parse import urlsplit

from indexer.records.document import Document
from indexer.records.passage import Passage, Span
from service.translations.messages import gettext, ngettext
from service.web.facet_labels import DISCLAIMER


class LocatedText(Protocol):
    """A text on a document's pages: a passage, a sentence of it."""

    @property
    def spans(self) -> tuple[Span, ...]: ...


@dataclass(frozen=True, slots=True)
class Citation:
    """The source of a text. `pages` is in words; `official` is false for texts written for this service."""

    title: str
    publisher: str
    year: int | None
    section: tuple[str, ...]
    pages: str
    permalink: str
    official: bool

    def text(self, url: str) -> str:
        """Return the citation in one line, to be copied, ending with the URL of the text."""
        publisher = f"{self.publisher} ({self.year})" if self.publisher and self.year else self.publisher
        ours = "" if self.official else f"[{gettext(DISCLAIMER)}]"
        location = ", ".join(filter(None, (" › ".join(self.section), self.pages)))
        return " ".join(_sentence(part) for part in (publisher, self.title, location, ours) if part) + f" {url}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…", "]")) else f"{text}."


def row_words(passage: Passage) -> str:
    """Return in words which rows of its table a passage holds: “table, rows 12–18”; empty for its beginning."""
    kinds = passage.table.lower()
    count = kinds.count("r")
    if not count or passage.first_row <= 1 or not passage.table[0].isupper() or "-" in kinds:
        return ""
    last = passage.first_row + count - 1
    rows = f"{passage.first_row}–{last}" if count > 1 else str(last)
    return ngettext("table, row %(rows)s", "table, rows %(rows)s", count) % {"rows": rows}


def ocr_words(located: LocatedText, document: Document) -> str:
    """Return in words that a text was read from a picture, and with what confidence; empty where it was not."""
    confidence = document.ocr_confidence(page_numbers(located))
    if confidence is None:
        return ""
    return gettext("read from a picture (confidence %(percent)s%%)") % {"percent": confidence}


def scan_words(document: Document) -> str:
    """Return in words that most of a document was read from pictures; empty where it was not."""
    count, total = len(document.ocr_confidences), len(document.page_labels)
    if 2 * count <= total:
        return ""
    return gettext(
        "A scan: OCR read %(count)s of its %(total)s pages from pictures, with a median confidence of %(percent)s%%. "
        "Compare quotations with the page."
    ) % {"count": count, "total": total, "percent": round(median(document.ocr_confidences.values()))}


def cite(passage: Passage, document: Document, permalink: str, located: LocatedText | None = None) -> Citation:
    """Return the citation of a passage, or of a sentence in it."""
    source = document.source
    return Citation(
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        section=passage.section,
        pages=", ".join(filter(None, _place_words(passage, document, located))),
        permalink=permalink,
        official=source.official,
    )


def _place_words(passage: Passage, document: Document, located: LocatedText | None) -> tuple[str, ...]:
    """Return the words for where a text is; some may be empty."""
    text = located or passage
    return page_words(text, document), "" if located else row_words(passage), ocr_words(text, document)


def page_numbers(located: LocatedText) -> tuple[int, ...]:
    """Return the pages of a passage or sentence, from 1, in order."""
    return tuple(sorted({span.page for span in located.spans}))


def page_words(located: LocatedText, document: Document, *, first: bool = False) -> str:
    """Return the printed page labels in words: “page 12”, “pages 4–5, 9”; empty for a document of one page.

    `first` names the first page alone.
    """
    labels, count = page_labels(located, document, first=first)
    return label_words([labels], count) if labels else ""


def page_labels(located: LocatedText, document: Document, *, first: bool = False) -> tuple[str, int]:
    """Return the printed page labels, as “4–5, 9”, and the number of pages; empty for a document of one page."""
    numbers = page_numbers(located)[: 1 if first else None]
    if len(document.page_labels) <= 1 or not numbers:
        return "", 0
    runs = [
        f"{document.label(run[0])}–{document.label(run[-1])}" if len(run) > 1 else document.label(run[0])
        for run in _runs(numbers)
    ]
    return ", ".join(runs), len(numbers)


def label_words(labels: Iterable[str], count: int = 0) -> str:
    """Return page labels, of `count` pages if some are ranges, in words: “page 12”, “pages 4–5, 9”."""
    listed = list(labels)
    return ngettext("page %(labels)s", "pages %(labels)s", count or len(listed)) % {"labels": ", ".join(listed)}


def web_url(url: str | None) -> str | None:
    """Return the URL if it is http or https, else None: no other kind may become a link."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def absolute(url: str, origin: str) -> str:
    """Return a URL as it is quoted: absolute if the origin is known."""
    return url if "://" in url else origin + url


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Return the numbers in runs of consecutive ones."""
    grouped = groupby(enumerate(numbers), key=lambda each: each[1] - each[0])
    return [[number for _, number in run] for _, run in grouped]
