"""Features of a sentence as the answer to a question.

Most features are shares from 0 to 1, so that the weights of the model can be read and compared. The weight of words is
the sum of their idf. Local idf is computed over the sentences of the retrieved passages: what all of them contain does
not distinguish them.
"""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from service.answers.candidates import Candidate, RetrievedPassage, has_cues
from service.answers.question import Question
from service.search.scoring import idf

LONG_SENTENCE = 60
"""Tokens; hardly any sentence has more."""

SHORT_SENTENCE = 6
"""Tokens; a text with fewer is hardly a sentence."""

MAX_GAP = 8
"""The distance in tokens from which proximity is 0."""

PAIR_REACH = 3
"""The maximum distance, in tokens, of two neighbouring words of the question."""

CUE_DISTANCE = 40
"""The distance in characters at which proximity to a cue has decayed to a third (1/e)."""

MANY_CUES = 4
"""The number of cues beyond the first from which the feature is 1."""

_COMPARED = ("term_match", "prefix_match", "local_idf", "bigrams", "not_in_heading")
"""Features that are also given as a share of the best sentence's, with `_of_best` after their names."""

Features = dict[str, float]


def measure(question: Question, passages: Sequence[Sequence[Candidate]]) -> list[Features]:
    """Return the features of each sentence by name, in order; one that is left out is 0."""
    return _Measurement(question, passages).features()


