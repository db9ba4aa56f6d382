"""The permanent address of a quotation: where its words were in a document's stored pages, and a digest of them.

    /q/{document}/{page}/{start}-{end}[/{page}/{start}-{end} …]?h={digest}

Pages are numbered from 1 in the file; offsets count characters of the page's stored text. The digest is the first 16
hexadecimal digits of the SHA-256 of the quotation in UTF-8, with every run of white space as one space: whoever has the
quotation and the address can compute it.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote, urlencode

from indexer.errors import BadParameter
from indexer.records.passage import Passage, Span, join_spans, slice_spans

PREFIX = "/q/"
DIGEST = "h"

MAX_SPANS = 40
"""The most spans of an address: a passage of a table has a few of its heads and one of its rows."""

MAX_QUOTED = 20_000
"""The most characters of a quotation."""

_PLACE = re.compile(r"(\d{1,6})/(\d{1,9})-(\d{1,9})(?:/|$)")
_DIGEST = re.compile(r"[0-9a-f]{16}")


def quotation_digest(text: str) -> str:
    """Return the digest of a quotation, the same however its lines are broken."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class QuotationAddress:
    """The parts of a quotation's address."""

    document: str
    spans: tuple[Span, ...]
    digest: str

    @classmethod
    def of(cls, passage: Passage, start: int = 0, end: int | None = None) -> Self:
        """Return the address of characters `start` to `end` of a passage's text, without white space around them."""
        text = passage.text[start:end]
        first = start + len(text) - len(text.lstrip())
        last = start + len(text.rstrip())
        spans = join_spans(slice_spans(passage.spans, first, last))
        return cls(passage.document, spans, quotation_digest(text))

    @classmethod
    def parse(cls, document: str, place: str, digest: str) -> Self:
        """Return the address with these parts. Raise BadParameter where a part is missing or malformed."""
        if not _DIGEST.fullmatch(digest):
            raise BadParameter(
                "This link to a quotation is incomplete: it must end with h= and 16 digits, by which the words are"
                " checked. Copy the whole link."
            )
        spans, at = [], 0
        while at < len(place) and (found := _PLACE.match(place, at)):
            spans.append(Span(*map(int, found.groups())))
            at = found.end()
        size = sum(span.end - span.start for span in spans)
        if at != len(place) or not 0 < len(spans) <= MAX_SPANS or not 0 < size <= MAX_QUOTED:
            raise BadParameter("This link to a quotation is malformed. Copy the whole link.")
        if any(span.start >= span.end or span.page < 1 for span in spans):
            raise BadParameter("This link to a quotation is malformed. Copy the whole link.")
        return cls(document, tuple(spans), digest)

    @classmethod
    def of_key(cls, key: str) -> Self:
        """Return the address with this key. Raise BadParameter where it is malformed."""
        document, _, rest = key.partition("/")
        place, _, digest = rest.rpartition("/")
        return cls.parse(unquote(document), place, digest)

    @property
    def key(self) -> str:
        """It in one word, as the addresses of collections name it."""
        return f"{quote(self.document, safe='')}/{self.place}/{self.digest}"

    @property
    def place(self) -> str:
        """Its spans as in the path."""
        return "/".join(f"{span.page}/{span.start}-{span.end}" for span in self.spans)

    @property
    def path(self) -> str:
        """Its path with the digest."""
        return f"{PREFIX}{quote(self.document, safe='')}/{self.place}?{urlencode({DIGEST: self.digest})}"

    @property
    def length(self) -> int:
        """The number of characters at its place."""
        return sum(span.end - span.start for span in self.spans)

    @property
    def pages(self) -> Sequence[int]:
        """Its pages, in order."""
        return sorted({span.page for span in self.spans})


def offsets_within(inner: Sequence[Span], outer: Sequence[Span]) -> tuple[int, int] | None:
    """Return where the text of some spans begins and ends in that of others; None unless it is whole and in a row."""
    starts = []
    for span in inner:
        at = 0
        for each in outer:
            if each.page == span.page and each.start <= span.start and span.end <= each.end:
                starts.append(at + span.start - each.start)
                break
            at += each.end - each.start
        else:
            return None
    end = starts[0]
    for start, span in zip(starts, inner, strict=True):
        if start != end:
            return None
        end = start + span.end - span.start
    return starts[0], end
