"""A page of a document: its picture with the words of a search marked, and its text, passage by passage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.pictures.page_picture import LARGE, SMALL, THUMBNAIL, WIDTHS, PagePicture
from indexer.records.document import Document
from indexer.records.passage import CELL_BREAK
from service.pages.documents import DocumentFacts
from service.pages.passage_table import PassageTable, TableCell, TableRow, passage_blocks, split_snippet
from service.pages.result_list import ResultList, result_list
from service.pictures.marks import PageMarks, page_marks
from service.search.highlighting import cut_spans
from service.search.protocol import PagePassage, PageView, ResultPage, SearchRequest, Snippet
from service.web.urls import Urls

AROUND = 3
"""The pages on either side that are shown small."""

MAX_HEADINGS = 200
"""Of an outline that is on each page: a longer one is on the page of the document."""

DEFAULT_RATIO = 297 / 210
"""Of the height of a page to its width, as long as that is not known: that of A4."""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A passage on a page, or text between passages. `language` is empty for that of the document."""

    is_framed: bool
    is_heading: bool
    language: str
    blocks: tuple[Snippet | PassageTable, ...]
    url: str


@dataclass(frozen=True, slots=True)
class PagePictureView:
    """A page's picture: its URLs, its size in pixels, and the marks on it, where they are known."""

    small: str
    large: str
    small_width: int
    large_width: int
    height: int
    marks: PageMarks | None


@dataclass(frozen=True, slots=True)
class MatchSteps:
    """The passages of the document that match the query: the number of the current one, from 1, or 0."""

    current: int
    count: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class OutlineLink:
    """A heading of the document's outline; `current` is the nearest one on this page or before."""

    level: int
    title: str
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class NearbyPage:
    """A page around this one, with a small picture of its height in pixels, or None where there are no pictures."""

    label: str
    url: str
    current: bool
    thumbnail: str | None
    height: int


@dataclass(frozen=True, slots=True)
class DocumentPageView:
    """One page of a document. `label` is the number printed on it, empty where the document has one page alone.

    `picture` is None where there is none; `picture_failed` says that one could not be made, `search_stopped` that the
    search for the words took too long, so that none are marked. `back` is the URL of the referring search, if any,
    `results` are the results that it listed.
    """

    text: str
    label: str
    number: int
    count: int
    document: DocumentFacts
    picture: PagePictureView | None
    picture_failed: bool
    parts: tuple[PagePart, ...]
    matches: MatchSteps | None
    search_stopped: bool
    previous: str | None
    next: str | None
    outline: tuple[OutlineLink, ...]
    nearby: tuple[NearbyPage, ...]
    find: str
    back: str | None
    canonical: str
    file: str | None
    results: ResultList | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a page besides its text: the picture, whether it failed, and the file's URL if it is served.

    `results` is the page of results that the referring search listed, if there is one.
    """

    picture: PagePicture | None
    has_picture: bool
    failed: bool
    file: str | None
    results: ResultPage | None = None


def page_view(
    found: PageView, request: SearchRequest, passage_id: str, facts: DocumentFacts, shown: Shown, urls: Urls
) -> DocumentPageView:
    """Return the view of a page; `passage_id` names the passage that is framed, else it is the first match on it."""
    document, number = found.document, found.number
    framed = _framed(found, passage_id)
    count = len(document.page_labels)
    searched = bool(request.text or request.filters)
    return DocumentPageView(
        text=request.text,
        label=document.label(number) if count > 1 else "",
        number=number,
        count=count,
        document=facts,
        picture=_picture(found, framed, shown.picture, urls) if shown.has_picture else None,
        picture_failed=shown.failed,
        parts=tuple(_parts(found, framed, request, urls)),
        matches=_steps(found, framed, request, urls) if request.text and not found.search_stopped else None,
        search_stopped=found.search_stopped,
        previous=urls.page(document, number - 1, request) if number > 1 else None,
        next=urls.page(document, number + 1, request) if number < count else None,
        outline=_outline(found, request, urls),
        nearby=_nearby(found, request, shown, urls),
        find=urls.find_in(document.id),
        back=urls.search(request) if searched else None,
        canonical=urls.permanent(urls.page(document, number)),
        file=shown.file,
        results=result_list(shown.results, request, framed.passage.id if framed else "", urls)
        if shown.results
        else None,
    )


def first_match(found: PageView, request: SearchRequest, near: int, urls: Urls) -> str:
    """Return the URL of the first passage found from a page on, or else of the first in the document."""
    at = next(((passage, page) for passage, page in found.matches if page >= near), None)
    at = at or next(iter(found.matches), None)
    if at is None:
        return urls.page(found.document, near, request)
    return _match_url(found.document, at[1], request, at[0].id, urls)


def _match_url(document: Document, page: int, request: SearchRequest, passage_id: str, urls: Urls) -> str:
    return urls.page(document, page, request, passage_id) + "#match"


def _framed(found: PageView, passage_id: str) -> PagePassage | None:
    """Return the passage that is framed: the one with this id, else the first on the page that matches the query."""
    matching = {passage.id for passage, page in found.matches if page == found.number}
    named = (each for each in found.passages if each.passage.id == passage_id)
    matched = (each for each in found.passages if each.passage.id in matching)
    return next(named, None) or (None if passage_id else next(matched, None))


def _picture(found: PageView, framed: PagePassage | None, picture: PagePicture | None, urls: Urls) -> PagePictureView:
    document, number = found.document, found.number
    ratio = picture.height / picture.width if picture else DEFAULT_RATIO
    frame = (framed.start, framed.end) if framed else None
    return PagePictureView(
        small=urls.picture(document, number, SMALL),
        large=urls.picture(document, number, LARGE),
        small_width=WIDTHS[SMALL],
        large_width=WIDTHS[LARGE],
        height=round(WIDTHS[SMALL] * ratio),
        marks=page_marks(picture, found.text, found.marks, frame) if picture else None,
    )


def _parts(found: PageView, framed: PagePassage | None, request: SearchRequest, urls: Urls) -> Iterator[PagePart]:
    """Yield the parts of the page's text in order."""
    at = 0
    for each in found.passages:
        if each.start > at:
            yield from _between(found, at, each.start)
        if each.end > at:
            yield PagePart(
                is_framed=each is framed,
                is_heading=False,
                language=each.passage.language,
                blocks=tuple(_blocks(found, each, at)),
                url=urls.passage(each.passage.id, request),
            )
        at = max(at, each.end)
    yield from _between(found, at, len(found.text))


