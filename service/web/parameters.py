"""Parsing of URL parameters into a checked, canonical search.

Unknown parameters are ignored; known ones with a value that does not exist are refused, so that readers do not take an
unfiltered page for a filtered one.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from indexer.errors import BadParameter
from indexer.settings import MAX_PAGE_SIZE
from service.search.protocol import Group, Mode, SearchRequest, Sort
from service.translations.formats import format_number
from service.translations.messages import SOURCE, interface
from service.web.facet_labels import FacetLabels, Labels

MAX_RESULT_WINDOW = 1_000
"""The number of results that can be paged through; narrow the search to see others."""

SUGGESTIONS, MAX_SUGGESTIONS = 8, 20
"""The number of suggestions while a query is typed, by default and at most."""

MAX_DOCUMENTS = 500
"""Documents that one response of the API lists."""

MAX_DOCUMENT_PAGE = 100_000

MAX_DIGITS = 9
MAX_ECHO = 60

Pairs = Iterable[tuple[str, str]]
"""Names and values as in the URL, in order; names may repeat."""

Choice = TypeVar("Choice", bound=str)


DocumentState = Literal["searched", "waiting", "unknown", "excluded"]
"""Whether a text is searchable, can be fetched, has no known URL, or was left out of this index."""

STATES: tuple[DocumentState, ...] = get_args(DocumentState)


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """A selection of documents by the state of their text and by country; all of them by default."""

    state: DocumentState | None = None
    country: str = ""
    page: int = 1


COMPARED_FIRST = ("country", "topic", "sector")
"""The facets by which a search is compared unless it says so, where the taxonomy has them."""

MODES: tuple[Mode, ...] = get_args(Mode)
YES_NO = ("yes", "no")
MAX_EXCLUDED = 50
"""Upper bound on excluded synonyms."""

SORTS: tuple[Sort, ...] = get_args(Sort)
GROUPS: tuple[Group, ...] = get_args(Group)


def parse_search(pairs: Pairs, labels: FacetLabels, page_size: int) -> SearchRequest:
    """Return the search that these parameters describe. Raise BadParameter."""
    given = grouped(pairs)
    return SearchRequest(
        text=first(given, "q"),
        filters=filters(given, labels, labels.taxonomy.names),
        match=choice(given, "match", MODES),
        sort=choice(given, "sort", SORTS) or "relevance",
        page=number(given, "page", default=1, highest=MAX_RESULT_WINDOW // page_size),
        page_size=page_size,
        without=tuple(sorted(set(given.get("without", ())))[:MAX_EXCLUDED]),
        as_typed=choice(given, "as_typed", YES_NO) == "yes",
        words_only=choice(given, "words_only", YES_NO) == "yes",
        group=choice(given, "group", GROUPS),
    )


def parse_compared_facets(pairs: Pairs, labels: FacetLabels, names: Sequence[str]) -> tuple[str, ...]:
    """Return the facets that these parameters name, all different; by default the first of the taxonomy that is free.

    Raise BadParameter.
    """
    given, facets = grouped(pairs), tuple(labels.taxonomy.names)
    chosen = [choice(given, name, facets) for name in names]
    free = iter(facet for facet in (*COMPARED_FIRST, *facets) if facet in facets and facet not in chosen)
    found = tuple(facet or next(free, facets[0]) for facet in chosen)
    if len(set(found)) < len(found):
        raise BadParameter("Choose two different facets for the rows and the columns.")
    return found


def parse_text(pairs: Pairs) -> str:
    """Return the query alone."""
    return first(grouped(pairs), "q")


def parse_digest(pairs: Pairs) -> str:
    """Return the digest that the address of a search's record names, if any."""
    return first(grouped(pairs), "digest")[:MAX_ECHO]


def parse_referring_search(pairs: Pairs, labels: FacetLabels, page_size: int) -> SearchRequest:
    """Return the search from which a passage was reached; only its words where the rest is no longer valid."""
    given = tuple(pairs)
    try:
        return parse_search(given, labels, page_size)
    except BadParameter:
        return SearchRequest(text=parse_text(given), page_size=page_size)


