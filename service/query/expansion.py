"""Query expansion: synonyms from the corpus's thesaurus for the names in a query, and translations of its words.

The longest name in the query wins, in any language: `forced labour` is one concept and not
`labour`, and `Trade Union Congress` is not a trade union. Names are compared by the stems of their language.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.analysis.language_registry import DEFAULT, language_cache
from indexer.analysis.normalizer import normalized_tokens
from indexer.analysis.terms import is_stopword, stem, stopwords
from indexer.analysis.tokenizer import tokenize
from indexer.records.thesaurus import Concept, Thesaurus
from service.query.items import Clause, Expansion, Item, Query, StemmedPhrase, Word, plain_word
from service.query.neighbours import Neighbours
from service.query.translation import Translator

MAX_EXPANSIONS = 24
"""The maximum number of synonyms added to a query."""

SIMILAR_SHARE = 1.0
"""The weight of a word of similar meaning, as a share of a translation's."""

SIMILAR_SHARE_IF_TRANSLATED = 0.5
"""The same where the word has a known translation, too."""

MIN_LANGUAGE_WORDS = 4
"""The fewest words of a query by which a language that the glossary lacks is detected."""

MAX_CACHED_NAMES = 16_384
"""The most names whose words and stems are cached."""

MAX_TRANSLATIONS = 64
"""The maximum number of synonyms and translations added to a query that is translated."""

Key = tuple[str, ...]
"""The stems of a name's content words."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a concept or of a related one."""

    text: str
    language: str
    related: bool = False


