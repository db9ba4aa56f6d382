"""One search over one generation, from the request to a page of results."""

from collections.abc import Sequence
from dataclasses import replace as query_replace
from functools import reduce
from operator import or_
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from indexer.records.document import Document
from indexer.records.passage import Passage
from service.query.grammar import parse
from service.query.items import plain_word
from service.query.limits import cap_terms
from service.search.deadline import Deadline
from service.search.explain import explain, to_synonym
from service.search.facets import FacetSelection
from service.search.highlighting import highlight_terms
from service.search.index import Floats, Ordinals
from service.search.matching import match
from service.search.passage_set import PassageSet
from service.search.protocol import DocumentGroup, Hit, Mode, ResultPage, SearchRequest
from service.search.quote_check import are_verified
from service.search.ranking import demote, score, top_k
from service.search.ranking_features import strongest_features
from service.search.rerank import Reranking
from service.search.scoring import Scoring
from service.search.searcher import Searcher
from service.search.snippets import snippets
from service.search.units import Unit, add_units, find_units, highlight_units, without_parts

MIN_LONG_QUERY = 5
"""A query with this many words reads like a sentence: by default, passages need not match them all."""


LEADING = 3
"""The best passages whose languages are compared with that of the query."""

ENOUGH = 0.75
"""The share of a query's idf that the best passages in its language have where they may well answer it."""

MIN_CORRECTING = 100
"""The fewest passages in a language that most passages are not in, by which its words are corrected. With few, most
words of the language are in no passage, and are no mistakes.
"""

MAX_COPIES = 10
"""The most passages of the same wording that are named with a result."""


class _Copies(NamedTuple):
    passages: tuple[tuple[Passage, Document], ...]
    count: int  # type: ignore[assignment]  # deliberately shadows tuple.count


_NO_COPIES = _Copies((), 0)


class _Listed(NamedTuple):
    """The hits of a page, with the groups and the numbers of documents where results are grouped."""

    hits: tuple[Hit, ...]
    groups: tuple[DocumentGroup, ...] | None = None
    documents: int = 0
    other_documents: int = 0


