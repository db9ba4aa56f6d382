"""Where in a passage the links of a result lead: to the sentence with the first marked word of its excerpt."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.records.document import Document
from indexer.records.passage import Passage
from service.search.protocol import SearchRequest, Snippet
from service.web.text_fragments import fragment, sentence_around
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class MatchLink:
    """The page on which a passage, or the marked sentence of it, begins, and the fragment of links to that."""

    page: int
    fragment: str


def match_link(passage: Passage, snippets: Iterable[Snippet]) -> MatchLink:
    """Return where the links of a passage lead: to its beginning, where no word is marked."""
    for snippet in snippets:
        words = "".join(span.text for span in snippet)
        at = passage.text.find(words)
        for span in snippet:
            if span.match and at >= 0:
                sentence = sentence_around(passage.text, at, at + len(span.text))
                return MatchLink(page_at(passage, at), fragment(sentence))
            at += len(span.text)
    return MatchLink(page_at(passage, 0), "#passage")


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
