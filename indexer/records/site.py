"""What a corpus says of itself on the home page: its own words, never the program's."""

from dataclasses import dataclass

Words = dict[str, str]
"""A text by language code. English is always there."""


def in_language(words: Words, language: str = "en") -> str:
    """The text in a language, else in English; nothing where there is no text at all."""
    return words.get(language) or words.get("en", "")


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the corpus answers. `search` is the query that finds the answer."""

    words: Words
    search: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a document gives it, what it counts, and the query that finds where it stands."""

    value: str
    words: Words
    search: str


@dataclass(frozen=True, slots=True)
class ChainFigures:
    """The figures of one supply chain, by its slug."""

    chain: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SiteText:
    """A corpus's introduction of itself. Whatever it leaves out, pages say in general words."""

    name: str = ""
    tagline: Words | None = None
    introduction: Words | None = None
    questions: tuple[Question, ...] = ()
    chains: tuple[ChainFigures, ...] = ()

    def figures(self, chain: str) -> tuple[Figure, ...]:
        """The figures of a supply chain, in their order."""
        return next((entry.figures for entry in self.chains if entry.chain == chain), ())
