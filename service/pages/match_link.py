"""Where in a passage the links of a result lead: to the sentence with the first marked word of its excerpt."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.records.document import Document
from indexer.records.passage import CELL_BREAK, Passage
from service.search.protocol import SearchRequest, Snippet
from service.web.text_fragments import fragment, sentence_around
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class MatchLink:
    """The page on which a passage, or the marked sentence of it, begins, and the fragment of links to that.

    `start` and `end` are the characters of the passage's text that are quoted: the sentence, the row, or all.
    """

    page: int
    fragment: str
    start: int = 0
    end: int | None = None


def match_link(passage: Passage, snippets: Iterable[Snippet]) -> MatchLink:
    """Return where the links of a passage lead: to its beginning, where no word is marked."""
    for snippet in snippets:
        words = "".join(span.text for span in snippet)
        at = passage.text.find(words)
        for span in snippet:
            if span.match and at >= 0:
                end = at + len(span.text)
                sentence = sentence_around(passage.text, at, end)
                return MatchLink(page_at(passage, at), fragment(sentence), *_quoted(passage.text, sentence, at, end))
            at += len(span.text)
    return MatchLink(page_at(passage, 0), "#passage")


def _quoted(text: str, sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the characters of the sentence around a word; of the whole row where it is a cell of a table."""
    line = text.rfind("\n", 0, start) + 1, (text + "\n").find("\n", end)
    if CELL_BREAK in text[slice(*line)]:
        return line
    first = text.find(sentence, max(0, end - len(sentence)))
    return first, first + len(sentence)


def page_at(passage: Passage, offset: int) -> int:
    """Return the page of a character of a passage's text."""
    for span in passage.spans:
        offset -= span.end - span.start
        if offset < 0:
            return span.page
    return passage.spans[-1].page if passage.spans else 1


def page_url(link: MatchLink, passage: Passage, document: Document, request: SearchRequest, urls: Urls) -> str:
    """Return the URL of a document's page at the sentence, with the passage framed."""
    return urls.page(document, link.page, request, passage.id) + link.fragment