class Expander:
    """Expands queries with a thesaurus, with names in the languages of the corpus's passages, the most frequent first.

    A query in another language than most passages is translated by the thesaurus's glossary, too, and by `neighbours`,
    words of the passages with a similar meaning, where the generation has vectors.
    """

    def __init__(self, thesaurus: Thesaurus, languages: Sequence[str], neighbours: Neighbours | None = None) -> None:
        self._neighbours = neighbours
        self._translator = Translator(thesaurus.glossary, languages)
        self._concepts = thesaurus.concepts
        self._targets, self._main = frozenset(languages), tuple(languages[:1])
        self._targets_in_order = tuple(languages)
        self._known: dict[str, dict[Key, list[Concept]]] = defaultdict(dict)
        self._abbreviations: dict[str, list[Concept]] = defaultdict(list)
        for concept in self._concepts:
            for language, names in concept.names.items():
                for name in names:
                    self._known[language].setdefault(_key(name, language), []).append(concept)
                for name in concept.not_in:
                    self._known[language].setdefault(_key(name, language), [])
            for name in concept.as_written:
                self._abbreviations[name].append(concept)
        self._longest: dict[str, dict[str, int]] = {language: {} for language in self._known}
        """By language and first stem: the number of stems of the longest name."""
        for language, known in self._known.items():
            longest = self._longest[language]
            for key in filter(None, known):
                longest[key[0]] = max(longest.get(key[0], 0), len(key))

    def expand(self, query: Query, without: Collection[str] = (), *, cross_language: bool = False) -> Query:
        """Return the query with synonyms and translations added to its clauses, except those in `without`.

        With `cross_language`, a query in the language of most passages is translated into the others, too, by the
        thesaurus and the glossary alone: the encoder is never loaded for it.
        """
        excluded = {name.casefold() for name in without}
        query = self._in_its_language(query)
        if language := self._main_language(query) if cross_language else self._foreign_language(query):
            query = replace(query, language=language)
        added: dict[tuple[tuple[int, ...], str, Key], Expansion] = {}
        for clause_ords, concepts in self._find_names(query.clauses):
            original = [query.clauses[ord_].alternatives[0] for ord_ in clause_ords]
            written = {language: _stems(original, language) for language in self._targets}
            for name, concept in _names_of(concepts):
                key = _key(name.text, name.language)
                item = self._item(name, concept)
                if item is None or name.text.casefold() in excluded or key == written[name.language]:
                    continue
                text = " ".join(each.text for each in original)
                share = float(bool(language) and name.language != query.language and not name.related)
                expansion = Expansion(name.text, name.language, text, clause_ords, item, name.related, share)
                added.setdefault((clause_ords, name.language, key), expansion)
        for expansion in self._translations(query) if language else ():
            if expansion.text.casefold() not in excluded:
                key = _key(expansion.text, expansion.language)
                added.setdefault((expansion.clause_ords, expansion.language, key), expansion)
        for expansion in self._similar(query, tuple(added.values())) if language and not cross_language else ():
            if expansion.text.casefold() not in excluded:
                key = _key(expansion.text, expansion.language)
                added.setdefault((expansion.clause_ords, expansion.language, key), expansion)
        limit = MAX_TRANSLATIONS if language else MAX_EXPANSIONS
        return replace(query, expansions=tuple(added.values())[:limit]) if added else query

    def _foreign_language(self, query: Query) -> str:
        """Return the language that a query is translated from; empty where it is in that of most passages."""
        query = self._in_its_language(query)
        language = self._translator.language(query)
        if language or self._neighbours is None or query.language in (*self._main, *self._translator.known):
            return language
        return (
            query.language
            if len(query.words) >= MIN_LANGUAGE_WORDS and self._neighbours.supports(query.language)
            else ""
        )

    def _in_its_language(self, query: Query) -> Query:
        """Return a query without stop words in the language whose passages have all of its words that any have.

        By its letters and stop words it is in the default language, as any such query in ASCII.
        """
        if self._neighbours is None or self._targets_in_order == (DEFAULT,) or query.language != DEFAULT:
            return query
        if not stopwords(DEFAULT).isdisjoint(query.words):
            return query
        words = [word.text for clause in query.clauses if (word := plain_word(clause))]
        known = [codes for word in words if (codes := self._neighbours.languages_of(word))]
        common = frozenset.intersection(*known) if known else frozenset[str]()
        if DEFAULT in common:
            return query
        code = next((code for code in self._targets_in_order if code in common), DEFAULT)
        return replace(query, language=code)

    def _main_language(self, query: Query) -> str:
        """Return the language of a query that is that of most passages, where there are others; empty otherwise."""
        query = self._in_its_language(query)
        is_main = query.language in self._main and len(self._targets) > 1 and query.language in self._translator.known
        return query.language if is_main and not self._foreign_language(query) else ""

    def can_cross_languages(self, query: Query) -> bool:
        """Return whether a query is translated only where its answer may be in another language than its own."""
        return bool(self._main_language(query))

    def needs_encoder(self, query: Query) -> bool:
        """Return whether the encoder is used to expand a query."""
        language = self._foreign_language(query)
        return self._neighbours is not None and bool(language) and self._neighbours.supports(language)

    def prepare(self, query: Query) -> None:
        """Find the neighbours of a query's words, if it needs them; this may load the encoder, which takes a second."""
        language = self._foreign_language(query)
        if self._neighbours is not None and language and self._neighbours.supports(language):
            words = [word.text for clause in query.clauses if (word := plain_word(clause))]
            self._neighbours.prepare(words, language)

    def names(self, query: Query) -> frozenset[tuple[int, ...]]:
        """Return the clauses of a query that are a name of several words, whether it has others or not."""
        named = {clause_ords for clause_ords, _ in self._find_names(query.clauses)}
        named.update(expansion.clause_ords for expansion in query.expansions)
        return frozenset(clause_ords for clause_ords in named if len(clause_ords) > 1)

    def _translations(self, query: Query) -> Iterator[Expansion]:
        """Yield the translations of the query's words by the glossary."""
        for found in self._translator.translate(query):
            for text, language in found.names:
                if item := self._item(_Name(text, language), _NO_CONCEPT):
                    yield Expansion(
                        text, language, found.original, found.clause_ords, item, related=False, translation=found.share
                    )

    def _similar(self, query: Query, known: Collection[Expansion]) -> Iterator[Expansion]:
        """Yield the words of the passages that mean about the same as a word of the query.

        A word that is translated as part of a longer expression means something else by itself.
        """
        if self._neighbours is None or not self._neighbours.supports(query.language):
            return
        translated: dict[tuple[int, str], int] = {}
        for each in known:
            for ord_ in each.clause_ords if not each.related else ():
                key = (ord_, each.language)
                translated[key] = max(translated.get(key, 0), len(each.clause_ords))
        for ord_, clause in enumerate(query.clauses):
            word = plain_word(clause)
            for language, found in self._neighbours.of(word.text, query.language) if word else ():
                length = translated.get((ord_, language), 0)
                item = self._item(_Name(found.text, language), _NO_CONCEPT)
                if word is None or item is None or item == word or length > 1:
                    continue
                share = SIMILAR_SHARE_IF_TRANSLATED if length else SIMILAR_SHARE
                yield Expansion(
                    found.text,
                    language,
                    word.text,
                    (ord_,),
                    item,
                    related=False,
                    translation=share,
                    by_meaning=True,
                )

    def _find_names(self, clauses: Sequence[Clause]) -> Iterator[tuple[tuple[int, ...], list[Concept]]]:
        """Yield the ordinals of clauses that are a name, with its concepts: the longest name at each position."""
        position = 0
        while position < len(clauses):
            length, concepts = self._longest_name(clauses, position)
            if concepts:
                yield tuple(range(position, position + length)), concepts
            position += length

    def _longest_name(self, clauses: Sequence[Clause], position: int) -> tuple[int, list[Concept]]:
        """Return the number of clauses, from this one on, that are the longest name, and its concepts.

        There are none for a longer name in which a concept's name means something else (`not_in`).
        """
        first = plain_word(clauses[position])
        if first is None:
            return 1, []
        most = {
            language: longest.get(stem(first.normalized, language), 0) for language, longest in self._longest.items()
        }
        abbreviations = self._abbreviations.get(first.text)
        original = [first]
        for clause in clauses[position + 1 : position + max(most.values(), default=0)]:
            word = plain_word(clause)
            if word is None:
                break
            original.append(word)
        for length in range(len(original), 0, -1):
            named = [
                self._known[language].get(_stems(original[:length], language))
                for language, longest in most.items()
                if length <= longest
            ]
            if length == 1:
                named.append(abbreviations)
            if any(each is not None for each in named):
                found = {id(concept): concept for each in named for concept in each or ()}
                return length, list(found.values())
        return 1, []

    def _item(self, name: _Name, concept: Concept) -> Word | StemmedPhrase | None:
        """Return a name as an item to search for; None if no passage is in its language or it has only stop words."""
        if name.language not in self._targets:
            return None
        content_words = _content_words(name.text, name.language)
        if not content_words:
            return None
        if len(content_words) == 1:
            return Word(name.text, content_words[0][0])
        longer_names = tuple(_stemmed_phrase(longer, name.language) for longer in concept.not_in)
        return replace(_stemmed_phrase(name.text, name.language), not_within=longer_names)


