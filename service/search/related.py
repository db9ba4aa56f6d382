"""Content related to a passage: passages of other documents on the same subject, documents that name its own, and its
translations.

Two passages are on the same subject where they share several rare words: the idea of "more like this" in Lucene. Each
finding has its evidence, which is shown with it.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

import numpy as np

from indexer.analysis.normalizer import normalized_tokens
from indexer.analysis.terms import stopwords, token_terms
from indexer.analysis.tokenizer import token_texts
from indexer.index.generation import Generation
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.taxonomy import normalize_name
from service.search.index import Floats, Index
from service.search.quote_check import is_verified
from service.search.related_content import Mention, RelatedContent, RelatedPassage, Translation, TranslationEvidence

MAX_RELATED = 5
"""The most passages on the same subject, each of another document."""

MAX_TERMS = 16
"""The number of a passage's rare words by which others are sought, the rarest."""

RARE = 0.03
"""The greatest share of the passages in its language that have a rare word."""

ALWAYS_RARE = 8
"""The number of passages that a rare word may be in, however few there are."""

MIN_SHARED = 4
"""The fewest rare words that two passages on the same subject share."""

MIN_SIMILARITY = 0.25
"""The least share of the weight of a passage's rare words that the other has."""

MAX_EVIDENCE = 4
"""The most shared words that are shown."""

MAX_CANDIDATES = 64
"""The most passages that are compared closely."""

MAX_MENTIONS = 8
"""The most documents that name another."""

MIN_TITLE_WORDS = 4
"""The fewest words of a title, without stop words and numbers, that is no ordinary phrase."""

MAX_READ = 40
"""The most passages that are read for the symbol of a document."""

CACHED = 512

_LANGUAGE_IN_NAME = re.compile(
    r"(?<![a-z])(?:(en|eng|english|ingles)|(es|esp|spa|spanish|espanol)|(fr|fra|fre|french|francais|frances)"
    r"|(vi|vie|vietnamese))(?![a-z])"
)
_CODES = ("en", "es", "fr", "vi")
_URL = re.compile(r"(?:https?://|www\.)\S+")


