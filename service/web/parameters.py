"""From an address's raw parameters to a checked, canonical search.

Parameters that are not known are passed over; known ones with a value that does not exist are refused, so that
nobody takes an unfiltered page for a filtered one.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar, get_args

from indexer.errors import BadParameter
from indexer.settings import MAX_PAGE_SIZE
from service.search.protocol import Mode, SearchRequest, Sort
from service.web.document_filter import STATES, DocumentFilter
from service.web.facet_labels import FacetLabels

MAX_RESULT_WINDOW = 1_000
"""How many results can be paged through; who needs more narrows the search."""

MAX_DIGITS = 9
MAX_ECHO = 60

Pairs = Iterable[tuple[str, str]]
"""Names and values as they stand in the address, in order, names repeated or not."""

Choice = TypeVar("Choice", bound=str)


class ValueLookup(Protocol):
    """Knows the values of facets by the names that people write."""

    def find(self, facet: str, name: str) -> str | None: ...
    def accepted(self, facet: str) -> str: ...


MODES: tuple[Mode, ...] = get_args(Mode)
AS_TYPED = ("yes", "no")
MAX_EXCLUDED = 50
"""No search has as many other names as may be let go."""

SORTS: tuple[Sort, ...] = get_args(Sort)


def parse_search(pairs: Pairs, labels: FacetLabels, page_size: int) -> SearchRequest:
    """The search that these parameters ask for. Raises BadParameter."""
    given = grouped(pairs)
    return SearchRequest(
        text=first(given, "q"),
        filters=filters(given, labels, labels.taxonomy.names),
        match=choice(given, "match", MODES),
        sort=choice(given, "sort", SORTS) or "relevance",
        page=number(given, "page", default=1, highest=MAX_RESULT_WINDOW // page_size),
        page_size=page_size,
        without=tuple(sorted(set(given.get("without", ())))[:MAX_EXCLUDED]),
        as_typed=choice(given, "as_typed", AS_TYPED) == "yes",
    )


def parse_text(pairs: Pairs) -> str:
    """The query alone."""
    return first(grouped(pairs), "q")


def parse_referring_search(pairs: Pairs, labels: FacetLabels, page_size: int) -> SearchRequest:
    """The search from which a passage was reached; of one that cannot be read any more, its words alone."""
    given = tuple(pairs)
    try:
        return parse_search(given, labels, page_size)
    except BadParameter:
        return SearchRequest(text=parse_text(given), page_size=page_size)


def parse_document_filter(pairs: Pairs, labels: FacetLabels) -> DocumentFilter:
    """Which documents to list. Raises BadParameter."""
    given = grouped(pairs)
    countries = _values("country", first(given, "country"), labels)
    if len(countries) > 1:
        raise BadParameter("The parameter country accepts one country here, not several.")
    return DocumentFilter(state=choice(given, "state", STATES), country="".join(countries))


def parse_page_size(pairs: Pairs, default: int) -> int:
    """The number of results a page, for programs. Raises BadParameter."""
    return number(grouped(pairs), "page_size", default=default, highest=MAX_PAGE_SIZE)


def clean(text: str) -> str:
    """The text without control characters and lone surrogates, every run of white space a single space."""
    kept = (char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs"))
    return " ".join("".join(kept).split())


def grouped(pairs: Pairs) -> dict[str, list[str]]:
    """The values of each parameter, cleaned, blank ones left out."""
    grouped: dict[str, list[str]] = {}
    for name, raw in pairs:
        if value := clean(raw):
            grouped.setdefault(name, []).append(value)
    return grouped


def first(given: Mapping[str, Sequence[str]], name: str) -> str:
    """The first value of a parameter, or nothing."""
    return next(iter(given.get(name, ())), "")


def filters(
    given: Mapping[str, Sequence[str]], labels: ValueLookup, facets: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The chosen values of each facet, sorted, once each. Raises BadParameter."""
    chosen = {
        facet: tuple(sorted({value for raw in given[facet] for value in _values(facet, raw, labels)}))
        for facet in facets
        if facet in given
    }
    return {facet: values for facet, values in chosen.items() if values}


def _values(facet: str, raw: str, labels: ValueLookup) -> list[str]:
    """The values that one parameter names: a single name, commas and all, or several between commas."""
    if whole := labels.find(facet, raw):
        return [whole]
    found = []
    for part in filter(None, (part.strip() for part in raw.split(","))):
        value = labels.find(facet, part)
        if value is None:
            raise BadParameter(
                f"The parameter {facet} has no value “{_shown(part)}”. It accepts {labels.accepted(facet)}."
            )
        found.append(value)
    return found


def choice(given: Mapping[str, Sequence[str]], name: str, choices: Sequence[Choice]) -> Choice | None:
    """The one of a few words that a parameter holds, or None where it is not given. Raises BadParameter."""
    word = first(given, name)
    found = next((choice for choice in choices if choice == word.casefold()), None)
    if word and found is None:
        raise BadParameter(f"The parameter {name} cannot be “{_shown(word)}”. It accepts {', '.join(choices)}.")
    return found


def number(given: Mapping[str, Sequence[str]], name: str, *, default: int, highest: int) -> int:
    """The number from 1 to `highest` that a parameter holds. Raises BadParameter."""
    word = first(given, name)
    if not word:
        return default
    if not (word.isascii() and word.isdigit() and len(word) <= MAX_DIGITS and 1 <= int(word) <= highest):
        raise BadParameter(
            f"The parameter {name} cannot be “{_shown(word)}”. It accepts whole numbers from 1 to {highest:,}."
        )
    return int(word)


def _shown(value: str) -> str:
    return value if len(value) <= MAX_ECHO else value[:MAX_ECHO] + "…"
