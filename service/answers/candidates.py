"""The sentences of retrieved passages as candidates for an answer, with what each shares with the question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
from indexer.analysis.language_registry import any_of, language, language_cache
from indexer.analysis.terms import stem
from indexer.analysis.tokenizer import fold
from indexer.records.passage import Passage
from service.answers.places import PlaceIndex
from service.answers.question import Question
from service.answers.sentences import AnalyzedPassage, Sentence, SentenceCues, analyze_passage

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

_LABEL = re.compile(r"[^\W\d_] \d{1,2}[,;:.)]?$")
"""A short number between a word and no other: "phase 2, which"."""

LONGEST_CAPTION = 20
"""The characters before a number in which a word such as "Table" is looked for."""

_DECIMAL = re.compile(r"\d+[.,]\d{1,2}$")
"""A number with a fraction, which no number of things has."""

_COUNTED = re.compile(r"(?:\s*(?:[-–]|\b[^\W\d_]{1,3}\b)\s*\d[\d.,]*)?\s*(?P<unit>[^\W\d_]+)")
"""The word after a number, or after a second one that it is a range with: "3 to 4 months"."""


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
        spans = _counting_cues(question, passage.text, here, passage.language) if (here := cues[position]) else ()
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


def _counting_cues(question: Question, text: str, sentence: SentenceCues, code: str) -> Sequence[tuple[int, int, int]]:
    """Return the cues of the kind asked for that the question does not name, each as (start, end, how often it counts).

    A sentence in the first person does not name a person. A name that looks like an organization's counts twice
    where one is asked for. Neither the number of a table, a share nor a length of time is how many there are.
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
        and not (kind == "number" and _captions(code).search(text, max(0, start - LONGEST_CAPTION), start))
        and not (question.form.counting and _counts_nothing(text, start, end, sentence))
        and not (question.form.counting and _measures(question, text, start, end, code))
    ]


def _counts_nothing(text: str, start: int, end: int, sentence: SentenceCues) -> bool:
    """Whether a number is not one of things: a part of a share ("50 per cent"), or a label ("phase 2")."""
    is_share = any(kinds & SHARE and first <= end + 1 and start < last for first, last, kinds in sentence.cues)
    return is_share or _LABEL.match(text[max(0, start - 2) : end + 1]) is not None


def _measures(question: Question, text: str, start: int, end: int, code: str) -> bool:
    """Whether a number is no count: it has a fraction ("6.5 years", not "6.5 million"), or counts units of time.

    Units of time are counted where the question has that unit.
    """
    following = _COUNTED.match(text, end)
    unit = fold(following["unit"]) if following else ""
    if _DECIMAL.match(text, start, end):
        return unit not in _scales(code)
    return times(code).fullmatch(unit) is not None and stem(unit, code) not in question.term_ords


@language_cache()
def times(code: str) -> re.Pattern[str]:
    """Return the expression, folded, of the names of units of time in a language."""
    words = "|".join(map(fold, language(code).cues.times))
    return re.compile(rf"(?:{words or '(?!)'})(?:s|es|n|en)?\b")


@language_cache()
def _captions(code: str) -> re.Pattern[str]:
    """Return the expression of a word such as "Table" at the end of a text, before its number."""
    return re.compile(rf"\b(?:{any_of(language(code).layout.captions)})\s+$", re.IGNORECASE)


@language_cache()
def _scales(code: str) -> frozenset[str]:
    return frozenset(map(fold, language(code).numbers.scales))