def _between(found: PageView, start: int, end: int) -> Iterator[PagePart]:
    """Yield the text between passages: headings, each on its line."""
    headings = {title for each in found.passages for title in each.passage.section}
    headings |= {entry.title for entry, _ in found.outline}
    for line in split_snippet(cut_spans(found.text, start, end, found.marks), "\n"):
        text = "".join(span.text for span in line).strip()
        if text:
            yield PagePart(is_framed=False, is_heading=text in headings, language="", blocks=(line,), url="")


def _blocks(found: PageView, each: PagePassage, at: int) -> Iterator[Snippet | PassageTable]:
    """Yield the lines and tables of a passage on the page, from a character on."""
    if each.is_whole and each.passage.table and each.start >= at:
        yield from passage_blocks(each.passage, each.marked)
        return
    rows: list[TableRow] = []
    for line in split_snippet(cut_spans(found.text, max(at, each.start), each.end, found.marks), "\n"):
        if any(CELL_BREAK in span.text for span in line):
            rows.append(TableRow(tuple(map(TableCell, split_snippet(line, CELL_BREAK)))))
            continue
        if rows:
            yield PassageTable((), (), tuple(rows), "")
            rows = []
        if line:
            yield line
    if rows:
        yield PassageTable((), (), tuple(rows), "")


def _steps(found: PageView, framed: PagePassage | None, request: SearchRequest, urls: Urls) -> MatchSteps:
    """Return the steps from match to match, from the framed one or else from this page."""
    matches: Sequence[tuple[str, int]] = [(passage.id, page) for passage, page in found.matches]
    identity = framed.passage.id if framed else ""
    at = next((index for index, (each, _) in enumerate(matches) if each == identity), None)
    if at is None:
        before = [index for index, (_, page) in enumerate(matches) if page < found.number]
        after = [index for index, (_, page) in enumerate(matches) if page >= found.number]
        previous, following = before[-1] if before else None, after[0] if after else None
    else:
        previous, following = (at - 1 if at else None), (at + 1 if at + 1 < len(matches) else None)

    def url(index: int | None) -> str | None:
        if index is None:
            return None
        return _match_url(found.document, matches[index][1], request, matches[index][0], urls)

    return MatchSteps(0 if at is None else at + 1, len(matches), url(previous), url(following))


def _nearby(found: PageView, request: SearchRequest, shown: Shown, urls: Urls) -> tuple[NearbyPage, ...]:
    """Return the pages around this one, and this one."""
    document, count = found.document, len(found.document.page_labels)
    ratio = shown.picture.height / shown.picture.width if shown.picture else DEFAULT_RATIO
    return tuple(
        NearbyPage(
            label=document.label(number),
            url=urls.page(document, number, request),
            current=number == found.number,
            thumbnail=urls.picture(document, number, THUMBNAIL) if shown.has_picture else None,
            height=round(WIDTHS[THUMBNAIL] * ratio),
        )
        for number in range(max(1, found.number - AROUND), min(count, found.number + AROUND) + 1)
    )


def _outline(found: PageView, request: SearchRequest, urls: Urls) -> tuple[OutlineLink, ...]:
    """Return the outline; none where it is too long for a page."""
    if len(found.outline) > MAX_HEADINGS:
        return ()
    document = found.document
    pages = [passage.spans[0].page for _, passage in found.outline]
    last = max((index for index, page in enumerate(pages) if page <= found.number), default=-1)
    return tuple(
        OutlineLink(entry.level, entry.title, document.label(page), urls.page(document, page, request), index == last)
        for index, ((entry, _), page) in enumerate(zip(found.outline, pages, strict=True))
    )
