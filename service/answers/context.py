"""The context of passages: what their documents say of themselves, which counts as said in each of their sentences.

A question names the country, the institution, the document or the year; a sentence of the report on it seldom does.
"""

from collections.abc import Iterable, Mapping, Sequence

from indexer.analysis.language_registry import DEFAULT
from indexer.analysis.terms import index_terms
from indexer.records.document import Document
from indexer.records.taxonomy import DOCUMENT, LABEL_LANGUAGES, FacetValue, Taxonomy, normalize_name
from service.answers.candidates import RetrievedPassage
from service.answers.places import PlaceIndex, Terms
from service.answers.question import Question
from service.answers.sentences import heading_terms
from service.search.protocol import Engine, Hit, IndexInfo

FREQUENT_SHARE = 0.04
"""The share of a document's passages that hold a name of which the document speaks throughout."""

PLACES = "country"
"""The facet of countries."""


class PassageContexts:
    """The contexts of the passages that an engine finds. May be used from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._latest: tuple[IndexInfo, _KnownTerms] | None = None

    def of(self, question: Question, hits: Sequence[Hit]) -> list[RetrievedPassage]:
        """Return the passages that were found for a question, with their contexts."""
        known = self._known_terms()
        others = known.other_places(question)
        mentions: dict[str, Mapping[int, float]] = {}
        found = []
        for rank, hit in enumerate(hits):
            document = hit.document
            if document.id not in mentions:
                mentions[document.id] = self._mentions(question, document)
            has_places = bool(hit.passage.tags.get(PLACES))
            counted = known.without_places(question, mentions[document.id]) if has_places else mentions[document.id]
            found.append(RetrievedPassage(hit.passage, rank, hit.score, known.of_passage(hit), counted, others))
        return found

    def _mentions(self, question: Question, document: Document) -> Mapping[int, float]:
        """Return how much a document speaks of each name of a question, from 0 to 1: of those that it has."""
        names = [number for number, word in enumerate(question.words) if word.name]
        tokens = [question.words[number].token for number in names]
        counts = self._engine.document_frequencies(tokens, filters={DOCUMENT: (document.id,)}) if names else ()
        frequent = FREQUENT_SHARE * document.passage_count
        return {name: min(1.0, count / frequent) for name, count in zip(names, counts, strict=True) if count}

    def _known_terms(self) -> "_KnownTerms":
        """Return the terms of the generation's documents and countries, made once per generation."""
        info, latest = self._engine.info(), self._latest
        if latest is None or latest[0] is not info:
            latest = self._latest = info, _KnownTerms(info.taxonomy)
        return latest[1]


class _KnownTerms:
    """The terms of a generation's countries by their slugs, and of its documents by their ids."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        places = taxonomy.facets[PLACES].values if PLACES in taxonomy.facets else ()
        self._places = {value.slug: _names_of(value) for value in places}
        self._place_index = PlaceIndex.of(self._places)
        self._documents: dict[str, Terms] = {}

    def of_passage(self, hit: Hit) -> Terms:
        """Return the terms of a passage's document, of its headings and of its countries' names."""
        passage = hit.passage
        headings = heading_terms(passage.section, passage.language)
        return self._of_document(hit.document).union(headings, self._place_terms(passage.tags.get(PLACES, ())))

    def _place_terms(self, slugs: Iterable[str]) -> Terms:
        return Terms().union(*(name for slug in slugs for name in self._places.get(slug, ())))

    def other_places(self, question: Question) -> "PlaceIndex | None":
        """Return the names of all countries but those that a question names; None where it names no country."""
        named = self._place_index.slugs_in(Terms().union(*(word.terms for word in question.words if word.name)))
        return self._place_index.without(named) if named else None

    def without_places(self, question: Question, mentions: Mapping[int, float]) -> Mapping[int, float]:
        """Return the mentions of a question's words that are in no country's name."""
        placed = self._place_index.terms
        return {word: share for word, share in mentions.items() if placed.isdisjoint(question.words[word].terms)}

    def _of_document(self, document: Document) -> Terms:
        """Return the terms of a document's title, publisher and year, and of its country if it is about one alone."""
        if document.id not in self._documents:
            source = document.source
            language = source.languages[0] if source.languages else DEFAULT
            said = heading_terms(
                (source.title, *source.also_titled, source.publisher, str(source.year or "")), language
            )
            countries = source.countries if len(source.countries) == 1 else ()
            self._documents[document.id] = said | self._place_terms(countries)
        return self._documents[document.id]


def _names_of(value: FacetValue) -> tuple[Terms, ...]:
    """Return the names of a value, each as its terms: those that are certain to mean it."""
    certain = {normalize_name(name) for name in value.evidence}
    found = {
        Terms(index_terms(name, language))
        for language in LABEL_LANGUAGES
        for name in (value.label(language), *value.aliases)
        if not certain or normalize_name(name) in certain
    }
    return tuple(name for name in found if name)
