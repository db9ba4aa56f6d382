"""One search over one generation, from the request to a page of results."""

from collections.abc import Sequence

import numpy as np

from service.engine.clause_places import all_places
from service.engine.deadline import Deadline
from service.engine.facets import Selection
from service.engine.index import Floats, Ordinals
from service.engine.matching import match
from service.engine.protocol import Hit, Mode, ResultPage, SearchRequest
from service.engine.proximity import closeness
from service.engine.ranking import demote, first, score
from service.engine.scoring import Scoring
from service.engine.served import Served
from service.engine.snippets import snippets
from service.engine.wanted import wanted_of
from service.query.grammar import parse
from service.query.limits import cap_terms


class Search:
    """A search that has found its passages. Raises QueryTooLong, BadParameter or QueryTimeout.

    Passages are ordinals throughout. `everything` holds those that pass the filters and answer the whole query,
    `something` those that answer a part of it.
    """

    def __init__(self, served: Served, scoring: Scoring, deadline: Deadline, request: SearchRequest) -> None:
        self._served = served
        self._scoring = scoring
        self._request = request
        self._deadline = deadline
        self._weights = scoring.weights
        self._selection = Selection(request.filters, served.facets)
        self._query = cap_terms(parse(request.text), scoring.frequency)
        self._match = match(self._query, scoring, deadline)
        self._telling = [clause.weight for clause in self._match.clauses]
        scores = score(self._match.clauses, scoring.index.count, self._weights.coverage)
        self._demoted = np.array(sorted(served.generation.demoted), dtype=np.intp)
        self._scores = demote(scores, self._demoted, self._weights.demoted)
        self._everything = self._selection.filtered(np.flatnonzero(self._match.everything))
        self._something = self._selection.filtered(np.flatnonzero(self._match.something))

    def answer(self) -> ResultPage:
        """The page of results asked for, empty where it lies beyond the last."""
        mode, widened = self._mode()
        whole = mode == "all"
        counted = self._match.everything if whole else self._match.everything | self._match.something
        return ResultPage(
            request=self._request,
            mode=mode,
            total=len(self._everything) + (0 if whole else len(self._something)),
            others=len(self._something) if whole else 0,
            hits=self._hits(mode),
            facets=self._selection.counts(np.flatnonzero(counted)),
            ignored=(*self._query.ignored, *self._match.ignored),
            generation=self._served.generation.name,
            widened=widened,
            question=self._query.question,
        )

    def _mode(self) -> tuple[Mode, bool]:
        """The mode, and whether it had to be widened because no passage holds everything."""
        asked = self._request.match or ("any" if self._query.question else "all")
        if asked == "all" and len(self._something) and not len(self._everything):
            return "any", True
        return asked, False

    def _hits(self, mode: Mode) -> tuple[Hit, ...]:
        """The results of the page asked for: in mode "all" what holds everything stands before the rest."""
        last = self._request.page * self._request.page_size
        groups = [self._everything, self._something]
        ordered: list[tuple[int, float]] = []
        for group in groups if mode == "all" else [np.union1d(*groups)]:
            ordered += self._first(group, last - len(ordered))
        return self._shown(ordered[last - self._request.page_size : last])

    def _first(self, group: Ordinals, most: int) -> list[tuple[int, float]]:
        """The first passages of a group in the order asked for, with their scores."""
        if most <= 0:
            return []
        scores = self._scores
        if self._request.sort == "relevance" and len(self._query.clauses) > 1 and self._weights.reranked:
            best = first(group, scores, "relevance", self._served.years, self._weights.reranked)
            best = best[~np.isin(best, self._demoted)]
            scores = scores.copy()
            scores[best] += self._closeness(best)
        chosen = first(group, scores, self._request.sort, self._served.years, most)
        return list(zip(chosen.tolist(), scores[chosen].tolist(), strict=True))

    def _closeness(self, candidates: Ordinals) -> Floats:
        """What passages gain from words of the query that stand close together in them."""
        self._deadline.check()
        found = all_places(self._query.clauses, self._scoring, candidates.tolist())
        return np.float32(self._weights.proximity) * closeness(found, self._telling, len(candidates))

    def _shown(self, ordered: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
        """Hits with their passages, documents and snippets."""
        self._deadline.check()
        generation, index = self._served.generation, self._scoring.index
        ordinals = [ordinal for ordinal, _ in ordered]
        marked = index.marks(ordinals, wanted_of(self._query, generation.languages))
        layouts = index.layouts(ordinals)
        hits = []
        for (ordinal, value), marks, layout in zip(ordered, marked, layouts, strict=True):
            passage = generation.passage(ordinal)
            hits.append(
                Hit(
                    passage=passage,
                    document=generation.documents[passage.document],
                    score=value,
                    matched="all" if self._match.everything[ordinal] else "some",
                    snippets=snippets(passage.text, layout, marks, self._telling),
                )
            )
        return tuple(hits)
