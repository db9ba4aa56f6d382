"""Puts one passage of a page of results first."""

from collections.abc import Iterable
from dataclasses import replace

from indexer.records.passage import Passage
from service.search.protocol import DocumentGroup, Hit, ResultPage


def with_first(page: ResultPage, passage: Passage) -> ResultPage:
    """Return a page with this passage, which is one of its hits, first; among results by document, its document, too.

    Where the passage was not among those of its document that are listed, it takes the place of the last of them.
    """
    hits = tuple(_first(page.hits, passage))
    if page.groups is None:
        return replace(page, hits=hits)
    own = [_led(group, hits[0]) for group in page.groups if group.document.id == passage.document]
    return replace(
        page, hits=hits, groups=(*own, *(each for each in page.groups if each.document.id != passage.document))
    )


def _led(group: DocumentGroup, first: Hit) -> DocumentGroup:
    """Return a group with this hit first, and no more hits than before."""
    others = [hit for hit in group.hits if hit.passage.id != first.passage.id]
    return group._replace(hits=(first, *others)[: len(group.hits)])


def _first(hits: Iterable[Hit], passage: Passage) -> list[Hit]:
    return sorted(hits, key=lambda hit: hit.passage.id != passage.id)
