"""A document among results by document, with its first passages and the way to the others."""

from dataclasses import dataclass, replace

from service.pages.result import ResultView, result_view
from service.schemas.parts import DocumentSchema
from service.search.protocol import DocumentGroup, SearchRequest
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls, with_only


@dataclass(frozen=True, slots=True)
class DocumentGroupView:
    """A document with its first passages.

    `url` is that of its page. `more` counts its passages that are not listed and match as those that are; `partial`
    those with some of the words, where none is listed. `more_url` leads to all of its passages that match.
    """

    document: DocumentSchema
    publisher: str
    url: str
    results: tuple[ResultView, ...]
    more: int
    partial: int
    more_url: str


def document_group_view(
    group: DocumentGroup, request: SearchRequest, labels: FacetLabels, urls: Urls
) -> DocumentGroupView:
    """Return the view of a document among the results of a search."""
    document, listed = group.document, len(group.hits)
    within = with_only(replace(request, group=None), "document", document.id)
    return DocumentGroupView(
        document=DocumentSchema.of(document),
        publisher=document.source.publisher,
        url=urls.document(document.id),
        results=tuple(result_view(hit, request, labels, urls) for hit in group.hits),
        more=(group.total or group.others) - listed,
        partial=group.others if group.total else 0,
        more_url=urls.search(within),
    )
