"""The page about the service: what it searches and how, with examples that have results in this corpus."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from indexer.records.site import translation
from indexer.records.taxonomy import FacetValue
from service.query.lexer import MAX_QUERY_LENGTH
from service.query.limits import MAX_TERMS
from service.search.protocol import IndexInfo, SearchRequest
from service.translations.formats import language_name
from service.translations.messages import SOURCE, gettext, interface
from service.web.facet_labels import FacetLabels
from service.web.urls import CountedLink, Urls

Count = Callable[[str], int]
"""The number of passages that a query finds."""

MAX_STEM = 6
"""Letters before the star in the example of a prefix."""


@dataclass(frozen=True, slots=True)
class RuleExample:
    """One rule of the query grammar, what it does, and an example; None if this corpus has none."""

    name: str
    does: str
    example: CountedLink | None


@dataclass(frozen=True, slots=True)
class AboutView:
    """The figures of this index and the rules of the query grammar."""

    name: str
    documents: int
    official: int
    own: int
    passages: int
    known: int
    languages: tuple[str, ...]
    rules: tuple[RuleExample, ...]
    characters: int
    terms: int


def about_view(info: IndexInfo, count: Count, names: FacetLabels, urls: Urls) -> AboutView:
    """Return the view of an index; `count` returns the number of results of a query."""
    written = {code for document in info.documents for code in document.source.languages}
    official = sum(document.source.official for document in info.documents)
    indexed = {document.id for document in info.documents}
    return AboutView(
        name=translation(info.site.name, interface().language),
        documents=len(info.documents),
        official=official,
        own=len(info.documents) - official,
        passages=info.passages,
        known=sum(source.official and source.id not in indexed for source in info.sources),
        languages=tuple(language_name(code) for code in sorted(written)),
        rules=tuple(_rules(info, count, names, urls)),
        characters=MAX_QUERY_LENGTH,
        terms=MAX_TERMS,
    )


def _rules(info: IndexInfo, count: Count, names: FacetLabels, urls: Urls) -> Iterator[RuleExample]:
    """Yield each rule with the first of its examples that has results."""
    topics = names.taxonomy.facets["topic"].values if "topic" in names.taxonomy.facets else ()
    for name, does, candidates in _candidates(topics, list(_questions(info))):
        found = next(((query, number) for query in candidates if (number := count(query))), None)
        yield RuleExample(
            name,
            does,
            CountedLink(found[0], urls.search(SearchRequest(text=found[0])), found[1]) if found else None,
        )


def _questions(info: IndexInfo) -> Iterator[str]:
    """Yield the corpus's example questions in the reader's language, then in English."""
    for question in info.site.questions:
        yield translation(question.words, interface().language)
    for question in info.site.questions:
        yield question.search


def _candidates(topics: tuple[FacetValue, ...], questions: list[str]) -> Iterator[tuple[str, str, Iterator[str]]]:
    """Yield the rules, each with example queries made of the corpus's topics."""
    languages = dict.fromkeys((interface().language, SOURCE))
    labels = [value.label(language).lower() for language in languages for value in topics]
    phrases = [label for label in labels if len(label.split()) > 1]
    pairs = list(pairwise(labels))
    yield (
        gettext("words"),
        gettext("passages with every word first, in any of its forms, then those with some"),
        iter(phrases),
    )
    yield gettext('"words"'), gettext("exactly this phrase"), (f'"{label}"' for label in phrases)
    yield (
        gettext("-word"),
        gettext('without this word, or -"without this phrase"'),
        (f"{one.split()[0]} -{two.split()[0]}" for one, two in pairs),
    )
    yield (
        gettext("this OR that"),
        gettext("either one; OR in capital letters"),
        (f'"{one}" OR "{two}"' for one, two in pairs),
    )
    yield (
        gettext("begin*"),
        gettext("every word with this beginning; at least three letters"),
        (f"{label[:MAX_STEM]}*" for label in labels if label[:MAX_STEM].isalpha()),
    )
    yield gettext("a question?"), gettext("passages ranked by any of its words, best matches first"), iter(questions)