_NO_CONCEPT = Concept({})
"""For a name that means the same in all longer ones."""


def _names_of(concepts: Sequence[Concept]) -> Iterator[tuple[_Name, Concept]]:
    """Yield all names of these concepts, then those of related ones, which may be in any of the concept's languages."""
    for concept in concepts:
        for language, names in concept.names.items():
            yield from ((_Name(name, language), concept) for name in names)
    for concept in concepts:
        for name in concept.related:
            yield from ((_Name(name, language, related=True), concept) for language in concept.names)


def _stems(original: Sequence[Item], language: str) -> Key:
    return tuple(stem(item.normalized, language) for item in original if isinstance(item, Word))


@language_cache(maxsize=MAX_CACHED_NAMES)
def _key(name: str, language: str) -> Key:
    return tuple(stem(form, language) for form, _ in _content_words(name, language))


@language_cache(maxsize=MAX_CACHED_NAMES)
def _stemmed_phrase(name: str, language: str) -> StemmedPhrase:
    content_words = _content_words(name, language)
    first = content_words[0][1] if content_words else 0
    return StemmedPhrase(
        text=name,
        language=language,
        stems=tuple(stem(form, language) for form, _ in content_words),
        offsets=tuple(position - first for _, position in content_words),
        words=tuple(word.text for word in tokenize(name)),
    )


@language_cache(maxsize=MAX_CACHED_NAMES)
def _content_words(name: str, language: str) -> tuple[tuple[str, int], ...]:
    """Return the normalized tokens of a name that are no stop words, each with its position among the name's words."""
    starts = {word.start: position for position, word in enumerate(tokenize(name))}
    return tuple(
        [
            (token.text, starts[token.start])
            for token in normalized_tokens(name)
            if not is_stopword(token.text, name[token.start : token.end], language)
        ]
    )
