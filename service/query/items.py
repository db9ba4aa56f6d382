"""What a query asks for: words, phrases and beginnings of words, joined into clauses."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a few words with one meaning (`Viet Nam`, `Convention No. 188`).

    `text` is how the user wrote it, `unit` the form from which the index's terms are made. `is_stopword` is true
    for a stop word of the query's language that is to be found nevertheless, as it is written. `accented` is the
    word with its accents, where it has any: in some languages it means another thing without them.
    """

    text: str = field(compare=False)
    unit: str
    is_stopword: bool = False
    accented: str = ""

    @property
    def terms(self) -> frozenset[str]:
        return frozenset({self.unit})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Consecutive words exactly as given: folded, but not stemmed."""

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
"""One thing to look for. Its `terms` are what counts against the limit. How it is written makes no difference."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of the query that a passage must hold: any one of its alternatives will do."""

    alternatives: tuple[Item, ...]

    @property
    def required(self) -> bool:
        """Whether a passage without it is never a result, not even among those that hold some of the words."""
        return all(isinstance(item, Phrase) for item in self.alternatives)


@dataclass(frozen=True, slots=True)
class Expansion:
    """Another name for a part of a query, from the corpus's thesaurus.

    `original` is what the user wrote, `clause_ords` are its clauses in the query (from 0), `item` is looked for
    beside them. `related` is true where the name is of something near it, not of the same thing.
    """

    text: str
    language: str
    original: str
    clause_ords: tuple[int, ...]
    item: Word | StemmedPhrase
    related: bool


Ignored = tuple[str, str]
"""Words left out of a query, and why."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood.

    `text` is the query in its canonical form: parsed again it gives the same query. `language` is an ISO 639-1
    code. `question` is true where it reads as a question rather than as a list of words. `words` are all its
    folded words in order, stop words too, without those that it excludes.
    """

    text: str
    clauses: tuple[Clause, ...]
    excluded: tuple[Item, ...]
    language: str
    question: bool
    ignored: tuple[Ignored, ...] = ()
    words: tuple[str, ...] = ()
    expansions: tuple[Expansion, ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        """Everything that is to be found, in order."""
        return (item for clause in self.clauses for item in clause.alternatives)

    @property
    def terms(self) -> frozenset[str]:
        """The distinct terms of everything that is looked for, to be found or excluded."""
        return frozenset(term for item in (*self.items, *self.excluded) for term in item.terms)