class RelatedFinder:
    """Finds related content in one generation. May be used from any thread; an index is passed with each call."""

    def __init__(self, generation: Generation, passages_in: Callable[[str], int]) -> None:
        self._generation = generation
        self._passages_in = passages_in
        self._mentions_of: dict[str, tuple[Mention, ...]] = {}
        self.translations = lru_cache(CACHED)(self._translations)

    def related_content(self, passage: Passage, index: Index) -> RelatedContent:
        """Return the content related to a passage."""
        pages = {span.page for span in passage.spans}
        translations = tuple(
            Translation(each.document, each.language, each.evidence, min(pages) if each.page and pages else 0)
            for each in self.translations(passage.document)
        )
        return RelatedContent(
            tuple(self._related(passage, index)), self.mentions(passage.document, index), translations
        )

    def mentions(self, document_id: str, index: Index) -> tuple[Mention, ...]:
        """Return the documents whose text names a document or links to it, those that name it in words first."""
        found = self._mentions_of.get(document_id)
        if found is None:
            found = self._mentions_of[document_id] = self._mentions(document_id, index)
        return found

    # ------------------------------------------------------------------------------------------ on the same subject

    def _related(self, passage: Passage, index: Index) -> Iterator[RelatedPassage]:
        """Yield the passage of each other document that shares the most rare words, the best first."""
        weights = self._rare_terms(passage, index)
        if len(weights) < MIN_SHARED:
            return
        scores: Floats = np.zeros(index.count, np.float32)
        shared = np.zeros(index.count, np.uint8)
        for term, weight in weights.items():
            ordinals = index.postings("body", term).ordinals
            scores[ordinals] += weight
            shared[ordinals] += 1
        document = self._generation.documents[passage.document]
        scores[document.first_ordinal : document.first_ordinal + document.passage_count] = 0
        is_near = (shared >= MIN_SHARED) & (scores >= MIN_SIMILARITY * sum(weights.values()))
        found = np.flatnonzero(is_near)
        # a passage of half the mean length is as good with the same words as one of the mean length
        ranked = scores[found] / np.maximum(index.relative_lengths("body")[found], 0.5) ** 0.25
        best = found[np.argsort(-ranked, kind="stable")][:MAX_CANDIDATES]
        seen = {passage.document, *(each.document.id for each in self.translations(passage.document))}
        for ordinal in best.tolist():
            other = self._generation.passage(ordinal)
            if (
                other.document in seen
                or ordinal in self._generation.demoted
                or not is_verified(other, self._generation)
            ):
                continue
            seen.add(other.document)
            words = _written(other, weights)
            is_linked = other.document in self._linked.get(
                passage.document, {}
            ) or passage.document in self._linked.get(other.document, {})
            yield RelatedPassage(other, self._generation.documents[other.document], words, is_linked)
            if len(seen) > MAX_RELATED:
                return

    def _rare_terms(self, passage: Passage, index: Index) -> dict[str, float]:
        """Return the rare terms of a passage that another passage has, too, the rarest first, with their weights."""
        total = self._passages_in(passage.language)
        most = max(ALWAYS_RARE, RARE * total)
        weights = {}
        for term, written in _terms(passage):
            if term not in weights and any(map(str.isalpha, written)) and len(written) > 2:  # noqa: PLR2004 - initials
                df = index.doc_freq("body", term)
                if 1 < df <= most:
                    weights[term] = math.log(1 + total / df)
        rarest = sorted(weights.items(), key=lambda each: -each[1])[:MAX_TERMS]
        return dict(rarest)

    # ------------------------------------------------------------------------------------------------- mentioned in

    def _mentions(self, document_id: str, index: Index) -> tuple[Mention, ...]:
        document = self._generation.documents[document_id]
        found: dict[str, Mention] = {}
        for mention in (*self._by_symbol(document, index), *self._by_title(document, index), *self._by_link(document)):
            found.setdefault(mention.document.id, mention)
        return tuple(found.values())[:MAX_MENTIONS]

    def _by_title(self, document: Document, index: Index) -> Iterator[Mention]:
        """Yield the documents that have a title of a document in their text, but not the same title."""
        source = document.source
        for title in dict.fromkeys((source.title, *source.also_titled)):
            if not _is_distinctive(title, source.languages[0] if source.languages else "en"):
                continue
            for passage in self._with_phrase(title, index):
                other = self._generation.documents[passage.document].source
                same = normalize_name(other.title) == normalize_name(source.title)
                if passage.document != document.id and not same:
                    yield Mention(self._generation.documents[passage.document], "title", passage, 0)

    def _by_symbol(self, document: Document, index: Index) -> Iterator[Mention]:
        symbol = document.source.symbol
        if sum(map(str.isdigit, symbol)) < 2 or len(symbol) < 5:  # noqa: PLR2004 - a short one is an ordinary number
            return
        written = re.compile(rf"(?<![\w/.]){re.escape(symbol)}(?![\w/])")
        for passage in self._with_phrase(symbol, index):
            if passage.document != document.id and written.search(passage.text):
                yield Mention(self._generation.documents[passage.document], "symbol", passage, 0)

    def _with_phrase(self, text: str, index: Index) -> Iterator[Passage]:
        """Yield the passages that have the words of a text in a row, the first of each document, in order."""
        seen = set[str]()
        for ordinal in index.phrase_postings(token_texts(text)).ordinals[: MAX_READ * 4].tolist():
            passage = self._generation.passage(ordinal)
            if passage.document not in seen and is_verified(passage, self._generation):
                seen.add(passage.document)
                yield passage

    def _by_link(self, document: Document) -> Iterator[Mention]:
        for other, targets in self._linked.items():
            if document.id in targets and other != document.id:
                yield Mention(self._generation.documents[other], "link", None, targets[document.id])

    def _are_linked(self, document: str, other: str) -> bool:
        return other in self._linked.get(document, {}) or document in self._linked.get(other, {})

    @cached_property
    def _linked(self) -> Mapping[str, Mapping[str, int]]:
        """For each document those that its text links to, with the page of the first link."""
        at: dict[str, str] = {}
        for document in self._generation.documents.values():
            for url in document.urls:
                at.setdefault(normalize_url(url), document.id)
        linked: dict[str, dict[str, int]] = {}
        for document in self._generation.documents.values():
            for link in document.links:
                target = at.get(normalize_url(link.url))
                if target and target != document.id:
                    linked.setdefault(document.id, {}).setdefault(target, link.page)
        return linked

    # --------------------------------------------------------------------------------------------------- translations

    def _translations(self, document_id: str) -> tuple[Translation, ...]:
        """Return the documents that are this one in another language. Their `page` is 1 where the pages correspond."""
        document = self._generation.documents[document_id]
        found = []
        for other in self._generation.documents.values():
            own, language = _language(document), _language(other)
            if other.id == document.id or not language or language == own:
                continue
            evidence = _translation_evidence(document, other)
            if evidence:
                same_pages = len(other.page_labels) == len(document.page_labels)
                found.append(Translation(other, language, evidence, int(same_pages)))
        return tuple(found)


