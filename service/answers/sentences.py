"""The analyzed sentences of a passage: their terms, words and cues, independent of the question."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from indexer.analysis.answer_cues import AnswerCues
from indexer.analysis.language_registry import distinguishes_accents, language, language_cache
from indexer.analysis.normalizer import normalized_tokens
from indexer.analysis.sentence_splitter import quotable_spans
from indexer.analysis.terms import accented_form, index_terms, is_stopword, stem
from indexer.analysis.tokenizer import NormalizedToken, fold
from service.answers.leads import lead_of

PREFIX_LENGTH = 5
"""Two words with this many letters in common at the start match by prefix: stemmers miss pairs of noun and verb."""

WORD = re.compile(r"[^\W_]+")
"""A word as it is written, for comparing words with their accents."""

MAX_CACHED_PASSAGES = 2_048
"""How many passages stay analyzed in memory: about 20 MB."""


@language_cache()
def _referring_words(code: str) -> frozenset[str]:
    """Return the words, folded, that open a sentence about what the previous sentence names."""
    return frozenset(map(fold, language(code).cues.referring))


class Cue(NamedTuple):
    """Characters `start` to `end` of a passage that are a cue, and its kinds as bits (indexer.analysis.answer_cues)."""

    start: int
    end: int
    kinds: int


class SentenceCues(NamedTuple):
    """The cues of a sentence in order, and whether it is in the first person."""

    cues: tuple[Cue, ...]
    first_person: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """Characters `start` to `end` of a passage's text: a sentence that can be quoted.

    Token `i` is the characters `spans[i]` of the passage, `terms[i]` its stem, `accented_terms[i]` the word with its
    accents where its language distinguishes words by them, else its stem. `content_tokens` are those that are no stop
    words, `prefixes` the first PREFIX_LENGTH letters of accented terms, `words` the words as written, in lower case.
    `lead` is the position of the sentence in the passage that it cannot be understood without, if any.
    """

    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    terms: tuple[str, ...]
    accented_terms: tuple[str, ...]
    content_tokens: frozenset[int]
    prefixes: frozenset[str]
    words: tuple[str, ...]
    is_question: bool
    refers_back: bool
    lead: int | None = None


@dataclass(frozen=True, eq=False)
class AnalyzedPassage:
    """A passage's text with its sentences. Cues are found when a question first needs them."""

    text: str
    language: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def cues(self) -> tuple[SentenceCues, ...]:
        """The cues of each sentence."""
        found = AnswerCues(self.text, self.language)
        return tuple(
            SentenceCues(
                tuple(Cue(*cue) for cue in found.in_sentence(each.start, each.end)),
                found.is_first_person(each.start, each.end),
            )
            for each in self.sentences
        )


@language_cache(maxsize=MAX_CACHED_PASSAGES)
def analyze_passage(text: str, language: str) -> AnalyzedPassage:
    """Return the sentences of a text in this language (ISO 639-1 code)."""
    tokens = list(normalized_tokens(text))
    variants = [variant for token in tokens if token.variants for variant in token.variants]
    if variants:
        tokens = sorted([*tokens, *variants], key=itemgetter(1))
    sentences, first = [], 0
    for start, end in quotable_spans(text):
        while first < len(tokens) and tokens[first].start < start:
            first += 1
        last = first
        while last < len(tokens) and tokens[last].start < end:
            last += 1
        sentences.append(_analyze(text, language, (start, end), tokens[first:last]))
        first = last
    texts = [text[each.start : each.end] for each in sentences]
    leads = [lead_of(texts, position, refers_back=each.refers_back) for position, each in enumerate(sentences)]
    whole = (replace(each, lead=lead) for each, lead in zip(sentences, leads, strict=True))
    return AnalyzedPassage(text, language, tuple(whole))


@language_cache(maxsize=4_096)
def heading_terms(names: tuple[str, ...], language: str) -> frozenset[str]:
    """Return the terms of a title and headings in this language."""
    return frozenset(index_terms(" \n ".join(names), language))


def _analyze(text: str, language: str, span: tuple[int, int], tokens: Iterable[NormalizedToken]) -> Sentence:
    start, end = span
    if distinguishes_accents(language):
        forms = [_form(token.text, text[token.start : token.end], language) for token in tokens]
    else:
        forms = [_form(token.text, "", language) for token in tokens]
    terms = tuple([form.term for form in forms])
    words = tuple(WORD.findall(text[start:end].casefold()))
    return Sentence(
        start=start,
        end=end,
        spans=tuple([(token.start, token.end) for token in tokens]),
        terms=terms,
        accented_terms=tuple([form.accented for form in forms]) if distinguishes_accents(language) else terms,
        content_tokens=frozenset([place for place, form in enumerate(forms) if form.is_content]),
        prefixes=frozenset([form.prefix for form in forms if form.prefix]),
        words=words,
        is_question=text[end - 1] == "?",
        refers_back=bool(words) and fold(words[0]) in _referring_words(language),
    )


class _Form(NamedTuple):
    """What a token is compared by. `prefix` is empty for words of fewer letters."""

    term: str
    accented: str
    prefix: str
    is_content: bool


@language_cache(maxsize=131_072)
def _form(token: str, written: str, language: str) -> _Form:
    term = stem(token, language)
    accented = accented_form(written) or term
    prefix = accented[:PREFIX_LENGTH] if len(accented) >= PREFIX_LENGTH else ""
    return _Form(term, accented, prefix, not is_stopword(token, written, language))