class _Measurement:
    """The features of all sentences for one question."""

    def __init__(self, question: Question, passages: Sequence[Sequence[Candidate]]) -> None:
        self._question = question
        self._passages = passages
        candidates = [candidate for passage in passages for candidate in passage]
        size = len(candidates)
        words = question.words
        self._idf = [word.idf for word in words]
        self._total = math.fsum(self._idf)
        self._rarest = max(range(len(words)), key=self._idf.__getitem__)
        self._names = frozenset(ord_ for ord_, word in enumerate(words) if word.name)
        self._pairs_total = math.fsum(min(one, other) for one, other in pairwise(self._idf))
        self._best_score = max((each.source.score for each in candidates), default=0.0)
        df = Counter(word for each in candidates for word in each.prefix_matches)
        self._local_idf = {word: idf(size, count) for word, count in df.items()}
        self._local_total = math.fsum(self._local_idf.values())
        self._bigrams = [question.bigrams.intersection(pairwise(each.sentence.words)) for each in candidates]
        bigram_df = Counter(bigram for bigrams in self._bigrams for bigram in bigrams)
        self._bigram_idf = {bigram: idf(size, bigram_df[bigram]) for bigram in question.bigrams}
        self._bigram_total = math.fsum(self._bigram_idf.values())

    def features(self) -> list[Features]:
        bigrams = iter(self._bigrams)
        rows: list[Features] = []
        for passage in self._passages:
            headed = self._words_above(passage[0].source)
            held = headed.union(*(each.prefix_matches for each in passage))
            outside = frozenset(range(len(self._idf))) - headed
            mentions = passage[0].source.mentions
            missing = {name: 1 - mentions.get(name, 0.0) for name in self._names - held}
            shared = {
                "passage": _share(self._weight(held), self._total),
                "names_missing": _share(
                    math.fsum(self._idf[name] * share for name, share in missing.items()), self._total
                ),
                "name_missing": max(missing.values(), default=0.0),
                "rank": 1 / (1 + passage[0].source.rank),
                "score": _share(passage[0].source.score, self._best_score),
            }
            for position, each in enumerate(passage):
                row = self._words(each, next(bigrams), outside)
                row |= self._neighbours(passage, position)
                row |= self._support(passage, position, headed, held)
                row |= shared
                row |= self._form(each)
                rows.append(row)
        for name in _COMPARED:
            best = max((row[name] for row in rows), default=0.0)
            for row in rows:
                row[f"{name}_of_best"] = _share(row[name], best)
        return rows

    def _words_above(self, source: RetrievedPassage) -> frozenset[int]:
        terms = source.heading_terms
        return frozenset(ord_ for ord_, word in enumerate(self._question.words) if not terms.isdisjoint(word.terms))

    def _weight(self, words: Collection[int]) -> float:
        return math.fsum([self._idf[word] for word in words]) if words else 0.0

    def _words(self, each: Candidate, bigrams: frozenset[tuple[str, str]], outside: frozenset[int]) -> Features:
        """Return the features of the sentence's matches: which words of the question it has, and their positions."""
        question, sentence, prefix_matches = self._question, each.sentence, each.prefix_matches
        words, written = question.words, sentence.words
        matched = {word for _, word in each.matches}
        gaps = [later - token for (token, first), (later, second) in pairwise(each.matches) if first != second]
        trigrams = (
            question.trigrams.intersection(zip(written, written[1:], written[2:], strict=False)) if bigrams else ()
        )
        return {
            "term_match": _share(self._weight(matched), self._total),
            "prefix_match": _share(self._weight(prefix_matches), self._total),
            "coverage": len(prefix_matches) / len(words),
            "surface": _share(self._weight([word for word in matched if words[word].written in written]), self._total),
            "not_in_heading": _share(self._weight(prefix_matches & outside), self._weight(outside)),
            "local_idf": _share(math.fsum([self._local_idf[word] for word in prefix_matches]), self._local_total),
            "pairs": self._pairs(each.matches),
            "bigrams": _share(math.fsum([self._bigram_idf[bigram] for bigram in bigrams]), self._bigram_total),
            "trigrams": len(trigrams) / max(1, question.length - 2),
            "rarest": float(self._rarest in prefix_matches),
            "first_word": float(0 in prefix_matches),
            "proximity": math.fsum([max(0.0, 1 - (gap - 1) / MAX_GAP) for gap in gaps]) / max(1, len(words) - 1),
        }

    def _pairs(self, matches: Sequence[tuple[int, int]]) -> float:
        """Return the weight of the question's neighbouring words that follow each other closely in the sentence."""
        followed = {
            first
            for token, first in matches
            for later, second in matches
            if second == first + 1 and 0 < later - token <= PAIR_REACH
        }
        return _share(math.fsum([min(self._idf[word], self._idf[word + 1]) for word in followed]), self._pairs_total)

    def _neighbours(self, passage: Sequence[Candidate], position: int) -> Features:
        """Return the weight of the words that the sentences before and after this one add."""
        own = passage[position].prefix_matches
        before = passage[position - 1].prefix_matches - own if position else ()
        after = passage[position + 1].prefix_matches - own if position + 1 < len(passage) else ()
        return {
            "before_adds": _share(self._weight(before), self._total),
            "after_adds": _share(self._weight(after), self._total),
        }

    def _support(
        self, passage: Sequence[Candidate], position: int, headed: frozenset[int], held: frozenset[int]
    ) -> Features:
        """Return where the words are that a sentence lacks: above it, in the sentences beside it, in others.

        The sentence that leads into it counts as above it.
        """
        each = passage[position]
        own = each.prefix_matches
        if each.sentence.lead is not None:
            headed = headed | passage[each.sentence.lead].prefix_matches
        beside = own.union(*(each.prefix_matches for each in passage[max(0, position - 1) : position + 2]))
        return {
            "only_in_heading": _share(self._weight(headed - own), self._total),
            "only_in_neighbours": _share(self._weight(beside - own - headed), self._total),
            "only_in_passage": _share(self._weight(held - beside - headed), self._total),
        }

    def _form(self, each: Candidate) -> Features:
        """Return the features of the sentence's form, and of its cues and their proximity to the question's words."""
        question, sentence = self._question, each.sentence
        count = len(sentence.terms)
        new = len(sentence.content_tokens.difference([token for token, _ in each.matches]))
        row = {
            "length": min(1.0, math.log1p(count) / math.log1p(LONG_SENTENCE)),
            "short": float(count < SHORT_SENTENCE),
            "new_words": min(1.0, math.log1p(new) / math.log1p(LONG_SENTENCE)),
            "is_question": float(sentence.is_question),
            "refers_back": float(sentence.refers_back),
            "focus": float(question.focus in each.prefix_matches),
        }
        kind = question.kind
        if not has_cues(kind):
            return row
        if not each.cues:
            return row | {f"{kind}_absent": 1.0}
        starts = [sentence.spans[token][0] for token, _ in each.matches]
        focus = [sentence.spans[token][0] for token, word in each.matches if word == question.focus]
        return row | {
            "focus_near": _nearness(each.cues, focus),
            f"{kind}_near": _nearness(each.cues, starts),
            f"{kind}_many": min(1.0, (len(each.cues) - 1) / MANY_CUES),
        }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _nearness(cues: Sequence[int], starts: Sequence[int]) -> float:
    """Return the proximity of the nearest cue: 1 beside one of these words, 0 far away or where there is none."""
    if not starts:
        return 0.0
    return math.exp(-min([abs(start - cue) for cue in cues for start in starts]) / CUE_DISTANCE)