class Search:
    """A search with its matching passages. Raises QueryTooLong, BadParameter or QueryTimeout.

    Passages are ordinals throughout. `_all_match` are those that pass the filters and match every clause,
    `_partial_match` those that match some. With `cross_language`, a query in the language of most passages is
    translated, too.
    """

    def __init__(
        self,
        searcher: Searcher,
        scoring: Scoring,
        deadline: Deadline,
        request: SearchRequest,
        *,
        cross_language: bool = False,
    ) -> None:
        self._searcher = searcher
        self._scoring = scoring
        self._request = request
        self._deadline = deadline
        self._weights = scoring.weights
        self._selection = FacetSelection(request.filters, searcher.facets)
        query = cap_terms(parse(request.text), scoring.doc_freq)
        self._query = (
            query
            if request.words_only
            else searcher.expander.expand(query, request.without, cross_language=cross_language)
        )
        self._units: tuple[Unit, ...] = ()
        if self._weights.phrase:
            self._units = find_units(self._query, searcher.expander.names(self._query), scoring.index)
        if self._units:
            self._query = query_replace(self._query, expansions=without_parts(self._query.expansions, self._units))
        self._match = match(self._query, scoring, deadline, self._units, searcher.passages_in)
        self._clause_weights = [clause.weight for clause in self._match.clauses]
        self._scores = score(self._match.clauses, scoring.index.count)
        add_units(self._scores, self._units, self._match.expansions, scoring)
        demote(self._scores, searcher.demoted.ordinals, self._weights.demoted)
        self._weighted_features: list[tuple[Ordinals, Floats]] = []
        """The reranked passages with the weighted features of each."""
        self._dropped: PassageSet | None = None
        """The passages with the wording of a better one, which are named with it; None where there are none."""
        self._all_match = self._listed(self._match.all_match)
        self._partial_match = self._listed(self._match.partial_match)
        if self._query.clauses:
            self._dropped = searcher.copies.dropped(self._all_match, self._partial_match, self._scores)
        if self._dropped is not None:
            self._all_match, self._partial_match = map(self._listed, (self._all_match, self._partial_match))

    def needs_other_languages(self) -> bool:
        """Return whether the answer to a query in the language of most passages may be in another language.

        That is where the best passages by words are in another one, or none of them has most of the query. Call it
        before `page`, which reranks.
        """
        if self._request.words_only or not self._searcher.expander.can_cross_languages(self._query):
            return False
        found = self._listed(self._match.any_match)
        best = top_k(found, self._scores, "relevance", self._searcher.years, LEADING)
        generation = self._searcher.generation
        if any(generation.passage(ordinal).language != self._query.language for ordinal in best.tolist()):
            return True
        loose = self._query.question or self._query.length >= MIN_LONG_QUERY
        return loose and self._coverage(best) < ENOUGH

    def _coverage(self, passages: Ordinals) -> float:
        """Return the greatest share of the query's idf that any of these passages has in its own words.

        A word that no passage has counts as one that a single passage has.
        """
        weights = np.array([weight or self._scoring.idf(1) for weight in self._clause_weights])
        held = np.stack([found.original_docs.docs.contains(passages) for found in self._match.clauses])
        return float((weights @ held).max(initial=0.0) / (weights.sum() or 1.0))

    @property
    def has_unmatched_word(self) -> bool:
        """Whether the query has a word that no passage of the index has, by any of its names.

        Words of similar meaning are no names: a misspelt word has some, too.
        """
        expansions = [expansion for expansion, _ in self._match.expansions if not expansion.by_meaning]
        named = {clause_ord for expansion in expansions for clause_ord in expansion.clause_ords}
        return any(
            not found.original_docs.df and plain_word(found.clause) and clause_ord not in named
            for clause_ord, found in enumerate(self._match.clauses)
        )

    @property
    def is_correctable(self) -> bool:
        """Whether the index has enough words of the query's language to tell a misspelt word from a rare one."""
        language, searcher = self._query.language, self._searcher
        is_foreign = self._query.translated and language not in searcher.generation.languages[:1]
        return not is_foreign or searcher.passages_in(language).size >= MIN_CORRECTING

    def page(self) -> ResultPage:
        """Return the requested page of results, empty beyond the last."""
        mode, widened = self._mode()
        whole = mode == "all"
        listed = self._by_document(mode) if self._request.group == "document" else _Listed(self._hits(mode))
        return ResultPage(
            request=self._request,
            mode=mode,
            total=self._all_match.size + (0 if whole else self._partial_match.size),
            others=self._partial_match.size if whole else 0,
            hits=listed.hits,
            facets=self._selection.counts(self._match.all_match if whole else self._match.any_match),
            ignored=(*self._query.ignored, *self._match.ignored),
            generation=self._searcher.generation.name,
            widened=widened,
            question=self._query.question,
            expansions=tuple(to_synonym(expansion) for expansion, _ in self._match.expansions),
            by_meaning=self._by_meaning(),
            groups=listed.groups,
            documents=listed.documents,
            other_documents=listed.other_documents,
        )

    def ordinals(self, most: int) -> tuple[int, ...]:
        """Return the passages that `total` counts, in their order; of those that match in part, the best `most`."""
        mode, _ = self._mode()
        if mode == "all" or self._all_match.size:
            found = self._all_match.ordinals
        else:
            found = np.sort(top_k(self._any_match(), self._scores, "relevance", self._searcher.years, most))
        return tuple(map(int, found.tolist()))

    def _listed(self, found: PassageSet) -> PassageSet:
        """Return those of the passages that pass the filters and are not dropped: the same set where all are."""
        filtered = self._selection.filtered(found)
        return filtered - self._dropped if self._dropped is not None else filtered

    def _by_meaning(self) -> int:
        """Return how many passages match only by words of similar meaning."""
        expansions = self._match.expansions
        if not any(expansion.by_meaning for expansion, _ in expansions):
            return 0
        known = [clause.original_docs.docs for clause in self._match.clauses]
        known += [scored.docs for expansion, scored in expansions if not expansion.by_meaning]
        return (self._listed(self._match.any_match) - reduce(or_, known)).size

    def _mode(self) -> tuple[Mode, bool]:
        """Return the mode, and whether it was widened because no passage matches every clause."""
        loose = (self._query.question or self._query.length >= MIN_LONG_QUERY) and not self._query.requires_all
        asked = self._request.match or ("any" if loose else "all")
        if asked == "all" and self._partial_match.size and not self._all_match.size:
            return "any", True
        return asked, False

    def _hits(self, mode: Mode) -> tuple[Hit, ...]:
        """Return the hits of the requested page; in mode "all", full matches come before partial ones."""
        last = self._request.page * self._request.page_size
        if mode == "any":
            groups = [self._any_match()]
        else:
            groups = [self._all_match, *([self._partial_match] if last > self._all_match.size else [])]
        ordered = self._ordered(groups, self._scores, last)
        return self._to_hits(ordered[last - self._request.page_size : last])

    def _ordered(self, groups: Sequence[PassageSet], scores: Floats, k: int) -> list[tuple[int, float]]:
        """Return the first `k` passages in the requested order, group by group, with their scores."""
        sort, years = self._request.sort, self._searcher.years
        if self._is_reranked:
            groups = self._reranked(groups, scores, k)
        ordered: list[tuple[int, float]] = []
        for group in groups:
            chosen = top_k(group, scores, sort, years, k - len(ordered))
            ordered += zip(chosen.tolist(), scores[chosen].tolist(), strict=True)
            if len(ordered) >= k:
                break
        return ordered

    @property
    def _is_reranked(self) -> bool:
        return self._request.sort == "relevance" and bool(self._query.clauses) and self._weights.reranked > 0

    def _by_document(self, mode: Mode) -> _Listed:
        """Return the requested page of documents; in mode "all", those with full matches come before the others."""
        request, scores, ranges = self._request, self._scores, self._searcher.ranges
        last = request.page * request.page_size
        nothing = self._all_match - self._all_match
        counted, rest = (self._all_match, self._partial_match) if mode == "all" else (self._any_match(), nothing)
        if self._is_reranked:
            self._reranked([counted], scores, last)
        groups, others = ranges.group(counted, scores), ranges.group(rest, scores)
        further = others.outside(groups, rest.total)
        if self._is_reranked and groups.size < last:
            self._reranked([further], scores, last)
        further_groups = ranges.group(further, scores)
        numbers = [*groups.ordered(request.sort).tolist(), *further_groups.ordered(request.sort).tolist()]
        shown = {
            number: (groups if groups.held[number] else further_groups).first(number, request.sort).tolist()
            for number in numbers[last - request.page_size : last]
        }
        ordinals = [ordinal for each in shown.values() for ordinal in each]
        if mode == "any" and request.page == 1 and request.sort == "relevance":
            best = top_k(counted, scores, "relevance", self._searcher.years, request.page_size).tolist()
            ordinals = sorted({*ordinals, *best}, key=lambda ordinal: (-scores[ordinal], ordinal))
        hits = self._to_hits([(ordinal, float(scores[ordinal])) for ordinal in ordinals])
        of = dict(zip(ordinals, hits, strict=True))
        return _Listed(
            hits=hits,
            groups=tuple(
                DocumentGroup(
                    document=ranges.documents[number],
                    hits=tuple(of[ordinal] for ordinal in each),
                    total=int(groups.counts[number]),
                    others=int(others.counts[number]),
                )
                for number, each in shown.items()
            ),
            documents=groups.size,
            other_documents=further_groups.size,
        )

    def _any_match(self) -> PassageSet:
        return self._listed(self._match.any_match)

    def _reranked(self, groups: Sequence[PassageSet], scores: Floats, k: int) -> list[PassageSet]:
        """Return the first `k` passages of the groups; the scores of the best of each now include reranking."""
        self._deadline.check()
        reranking = Reranking(self._query, self._match, self._scoring, self._searcher.titles)
        kept, missing = [], k
        for group in groups:
            if missing <= 0:
                break
            ranked = top_k(group, scores, "relevance", self._searcher.years, max(k, self._weights.reranked))
            candidates = ranked[: self._weights.reranked]
            candidates = candidates[~self._searcher.demoted.contains(candidates)]
            weighted_features = reranking.weighted_features(candidates)
            scores[candidates] += reranking.rerank_scores(weighted_features)
            self._weighted_features.append((candidates, weighted_features))
            kept.append(PassageSet.of(ranked, group.total))
            missing -= len(ranked)
        return kept

    def _to_hits(self, ordered: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
        """Return the hits with snippets; one whose text is not that of its pages is withheld."""
        self._deadline.check()
        generation, index = self._searcher.generation, self._scoring.index
        ordinals = np.array([ordinal for ordinal, _ in ordered], np.uint32)
        passages = [generation.passage(ordinal) for ordinal, _ in ordered]
        sought = highlight_terms(self._query, generation.languages)
        highlight_units(sought, self._units, self._query, self._scoring)
        texts = snippets(
            [passage.text for passage in passages],
            index.word_offsets(ordinals),
            index.highlights(ordinals, sought),
            self._clause_weights,
        )
        complete = self._match.all_match.contains(ordinals).tolist()
        explanations = explain(ordinals, self._query, self._match, self._scoring, self._strongest(ordinals))
        clauses = len(self._query.clauses)
        return tuple(
            [
                Hit(  # by position: by name, it takes three times as long
                    passage,
                    generation.documents[passage.document],
                    value,
                    "all" if whole else "some",
                    parts,
                    whole and len(explanation.matched) < clauses,
                    explanation,
                    False,  # not withheld
                    *self._copies(ordinal),
                )
                if verified
                else self._withheld(passage, value)
                for (ordinal, value), passage, verified, whole, parts, explanation in zip(
                    ordered,
                    passages,
                    are_verified(passages, generation),
                    complete,
                    texts,
                    explanations,
                    strict=True,
                )
            ]
        )

    def _strongest(self, passages: Ordinals) -> dict[int, tuple[str, ...]]:
        """Return the strongest features of those of these passages that were reranked."""
        strongest: dict[int, tuple[str, ...]] = {}
        for candidates, features in self._weighted_features:
            rows = np.flatnonzero(np.isin(candidates, passages))
            strongest.update(zip(candidates[rows].tolist(), strongest_features(features[:, rows]), strict=True))
        return strongest

    def _copies(self, ordinal: int) -> _Copies:
        """Return the results of the same wording that a hit stands for."""
        if self._dropped is None:
            return _NO_COPIES
        copies = [other for other in self._searcher.copies.of(ordinal) if other in self._dropped]
        generation = self._searcher.generation
        passages = [generation.passage(other) for other in copies[:MAX_COPIES]]
        named = tuple((passage, generation.documents[passage.document]) for passage in passages)
        return _Copies(named, len(copies))

    def _withheld(self, passage: Passage, value: float) -> Hit:
        """Return a hit without text."""
        document = self._searcher.generation.documents[passage.document]
        return Hit(replace(passage, text=""), document, value, "some", (), withheld=True)
