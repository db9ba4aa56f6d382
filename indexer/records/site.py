"""The corpus's introduction on the home page."""

from msgspec import Struct

Translations = dict[str, str]
"""A text by language code. English is always there."""


def translation(words: str | Translations, language: str = "en") -> str:
    """Return the text in a language, else in English; nothing where there is no text at all."""
    return words if isinstance(words, str) else words.get(language) or words.get("en", "")


class ExampleQuestion(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A question that the corpus answers. `search` is the query that finds the answer: the question itself if empty."""

    words: Translations
    search: str = ""


class KeyFigure(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A figure as a document gives it, what it counts, and the query that finds it."""

    value: str | Translations
    words: Translations
    search: str


class ChainKeyFigures(Struct, frozen=True, omit_defaults=True):
    """The figures of one supply chain, by its slug."""

    chain: str
    figures: tuple[KeyFigure, ...]


class SiteText(Struct, frozen=True, omit_defaults=True):
    """A corpus's introduction of itself. Whatever it leaves out, pages say in general words."""

    name: str | Translations = ""
    tagline: Translations | None = None
    introduction: Translations | None = None
    questions: tuple[ExampleQuestion, ...] = ()
    chains: tuple[ChainKeyFigures, ...] = ()

    def figures(self, chain: str) -> tuple[KeyFigure, ...]:
        """Return the figures of a supply chain, in their order."""
        return next((entry.figures for entry in self.chains if entry.chain == chain), ())
