"""One search over one generation, from the request to a page of results."""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from indexer.records.passage import Passage
from service.query.grammar import parse
from service.query.limits import cap_terms
from service.search.deadline import Deadline
from service.search.explain import explain, to_synonym
from service.search.facets import FacetSelection
from service.search.highlighting import highlight_terms
from service.search.index import Floats
from service.search.matching import match
from service.search.passage_set import PassageSet
from service.search.protocol import Hit, Mode, ResultPage, SearchRequest
from service.search.quote_check import which_are_genuine
from service.search.ranking import demote, score, top_k
from service.search.ranking_features import strongest_features
from service.search.rerank import Reranking
from service.search.scoring import Scoring
from service.search.searcher import Searcher
from service.search.snippets import snippets

LONG = 5
"""A query with so many words reads like a heading or a sentence: no passage need hold them all."""


class Search:
    """A search that has found its passages. Raises QueryTooLong, BadParameter or QueryTimeout.

    Passages are ordinals throughout. `all_match` holds those that pass the filters and answer the whole query,
    `partial_match` those that answer a part of it.
    """

    def __init__(self, served: Searcher, scoring: Scoring, deadline: Deadline, request: SearchRequest) -> None:
        self._served = served
        self._scoring = scoring
        self._request = request
        self._deadline = deadline
        self._weights = scoring.weights
        self._selection = FacetSelection(request.filters, served.facets)
        self._query = served.expander.expand(cap_terms(parse(request.text), scoring.doc_freq), request.without)
        self._match = match(self._query, scoring, deadline)
        self._telling = [clause.weight for clause in self._match.clauses]
        self._strongest: dict[int, int] = {}
        """The strongest evidence for each passage that was reranked (service.search.ranking_features.kinds_of)."""
        self._everything = self._selection.filtered(self._match.all_match)
        self._something = self._selection.filtered(self._match.partial_match)

    def answer(self) -> ResultPage:
        """Return the page of results asked for, empty where it lies beyond the last."""
        mode, widened = self._mode()
        whole = mode == "all"
        return ResultPage(
            request=self._request,
            mode=mode,
            total=self._everything.size + (0 if whole else self._something.size),
            others=self._something.size if whole else 0,
            hits=self._hits(mode),
            facets=self._selection.counts(
                self._match.all_match if whole else self._match.all_match | self._match.partial_match
            ),
            ignored=(*self._query.ignored, *self._match.ignored),
            generation=self._served.generation.name,
            widened=widened,
            question=self._query.question,
            expansions=tuple(to_synonym(expansion) for expansion, _ in self._match.expansions),
        )

    def _mode(self) -> tuple[Mode, bool]:
        """Return the mode, and whether it had to be widened because no passage holds everything."""
        loose = self._query.question or len(self._query.clauses) >= LONG
        asked = self._request.match or ("any" if loose else "all")
        if asked == "all" and self._something.size and not self._everything.size:
            return "any", True
        return asked, False

    def _hits(self, mode: Mode) -> tuple[Hit, ...]:
        """Return the results of the page asked for: in mode "all" what holds everything stands before the rest."""
        last = self._request.page * self._request.page_size
        scores = score(self._match.clauses, self._scoring.index.count)
        demote(scores, self._served.demoted.ordinals, self._weights.demoted)
        if mode == "any":
            groups = [self._everything | self._something]
        else:
            groups = [self._everything, *([self._something] if last > self._everything.size else [])]
        ordered = self._ordered(groups, scores, last)
        return self._shown(ordered[last - self._request.page_size : last])

    def _ordered(self, groups: Sequence[PassageSet], scores: Floats, most: int) -> list[tuple[int, float]]:
        """So many passages in the order asked for, group by group, with their scores."""
        sort, years = self._request.sort, self._served.years
        if sort == "relevance" and self._query.clauses and self._weights.reranked:
            groups = self._reranked(groups, scores, most)
        ordered: list[tuple[int, float]] = []
        for group in groups:
            chosen = top_k(group, scores, sort, years, most - len(ordered))
            ordered += zip(chosen.tolist(), scores[chosen].tolist(), strict=True)
            if len(ordered) >= most:
                break
        return ordered

    def _reranked(self, groups: Sequence[PassageSet], scores: Floats, most: int) -> list[PassageSet]:
        """As many of each group as may be needed; a closer look at the best of each has been added to their scores."""
        self._deadline.check()
        reranking = Reranking(self._query, self._match, self._scoring, self._served.names)
        kept, wanting = [], most
        for group in groups:
            if wanting <= 0:
                break
            ranked = top_k(group, scores, "relevance", self._served.years, max(most, self._weights.reranked))
            candidates = ranked[: self._weights.reranked]
            candidates = candidates[~self._served.demoted.holds(candidates)]
            weighted_features = reranking.weighted_features(candidates)
            scores[candidates] += reranking.rerank_scores(weighted_features)
            self._strongest.update(
                zip(candidates.tolist(), strongest_features(weighted_features).tolist(), strict=True)
            )
            kept.append(PassageSet.of(ranked, group.total))
            wanting -= len(ranked)
        return kept

    def _shown(self, ordered: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
        """Hits with their passages, documents and snippets, none of them with words that are not those of its pages."""
        self._deadline.check()
        generation, index = self._served.generation, self._scoring.index
        ordinals = np.array([ordinal for ordinal, _ in ordered], np.uint32)
        passages = [generation.passage(ordinal) for ordinal, _ in ordered]
        shown = snippets(
            [passage.text for passage in passages],
            index.word_offsets(ordinals),
            index.highlights(ordinals, highlight_terms(self._query, generation.languages)),
            self._telling,
        )
        held = self._match.all_match.holds(ordinals).tolist()
        why = explain(ordinals, self._query, self._match, self._scoring, self._strongest)
        clauses = len(self._query.clauses)
        return tuple(
            [
                Hit(
                    passage=passage,
                    document=generation.documents[passage.document],
                    score=value,
                    matched="all" if whole else "some",
                    snippets=parts,
                    expanded=whole and len(because.matched) < clauses,
                    explanation=because,
                )
                if quotable
                else self._withheld(passage, value)
                for (_, value), passage, quotable, whole, parts, because in zip(
                    ordered, passages, which_are_genuine(passages, generation), held, shown, why, strict=True
                )
            ]
        )

    def _withheld(self, passage: Passage, value: float) -> Hit:
        """Return a hit without any words."""
        document = self._served.generation.documents[passage.document]
        return Hit(replace(passage, text=""), document, value, "some", (), withheld=True)
