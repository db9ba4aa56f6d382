"""Features of a sentence as the answer to a question.

Most features are shares from 0 to 1, so that the weights of the model can be read and compared. The weight of words is
the sum of their idf. Local idf is computed over the sentences of the retrieved passages: what all of them contain does
not distinguish them.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from indexer.analysis.answer_cues import (
    AGENT,
    DATE,
    DEFINING,
    MANNER,
    NAME,
    NUMBER,
    ORGANIZATION,
    REASON,
    SEPARATOR,
    SHARE,
)
from indexer.analysis.language import QuestionType
from indexer.analysis.tokenizer import fold
from indexer.records.passage import Passage
from service.answers.places import PlaceIndex
from service.answers.question import Question
from service.answers.sentences import AnalyzedPassage, Sentence, SentenceCues, analyze_passage
from service.search.scoring import idf

FIGURES: frozenset[QuestionType] = frozenset({"number", "share", "date"})
NAMES: frozenset[QuestionType] = frozenset({"name", "person", "organisation", "place"})
NAMED_KINDS = FIGURES | NAMES
"""Kinds of questions whose cues are themselves what is asked for: those that the question names do not count."""

CUES: Mapping[QuestionType, int] = {
    "number": NUMBER, "share": SHARE, "date": DATE, "name": NAME, "person": NAME | AGENT, "place": NAME,
    "organisation": NAME | AGENT,
    "list": SEPARATOR, "reason": REASON, "how_to": MANNER, "definition": DEFINING,
}  # fmt: skip
"""The cues of each kind of question that has any (indexer.analysis.answer_cues)."""

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

_LABEL = re.compile(r"[^\W\d_] \d{1,2}[,;:.)]?$")
"""A short number between a word and no other: "phase 2, which"."""

_COMPARED = ("term_match", "prefix_match", "local_idf", "bigrams", "not_in_heading")
"""Features that are also given as a share of the best sentence's, with `_of_best` after their names."""

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage that may contain the answer, with its rank in the results (from 0) and the engine's score.

    `heading_terms` are those of its document's title, its headings and its tags' names. `mentions` are the names of the
    question that its document holds anywhere, each with how much it speaks of it, from 0 to 1. `other_places` are the
    countries that the question does not name, if it names one.
    """

    passage: Passage
    rank: int
    score: float
    heading_terms: frozenset[str] = frozenset()
    mentions: Mapping[int, float] = field(default_factory=dict)
    other_places: PlaceIndex | None = None


class Candidate(NamedTuple):
    """A sentence of a passage with what it shares with the question, whose words are numbered from 0.

    `matches` are the tokens that are words of the question, each as (token, word); `prefix_matches` are the words that
    the sentence contains, or that share a prefix with one of its words. `cues` are the starts of the cues that
    count, one that counts double given twice, and `cue_spans` their characters. `lead` are the characters of the
    sentence that leads into it, if any.
    """

    source: RetrievedPassage
    position: int
    sentence: Sentence
    matches: tuple[tuple[int, int], ...]
    prefix_matches: frozenset[int]
    cues: tuple[int, ...]
    cue_spans: tuple[tuple[int, int], ...]
    lead: tuple[int, int] | None = None


def has_cues(kind: QuestionType) -> bool:
    """Return whether there are cues for this kind of question."""
    return kind in CUES


def match_sentences(question: Question, sources: Iterable[RetrievedPassage]) -> list[list[Candidate]]:
    """Return the sentences of each passage as candidates for an answer; passages without any are left out."""
    analyzed = ((source, analyze_passage(source.passage.text, source.passage.language)) for source in sources)
    return [_candidates(question, source, passage) for source, passage in analyzed if passage.sentences]


def _candidates(question: Question, source: RetrievedPassage, passage: AnalyzedPassage) -> list[Candidate]:
    cues: Sequence[SentenceCues | None] = [None] * len(passage.sentences)
    if has_cues(question.kind):
        cues = passage.cues
    found = []
    for position, sentence in enumerate(passage.sentences):
        matches = _matches(question, sentence)
        before = None if sentence.lead is None else passage.sentences[sentence.lead]
        lead = (before.start, before.end) if before else None
        spans = _counting_cues(question, passage.text, here) if (here := cues[position]) else ()
        found.append(
            Candidate(
                source,
                position,
                sentence,
                matches,
                _prefix_matches(question, sentence, matches),
                tuple([start for start, _, count in spans for _ in range(count)]),
                tuple([(start, end) for start, end, _ in spans]),
                lead,
            )
        )
    return found


def _matches(question: Question, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    words = question.term_ords
    terms = sentence.accented_terms if question.by_accents else sentence.terms
    return tuple([(token, words[term]) for token, term in enumerate(terms) if term in words])


def _prefix_matches(question: Question, sentence: Sentence, matches: Iterable[tuple[int, int]]) -> frozenset[int]:
    prefix_matches = {word for _, word in matches}
    for prefix in sentence.prefixes & question.prefix_ords.keys():
        prefix_matches |= question.prefix_ords[prefix]
    for term, word in question.short_ords.items():
        if word not in prefix_matches and any(prefix.startswith(term) for prefix in sentence.prefixes):
            prefix_matches.add(word)  # "sink" and "sinking"
    return frozenset(prefix_matches)


def _counting_cues(question: Question, text: str, sentence: SentenceCues) -> Sequence[tuple[int, int, int]]:
    """Return the cues of the kind asked for that the question does not name, each as (start, end, how often it counts).

    A sentence in the first person does not name a person. A name that looks like an organization's counts twice
    where one is asked for. A share is not how many there are.
    """
    kind = question.kind
    if kind == "person" and sentence.first_person:
        return ()
    wanted, named = CUES[kind], question.folded if kind in NAMED_KINDS else None
    return [
        (start, end, 2 if kind == "organisation" and kinds & ORGANIZATION else 1)
        for start, end, kinds in sentence.cues
        if kinds & wanted
        and (named is None or fold(text[start:end]) not in named)
        and not (kind in NAMES and kinds & DATE)
        and not (question.form.counting and _counts_nothing(text, start, end, sentence))
    ]


def _counts_nothing(text: str, start: int, end: int, sentence: SentenceCues) -> bool:
    """Whether a number is not one of things: a part of a share ("50 per cent"), or a label ("phase 2")."""
    is_share = any(kinds & SHARE and first <= start < last for first, last, kinds in sentence.cues)
    return is_share or _LABEL.match(text[max(0, start - 2) : end + 1]) is not None


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
            "above": _share(self._weight(headed - own), self._total),
            "beside": _share(self._weight(beside - own - headed), self._total),
            "elsewhere": _share(self._weight(held - beside - headed), self._total),
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