def parse_document_filter(pairs: Pairs, labels: FacetLabels) -> DocumentFilter:
    """Return the filter of the list of documents. Raise BadParameter."""
    given = grouped(pairs)
    countries = _values("country", first(given, "country"), labels)
    if len(countries) > 1:
        raise BadParameter("Choose one country here, not several.")
    return DocumentFilter(
        state=choice(given, "state", STATES),
        country="".join(countries),
        page=number(given, "page", default=1, highest=MAX_DOCUMENT_PAGE),
    )


def parse_document_page(pairs: Pairs) -> tuple[int, int]:
    """Return which page of the documents an API request asks for, and its size. Raise BadParameter."""
    given = grouped(pairs)
    return (
        number(given, "page", default=1, highest=MAX_DOCUMENT_PAGE),
        number(given, "page_size", default=MAX_DOCUMENTS, highest=MAX_DOCUMENTS),
    )


def parse_page_size(pairs: Pairs, default: int) -> int:
    """Return the number of results per page that an API request asks for. Raise BadParameter."""
    return number(grouped(pairs), "page_size", default=default, highest=MAX_PAGE_SIZE)


def clean(text: str) -> str:
    """Return the text without control characters and lone surrogates, with white space collapsed."""
    kept = (char for char in text if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs"))
    return " ".join("".join(kept).split())


def grouped(pairs: Pairs) -> dict[str, list[str]]:
    """Return the values of each parameter, cleaned, without blank ones."""
    grouped: dict[str, list[str]] = {}
    for name, raw in pairs:
        if value := clean(raw):
            grouped.setdefault(name, []).append(value)
    return grouped


def first(given: Mapping[str, Sequence[str]], name: str) -> str:
    """Return the first value of a parameter, or an empty text."""
    return next(iter(given.get(name, ())), "")


def filters(given: Mapping[str, Sequence[str]], labels: Labels, facets: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the chosen values of each facet, sorted, once each. Raise BadParameter."""
    chosen = {
        facet: tuple(sorted({value for raw in given[facet] for value in _values(facet, raw, labels)}))
        for facet in facets
        if facet in given
    }
    return {facet: values for facet, values in chosen.items() if values}


def _values(facet: str, raw: str, labels: Labels) -> list[str]:
    """Return the values that one parameter names: one name, commas included, or several separated by commas."""
    if whole := labels.find(facet, raw):
        return [whole]
    found = []
    for part in filter(None, (part.strip() for part in raw.split(","))):
        value = labels.find(facet, part)
        if value is None:
            noun, known = _noun(facet, labels), labels.accepted(facet)
            raise BadParameter(
                "There is no %(noun)s called “%(name)s” here. Use one of %(known)s.",
                noun=noun,
                name=_shorten(part),
                known=known,
            )
        found.append(value)
    return found


def _noun(facet: str, labels: Labels) -> str:
    """Return the noun for a facet: its name if that is one English word, since labels such as “Who” are no nouns."""
    is_noun = "_" not in facet and interface().language == SOURCE
    return facet if is_noun else labels.facet(facet).lower()


def choice(given: Mapping[str, Sequence[str]], name: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the value of a parameter with these choices, or None where it is not given. Raise BadParameter."""
    word = first(given, name)
    found = next((choice for choice in choices if choice == word.casefold()), None)
    if word and found is None:
        raise BadParameter(
            "The parameter %(name)s cannot be “%(value)s”. It accepts %(choices)s.",
            name=name,
            value=_shorten(word),
            choices=", ".join(choices),
        )
    return found


def number(given: Mapping[str, Sequence[str]], name: str, *, default: int, highest: int) -> int:
    """Return the value of a parameter that is a number from 1 to `highest`. Raise BadParameter."""
    word = first(given, name)
    if not word:
        return default
    if not (word.isascii() and word.isdigit() and len(word) <= MAX_DIGITS and 1 <= int(word) <= highest):
        raise BadParameter(
            "The parameter %(name)s cannot be “%(value)s”. It accepts whole numbers from 1 to %(highest)s.",
            name=name,
            value=_shorten(word),
            highest=format_number(highest),
        )
    return int(word)


def _shorten(value: str) -> str:
    return value if len(value) <= MAX_ECHO else value[:MAX_ECHO] + "…"