def normalize_url(url: str) -> str:
    """Return a URL without the parts that do not distinguish pages: scheme, `www.`, a trailing slash, a fragment.

    What is no URL is returned as it is.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return (
        parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    )


def _terms(passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield the terms of a passage's text, each with how it is written; without URLs and lines that are repeated."""
    text = _URL.sub(lambda match: " " * len(match[0]), passage.text[passage.repeated :])
    for token in normalized_tokens(text):
        for form in token.all_forms:
            for term in token_terms(form, text, passage.language):
                yield term, text[form.start : form.end]


def _written(passage: Passage, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Return the words of a passage that are among weighted terms, those of the most weight first."""
    words: dict[str, str] = {}
    for term, written in _terms(passage):
        if term in weights:
            words.setdefault(term, " ".join(written.split()))
    ranked = sorted(words, key=lambda term: -weights[term])
    return tuple(dict.fromkeys(words[term] for term in ranked))[:MAX_EVIDENCE]


def _is_distinctive(title: str, language: str) -> bool:
    """Return whether a title is long enough that its words in a row name it."""
    words = {word for word in token_texts(title) if word not in stopwords(language) and not word.isdigit()}
    return len(words) >= MIN_TITLE_WORDS


def _language(document: Document) -> str:
    return document.source.languages[0] if document.source.languages else ""


def _translation_evidence(document: Document, other: Document) -> TranslationEvidence | None:
    """Return what shows that two documents in different languages are one text, or None."""
    source, second = document.source, other.source
    if source.symbol and source.symbol == second.symbol:
        return "symbol"
    if source.isbn and source.isbn == second.isbn:
        return "isbn"
    titles = set(map(normalize_name, source.also_titled)), set(map(normalize_name, second.also_titled))
    if normalize_name(second.title) in titles[0] or normalize_name(source.title) in titles[1]:
        return "title"
    if _differ_in_language(map(normalize_url, document.urls), map(normalize_url, other.urls), document, other):
        return "address"
    if _differ_in_language([document.file], [other.file], document, other):
        return "file"
    return None


def _differ_in_language(names: Iterable[str], others: Iterable[str], document: Document, other: Document) -> bool:
    """Return whether names of two documents are the same but for the languages, which are those of the documents."""
    own = {_by_language(name, _language(document)) for name in names} - {""}
    return not own.isdisjoint({_by_language(name, _language(other)) for name in others} - {""})


def _by_language(name: str, language: str) -> str:
    """Return a name with the names of a language replaced by a sign; empty where it has none, or has others."""
    found = list(_LANGUAGE_IN_NAME.finditer(name.lower()))
    codes: Sequence[str] = [_CODES[next(at for at, group in enumerate(match.groups()) if group)] for match in found]
    return _LANGUAGE_IN_NAME.sub("*", name.lower()) if codes and set(codes) == {language} else ""
