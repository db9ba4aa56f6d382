"""A page's stored text with its passages, and where the words of a query are in it."""

from collections.abc import Iterable, Iterator, Sequence

from indexer.index.generation import Generation
from indexer.records.document import Document
from indexer.records.passage import Passage, Span
from service.search.highlighting import HighlightTerms, find_highlights, highlight_text
from service.search.protocol import PagePassage, PageView
from service.search.quote_check import are_verified

NOTHING_SOUGHT = HighlightTerms()

Marks = list[tuple[int, int]]


def build_page(
    generation: Generation, document: Document, number: int, sought: HighlightTerms, matching: Sequence[int]
) -> PageView:
    """Return a page with the highlights of what is sought; `matching` are the passages that match the query.

    Raise PageChanged where it is not the page that was indexed.
    """
    text = generation.pages.text(document.id, number)
    ordinals = generation.passages_on(document.id, number)
    found = [generation.passage(ordinal) for ordinal in ordinals]
    passages: list[PagePassage] = []
    marks: Marks = []
    for passage, verified in zip(found, are_verified(found, generation), strict=True):
        if not verified:
            continue
        in_passage = _highlights(passage, sought)
        marks += _on_page(in_passage, passage.spans, number)
        own = _own_spans(passage)
        here = [span for span in own if span.page == number]
        if here:
            passages.append(
                PagePassage(
                    passage=passage,
                    start=min(span.start for span in here),
                    end=max(span.end for span in here),
                    marked=highlight_text(passage.text, in_passage),
                    is_whole=len(here) == len(own),
                )
            )
    passages.sort(key=lambda each: each.start)
    language = next((each.language for each in found), "")
    for start, end in _gaps(passages, len(text)):
        highlights = find_highlights(text[start:end], language, sought)
        marks += [(start + mark.start, start + mark.end) for mark in highlights]
    return PageView(
        document=document,
        number=number,
        text=text,
        passages=tuple(passages),
        marks=tuple(sorted(set(marks))),
        matches=tuple(_matches(generation, matching, sought)),
        outline=tuple((entry, generation.passage(entry.passage)) for entry in document.outline),
        generation=generation.name,
    )


def _highlights(passage: Passage, sought: HighlightTerms) -> Marks:
    return [(mark.start, mark.end) for mark in find_highlights(passage.text, passage.language, sought)]


def _on_page(marks: Iterable[tuple[int, int]], spans: Sequence[Span], number: int) -> Iterator[tuple[int, int]]:
    """Yield marks of the text that spans make up as characters of one of their pages, as far as they are there."""
    marks = tuple(marks)
    offset = 0
    for span in spans:
        size = span.end - span.start
        if span.page == number:
            for start, end in marks:
                low, high = max(start - offset, 0), min(end - offset, size)
                if low < high:
                    yield span.start + low, span.start + high
        offset += size


def _own_spans(passage: Passage) -> list[Span]:
    """Return the spans of a passage without what it repeats of an earlier one."""
    skipped, own = passage.repeated, []
    for span in passage.spans:
        size = span.end - span.start
        if size > skipped:
            own.append(Span(span.page, span.start + skipped, span.end))
        skipped = max(0, skipped - size)
    return own


def _gaps(passages: Sequence[PagePassage], length: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a page's text that belong to no passage: headings."""
    at = 0
    for each in passages:
        if each.start > at:
            yield at, each.start
        at = max(at, each.end)
    if at < length:
        yield at, length


def _matches(generation: Generation, matching: Sequence[int], sought: HighlightTerms) -> Iterator[tuple[Passage, int]]:
    """Yield passages with the page of the first highlight of each, or its first page."""
    for ordinal in matching:
        passage = generation.passage(ordinal)
        pages = sorted({span.page for span in passage.spans})
        if len(pages) > 1:
            marks = _highlights(passage, sought)
            pages = [page for page in pages if any(_on_page(marks[:1], passage.spans, page))] or pages
        yield passage, pages[0]
