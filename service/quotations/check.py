"""Checks a quotation's address against a generation: the words are there, elsewhere, or no longer anywhere.

Words are sought again as by a TextQuoteSelector of the W3C's Web Annotation Data Model: by the quotation, its prefix
and its suffix. The quotation is known by its digest and length, or from the retired passages.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from heapq import nlargest
from itertools import islice
from typing import Literal

from rapidfuzz import fuzz

from indexer.analysis.sentence_splitter import sentence_spans
from indexer.index.generation import Generation
from indexer.index.retired import RetiredPassage
from indexer.records.document import Document
from indexer.records.passage import Passage, Span, join_spans
from service.quotations.address import QuotationAddress, offsets_within, quotation_digest
from service.quotations.document_text import Part, fold_letters, read_document, text_of

QuotationStatus = Literal["verbatim", "moved", "gone", "unknown"]

CONTEXT = 32
"""The number of characters of a prefix and of a suffix, as in most tools for web annotations."""

MAX_PLACES = 50
"""The most places that are compared."""

MIN_WORDS_ELSEWHERE = 8
"""The fewest words of a quotation that counts as the same in another document, or with other words around it."""

MIN_CONTEXT = 60.0
"""How alike, in per cent, the words around a shorter quotation must be."""

MIN_NEAREST = 60.0
"""How alike, in per cent, words must be to be shown as what is there now."""

MAX_NEAREST = 200
"""The most characters of a quotation by which similar words are sought: the time grows with them."""

EDITION_PASSAGES = 6
"""The number of a document's retired passages, the longest, by which its newer edition is recognized."""

LIKELY_PASSAGES = 10
"""The number of passages, those that share the most words, in which the most similar words are sought."""

CACHED_DOCUMENTS, CACHED_CHECKS = 8, 512

FindDocuments = Callable[[str], Iterable[str]]
"""Returns the ids of documents with a phrase, the best first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words are in the index: the parts of passages that hold them, and their own address."""

    document: Document
    parts: tuple[Part, ...]
    address: QuotationAddress

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.address.spans

    @property
    def passage(self) -> Passage:
        """The passage in which they begin."""
        return self.parts[0].passage

    @property
    def text(self) -> str:
        return text_of(self.parts)

    @property
    def prefix(self) -> str:
        """What is before them in the passage."""
        first = self.parts[0]
        return first.passage.text[max(0, first.start - CONTEXT) : first.start]

    @property
    def suffix(self) -> str:
        """What is after them in the passage."""
        last = self.parts[-1]
        return last.passage.text[last.end : last.end + CONTEXT]


@dataclass(frozen=True, slots=True)
class RetiredQuotation:
    """Characters `start` to `end` of a passage that is no longer in the index."""

    passage: RetiredPassage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def prefix(self) -> str:
        return self.passage.text[max(0, self.start - CONTEXT) : self.start]

    @property
    def suffix(self) -> str:
        return self.passage.text[self.end : self.end + CONTEXT]


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """What became of a quotation.

    `verbatim`: its words are at their address. `moved`: they are at `place`; `identical` is false if punctuation or
    spaces differ. `gone`: they are in the document no longer; `retired` is what it held, and `place` the most similar
    words that are there now, if any are. `unknown`: neither this index nor the retired passages know words with this
    digest at this address. `document` is the document of the address, if it is indexed, and `successors` are those that
    replaced it. `generation` and `built` name the index that was asked.
    """

    address: QuotationAddress
    status: QuotationStatus
    document: Document | None
    successors: tuple[Document, ...]
    generation: str
    built: str
    place: Place | None = None
    retired: RetiredQuotation | None = None
    identical: bool = True

    @property
    def text(self) -> str:
        """The words of the quotation, as far as they are known."""
        if self.retired and self.status == "gone":
            return self.retired.text
        return self.place.text if self.place else ""


