"""Snippets: the one or two stretches of a passage that show best how it answers a query, with marks."""

from collections.abc import Sequence

from service.engine.index import Layouts
from service.engine.marking import Marks, fragments
from service.engine.protocol import Snippet
from service.engine.stretches import best_stretches


def snippets(
    texts: Sequence[str], layouts: Layouts, marks: Marks, weights: Sequence[float]
) -> list[tuple[Snippet, ...]]:
    """The snippets of each of some passages' texts, in their order. `weights[clause]` says how telling a clause is."""
    spans = marks.spans(len(texts))
    return [
        tuple(fragments(text, start, _end(text, end), found) for start, end in stretches)
        for text, stretches, found in zip(texts, best_stretches(layouts, marks, weights), spans, strict=True)
    ]


def _end(text: str, following: int) -> int:
    """Where the last word before the one that starts here ends; the text's last word where `following` is -1."""
    end = len(text) if following < 0 else following
    while text[end - 1].isspace():
        end -= 1
    return end
