"""Why a passage is a result, in words that need no explanation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.search.protocol import Explanation, MatchedTerm, Synonym

FIELDS = {
    "body": "in its text",
    "heading": "in the heading above it",
    "title": "in the document’s title",
    "context": "in the names of the countries and sectors it is about",
}

EVIDENCE = {
    "pairs": "Words that follow each other in your search follow each other here.",
    "window12": "Your words stand close together here.",
    "opening": "Your words stand at the beginning of the passage.",
    "named": "Its heading or its document’s title is about what you searched.",
    "surface": "The words stand here just as you wrote them.",
}


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A reason: a sentence about some words. `quoted` are the words, shown between quotation marks before it."""

    quoted: tuple[str, ...]
    says: str


def reason_views(reasons: Explanation) -> tuple[ReasonView, ...]:
    """The reasons in the order in which a reader asks: what is there, what is there by another name, what is not."""
    return (
        *_found(reasons.matched),
        *(_name(name) for name in reasons.synonyms),
        *([ReasonView(reasons.missing, f"{_be(reasons.missing)} not in this passage.")] if reasons.missing else []),
        *(ReasonView((), EVIDENCE[kind]) for kind in reasons.features if kind in EVIDENCE),
    )


def _found(words: Iterable[MatchedTerm]) -> list[ReasonView]:
    """The words found, those that stand in the same places together."""
    together: dict[tuple[str, ...], list[str]] = {}
    for word in words:
        together.setdefault(word.fields, []).append(word.text)
    return [ReasonView(tuple(texts), f"{_be(texts)} {_places(fields)}.") for fields, texts in together.items()]


def _places(fields: tuple[str, ...]) -> str:
    *first, last = (FIELDS[field] for field in fields) if fields else ("in its text",)
    return f"{', '.join(first)} and {last}" if first else last


def _be(words: Sequence[str]) -> str:
    return "is" if len(words) == 1 else "are"


def _name(name: Synonym) -> ReasonView:
    kind = "something near" if name.related else "another name for"
    return ReasonView((name.text,), f"is in its text: {kind} “{name.original}”.")