class QuotationChecker:
    """Checks quotations against one generation. May be used from any thread."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._read = lru_cache(CACHED_DOCUMENTS)(partial(read_document, generation))
        self._checked = lru_cache(CACHED_CHECKS)(self._check)
        self._editions = lru_cache(CACHED_CHECKS)(self._newer_editions)

    def check(self, address: QuotationAddress, find_documents: FindDocuments) -> QuotationCheck:
        """Return what became of a quotation. Raise PageChanged where its stored page is damaged."""
        return self._checked(address, find_documents)

    def retired(self, passage_id: str) -> QuotationAddress | None:
        """Return the address of a whole passage that is no longer in the index, or None if it never was."""
        passage = self._generation.retired.get(passage_id)
        if passage is None:
            return None
        return QuotationAddress(passage.document, passage.spans, quotation_digest(passage.text))

    def _check(self, address: QuotationAddress, find_documents: FindDocuments) -> QuotationCheck:
        generation = self._generation
        document = generation.documents.get(address.document)
        named = tuple(self._successors(address.document))
        successors = named or (() if document else self._editions(address.document, find_documents))
        result = partial(
            QuotationCheck,
            address,
            document=document,
            successors=successors,
            generation=generation.name,
            built=generation.meta.built,
        )
        if document and self._text_at(document, address.spans, address.digest):
            parts = self._read(document.id).parts_at(address.spans)
            if parts:
                return result(status="verbatim", place=Place(document, tuple(parts), address))
        retired = self._retired(address)
        within = (document,) if document else successors
        places = [
            place for each in within for place in islice(self._places(each, address, retired), MAX_PLACES)
        ] or self._elsewhere(document, retired, find_documents)
        place = _nearest_place(places, address, retired)
        if place is not None:
            identical = place.address.digest == address.digest
            return result(status="moved", place=place, retired=retired, identical=identical)
        if retired is None:
            return result(status="unknown")
        return result(status="gone", retired=retired, place=self._similar(within, retired))

    def _text_at(self, document: Document, spans: Sequence[Span], digest: str) -> bool:
        """Return whether spans of a document's pages hold words with a digest."""
        if any(span.page > len(document.page_labels) for span in spans):
            return False
        pages = {span.page: self._generation.pages.text(document.id, span.page) for span in spans}
        return quotation_digest("".join(pages[span.page][span.start : span.end] for span in spans)) == digest

    def _successors(self, document: str) -> Iterator[Document]:
        source = self._generation.sources.get(document)
        for each in source.stands_in_for if source else ():
            if each in self._generation.documents:
                yield self._generation.documents[each]

    def _newer_editions(self, document: str, find_documents: FindDocuments) -> tuple[Document, ...]:
        """Return the document that has half of the longest passages of one that is no longer in the index, if any."""
        longest = nlargest(EDITION_PASSAGES, self._generation.retired.of(document), key=lambda each: len(each.text))
        found = Counter[str]()
        for passage in longest:
            holding = (each for each in find_documents(passage.text) if self._holds(each, passage.text))
            found.update(islice(holding, 1))
        return tuple(
            self._generation.documents[each] for each, count in found.most_common(1) if 2 * count >= len(longest)
        )

    def _holds(self, document: str, text: str) -> bool:
        return next(self._read(document).with_words(text), None) is not None

    def _retired(self, address: QuotationAddress) -> RetiredQuotation | None:
        """Return the words of an address as an earlier generation held them."""
        for passage in self._generation.retired.of(address.document):
            offsets = offsets_within(address.spans, passage.spans)
            if offsets and quotation_digest(passage.text[slice(*offsets)]) == address.digest:
                return RetiredQuotation(passage, *offsets)
        return None

    def _places(
        self, document: Document, address: QuotationAddress, retired: RetiredQuotation | None
    ) -> Iterator[Place]:
        """Yield the places of a document with the words of a quotation; with the same letters where there is none."""
        text = self._read(document.id)
        found = list(islice(text.with_digest(address.digest, address.length), MAX_PLACES))
        if not found and retired:
            found = list(islice(text.with_words(retired.text), MAX_PLACES))
        yield from (self._place(document, parts) for parts in found)

    def _elsewhere(
        self, document: Document | None, retired: RetiredQuotation | None, find_documents: FindDocuments
    ) -> list[Place]:
        """Return places in other documents, if the quotation's own is no longer in the index."""
        if document or retired is None or len(retired.text.split()) < MIN_WORDS_ELSEWHERE:
            return []
        for each in find_documents(retired.text):
            found = self._generation.documents[each]
            places = [self._place(found, parts) for parts in islice(self._read(each).with_words(retired.text), 1)]
            if places:
                return places
        return []

    def _place(self, document: Document, parts: Sequence[Part]) -> Place:
        """Return a place with its address, in which white space between two parts is one character of a page."""
        spans = []
        for part, more in zip(parts, [*parts[1:], None], strict=True):
            own = list(part.spans)
            last = own[-1]
            if more and self._generation.pages.text(document.id, last.page)[last.end : last.end + 1].isspace():
                own[-1] = Span(last.page, last.start, last.end + 1)
            spans += own
        address = QuotationAddress(document.id, join_spans(spans), quotation_digest(text_of(parts)))
        return Place(document, tuple(parts), address)

    def _similar(self, documents: Iterable[Document], retired: RetiredQuotation) -> Place | None:
        """Return the sentence that is most like the words of a retired quotation."""
        words = retired.text[:MAX_NEAREST]
        sought = set(words.casefold().split())
        passages = [(document, passage) for document in documents for passage in self._read(document.id).passages]
        likely = nlargest(
            LIKELY_PASSAGES, passages, key=lambda each: len(sought.intersection(each[1].text.casefold().split()))
        )
        best: tuple[float, Document, Part] | None = None
        for document, passage in likely:
            found = fuzz.partial_ratio_alignment(words, passage.text, score_cutoff=MIN_NEAREST)
            if found and found.score >= MIN_NEAREST and (best is None or found.score > best[0]):
                best = found.score, document, Part(passage, found.dest_start, found.dest_end)
        return self._place(best[1], [_whole_sentences(best[2])]) if best else None


def _whole_sentences(part: Part) -> Part:
    """Return the sentences that a part of a passage is mostly of."""
    text = part.passage.text
    overlapping = [
        (start, end)
        for start, end in sentence_spans(text)
        if 2 * (min(end, part.end) - max(start, part.start)) > min(end - start, part.end - part.start)
    ] or [(part.start, part.end)]
    start, end = overlapping[0][0], overlapping[-1][1]
    return Part(part.passage, start, start + len(text[start:end].rstrip()))


def _nearest_place(
    places: Sequence[Place], address: QuotationAddress, retired: RetiredQuotation | None
) -> Place | None:
    """Return the place whose context is most like the retired one, and of these the nearest to the address's pages."""
    scored = [(_context_score(place, retired), -abs(place.spans[0].page - address.pages[0]), place) for place in places]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda each: each[:2])
    is_short = len(best.text.split()) < MIN_WORDS_ELSEWHERE
    differs = best.address.digest != address.digest or len(places) > 1
    return None if retired and is_short and differs and score < MIN_CONTEXT else best


def _context_score(place: Place, retired: RetiredQuotation | None) -> float:
    """Return how alike the words around a place and around the retired quotation are, in per cent."""
    if retired is None:
        return 0.0
    pairs = (
        (fold_letters(place.prefix).text, fold_letters(retired.prefix).text),
        (fold_letters(place.suffix).text, fold_letters(retired.suffix).text),
    )
    return max((fuzz.ratio(now, then) for now, then in pairs if now and then), default=0.0)
