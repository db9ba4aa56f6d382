"""One search over one generation, from the request to a page of results."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from indexer.analysis.terms import index_terms, variants
from indexer.store.generation import Generation
from indexer.store.schema import EXACT_FIELD
from service.engine.deadline import Deadline
from service.engine.facets import Selection
from service.engine.marking import marks
from service.engine.matching import Matching
from service.engine.postings import Postings
from service.engine.protocol import Hit, Mode, ResultPage, SearchRequest
from service.engine.proximity import closeness
from service.engine.ranking import first, score
from service.engine.snippets import snippets
from service.engine.wanted import wanted_of
from service.engine.weights import Weights
from service.query.grammar import parse
from service.query.items import Query, Word
from service.query.limits import cap_terms


class Search:
    """A search that has found its passages. Raises QueryTooLong, BadParameter or QueryTimeout.

    Passages are ordinals throughout. `everything` holds those that pass the filters and answer the whole query,
    `something` those that answer a part of it.
    """

    def __init__(
        self, generation: Generation, postings: Postings, weights: Weights, deadline: Deadline, request: SearchRequest
    ) -> None:
        self._generation = generation
        self._request = request
        self._deadline = deadline
        self._weights = weights
        self._selection = Selection(request.filters, generation.combinations)
        self._query = _capped(parse(request.text), postings, generation.languages)
        self._wanted = wanted_of(self._query, generation.languages)
        self._match = Matching(postings, generation.languages, weights, deadline).match(self._query)
        self._telling = [clause.weight for clause in self._match.clauses]
        self._scores = score(self._match.clauses, weights.coverage)
        self._everything = self._filtered(self._match.everything)
        self._something = self._filtered(self._match.something)

    def answer(self) -> ResultPage:
        """The page of results asked for, empty where it lies beyond the last."""
        mode, widened = self._mode()
        whole = mode == "all"
        counted = self._match.everything if whole else chain(self._match.everything, self._match.something)
        return ResultPage(
            request=self._request,
            mode=mode,
            total=len(self._everything) + (0 if whole else len(self._something)),
            others=len(self._something) if whole else 0,
            hits=self._hits(mode),
            facets=self._selection.counts(self._combinations(counted)),
            ignored=(*self._query.ignored, *self._match.ignored),
            generation=self._generation.name,
            widened=widened,
            question=self._query.question,
        )

    def _mode(self) -> tuple[Mode, bool]:
        """The mode, and whether it had to be widened because no passage holds everything."""
        asked = self._request.match or ("any" if self._query.question else "all")
        if asked == "all" and self._something and not self._everything:
            return "any", True
        return asked, False

    def _hits(self, mode: Mode) -> tuple[Hit, ...]:
        """The results of the page asked for: in mode "all" what holds everything stands before the rest."""
        last = self._request.page * self._request.page_size
        groups = [self._everything, self._something]
        ordered: list[tuple[int, float]] = []
        for group in groups if mode == "all" else [list(chain(*groups))]:
            ordered += self._first(group, last - len(ordered))
        return tuple(self._hit(*found) for found in ordered[last - self._request.page_size : last])

    def _first(self, group: Sequence[int], most: int) -> list[tuple[int, float]]:
        """The first passages of a group in the order asked for, with their scores."""
        if most <= 0:
            return []
        sort, scores = self._request.sort, self._scores
        if sort == "relevance" and self._wanted.terms:
            best = first(group, scores, sort, self._year, self._weights.reranked)
            scores = scores | {ordinal: scores[ordinal] + self._closeness(ordinal) for ordinal in best}
        return [(ordinal, scores.get(ordinal, 0.0)) for ordinal in first(group, scores, sort, self._year, most)]

    def _closeness(self, ordinal: int) -> float:
        """What a passage gains from words of the query that stand close together in it."""
        self._deadline.check()
        passage = self._generation.passage(ordinal)
        terms = index_terms(passage.text, passage.language)
        return self._weights.proximity * closeness(terms, self._wanted.terms, self._telling)

    def _hit(self, ordinal: int, value: float) -> Hit:
        self._deadline.check()
        passage = self._generation.passage(ordinal)
        found = marks(passage.text, passage.language, self._wanted)
        return Hit(
            passage=passage,
            document=self._generation.documents[passage.document],
            score=value,
            matched="all" if ordinal in self._match.everything else "some",
            snippets=snippets(passage.text, found, self._telling),
        )

    def _filtered(self, ordinals: Iterable[int]) -> list[int]:
        combination_of, allows = self._generation.combination_of, self._selection.allows
        return [ordinal for ordinal in self._deadline.during(ordinals) if allows(combination_of[ordinal])]

    def _combinations(self, ordinals: Iterable[int]) -> Iterator[int]:
        combination_of = self._generation.combination_of
        return (combination_of[ordinal] for ordinal in self._deadline.during(ordinals))

    def _year(self, ordinal: int) -> int:
        """The year of a passage's document, 0 where it has none."""
        document = self._generation.documents[self._generation.passage(ordinal).document]
        return document.source.year or 0


def _capped(query: Query, postings: Postings, languages: Sequence[str]) -> Query:
    """The query with no more terms than allowed, the most frequent left out."""

    def frequency(word: Word) -> int:
        if word.common:
            return postings.frequency(EXACT_FIELD, word.unit)
        return sum(postings.frequency("body", term) for term in variants(word.unit, languages))

    return cap_terms(query, frequency)
