"""A parsed query: words, phrases and prefixes, joined into clauses."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.analysis.scripts import has_unspaced


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a few words with one meaning (`Viet Nam`, `Convention No. 188`).

    `text` is as the user wrote it, `normalized` its normalized token, from which terms are made; in capital letters for
    a name that is spelled like a stop word (`WHO`). `is_stopword` is true
    for a stop word of the query's language that is searched nevertheless, as it is written. `accented` is the
    word with its accents, if it has any: some languages distinguish words by them.
    """

    text: str = field(compare=False)
    normalized: str
    is_stopword: bool = False
    accented: str = ""

    @property
    def terms(self) -> frozenset[str]:
        return frozenset({self.normalized})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive words, folded but not stemmed."""

    text: str = field(compare=False)
    words: tuple[str, ...]

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(f'"{word}"' for word in self.words)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that starts with these folded letters."""

    text: str = field(compare=False)
    letters: str

    @property
    def terms(self) -> frozenset[str]:
        return frozenset({f"{self.letters}*"})


@dataclass(frozen=True, slots=True)
class StemmedPhrase:
    """Consecutive words in any of their forms: a name of several words in a language.

    `stems` are those of its content words, `offsets` their distances from the first in tokens, `words` all its folded
    words. Within one of the phrases in `not_within` it is part of another name and does not match.
    """

    text: str = field(compare=False)
    language: str
    stems: tuple[str, ...]
    offsets: tuple[int, ...]
    words: tuple[str, ...]
    not_within: tuple["StemmedPhrase", ...] = ()

    @property
    def terms(self) -> frozenset[str]:
        return frozenset(self.stems)


Item = Word | Phrase | Prefix | StemmedPhrase
"""One thing to search for. Its `terms` count against the limit; items are compared without their `text`."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the query that a passage must match, by any of its alternatives."""

    alternatives: tuple[Item, ...]

    @property
    def required(self) -> bool:
        """Whether a passage that does not match it is never a result, not even a partial one."""
        return all(isinstance(item, Phrase) for item in self.alternatives)


def plain_word(clause: Clause) -> Word | None:
    """Return the word of a clause without alternatives, unless it is a stop word; None otherwise."""
    item = clause.alternatives[0]
    return item if len(clause.alternatives) == 1 and isinstance(item, Word) and not item.is_stopword else None


@dataclass(frozen=True, slots=True)
class Expansion:
    """A synonym or translation of a part of a query, from the corpus's thesaurus or glossary.

    `original` is what the user wrote, `clause_ords` are its clauses in the query (from 0), `item` is searched for
    as their alternative. `related` is true for the name of a related concept. `translation` is 0 for a synonym; of a
    translation into a language of the documents it is the share, up to 1, that it counts: less for a word with many
    senses. `by_meaning` is true for a word of the documents that is no known translation, but has a similar vector.
    """

    text: str
    language: str
    original: str
    clause_ords: tuple[int, ...]
    item: Word | StemmedPhrase
    related: bool
    translation: float = 0.0
    by_meaning: bool = False


Ignored = tuple[str, str]
"""An ignored part of a query, and the reason."""


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    `text` is the query in its canonical form: parsing it gives the same query. `language` is an ISO 639-1
    code. `question` is true where it reads as a question rather than as a list of words. `words` are all its
    folded words in order, including stop words, without those that it excludes. `requires_all` is true for one that
    joins words by AND.
    """

    text: str
    clauses: tuple[Clause, ...]
    excluded: tuple[Item, ...]
    language: str
    question: bool
    ignored: tuple[Ignored, ...] = ()
    words: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    requires_all: bool = False

    @property
    def translated(self) -> bool:
        """Whether it is searched for in other languages, too."""
        return any(expansion.translation for expansion in self.expansions)

    @property
    def finds_nothing(self) -> bool:
        """Whether there is nothing to search for in it, though it is not empty."""
        return bool(self.text) and not self.clauses and not self.excluded

    @property
    def length(self) -> float:
        """The number of words searched for; in scripts without spaces between words, two letters are about one."""
        if self.text.isascii():
            return len(self.clauses)
        return sum(0.5 if has_unspaced(clause.alternatives[0].text) else 1 for clause in self.clauses)

    @property
    def items(self) -> Iterator[Item]:
        """Everything to search for, in order."""
        return (item for clause in self.clauses for item in clause.alternatives)

    @property
    def terms(self) -> frozenset[str]:
        """The distinct terms of everything that is searched for or excluded."""
        return frozenset(term for item in (*self.items, *self.excluded) for term in item.terms)
