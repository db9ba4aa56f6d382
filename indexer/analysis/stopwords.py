"""Words that carry no meaning of their own in a search, by language, folded."""

from collections.abc import Iterable
from functools import cache

from whoosh.lang.stopwords import stoplists

from indexer.analysis.accents import ACCENT_LANGUAGES
from indexer.analysis.tokenizer import fold, tokenize

STOPWORD_LANGUAGES = ("en", "es", "fr", "pt", "vi")
"""The languages for which we have lists; text in another language keeps every word."""

# Vietnamese is not among Whoosh's languages: its most frequent particles, pronouns and prepositions.
_VIETNAMESE = """và của là các những được trong cho với có ở này đó thì mà một về đã đang sẽ từ để khi như không
bị do tại theo trên dưới ra vào lên nên cũng rất hay hoặc nếu vì bởi nhưng còn chỉ đến"""

# Whoosh's list for French lacks the plural article and most pronouns that point to what was said.
_FRENCH = """les leurs ils elles cet cette celui celle ceux celles ceci cela ça ci dont donc lors comme si lequel
laquelle lesquels lesquelles"""

# And that for English the short forms of `not`.
_ENGLISH = (
    "aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't shouldn't wasn't weren't won't wouldn't"
)

_FURTHER = {"en": _ENGLISH, "fr": _FRENCH, "vi": _VIETNAMESE}

# Words that only ask: what they ask for is in the rest of the question.
_ASKING = {
    "en": "how many much what when where which who whom whose why does did do",
    "es": "cómo cuánto cuánta cuántos cuántas cuál cuáles cuándo dónde qué quién quiénes por",
    "fr": "combien comment où pourquoi quand quel quelle quels quelles qui quoi est-ce que",
    "pt": "como quanto quanta quantos quantas qual quais quando onde que quem",
    "vi": "ai gì nào đâu bao nhiêu mấy sao thế",
}

# In the lists, but words that people search for: "Work in Fishing", "first", "states", "same".
_KEPT = {"en": frozenset({"own"}), "es": frozenset({"trabajo", "trabajar", "trabajan", "trabajas", "empleo", "uso"})}


@cache
def stopwords(language: str) -> frozenset[str]:
    """The stop words of a language (ISO 639-1 code), folded; empty for a language without a list."""
    listed = (*stoplists.get(language, ()), *_FURTHER.get(language, "").split(), *_ASKING.get(language, "").split())
    forms = {word.text for entry in listed for word in tokenize(entry)}
    return frozenset(forms) - {fold(word) for word in _KEPT.get(language, frozenset())}


def count_stopwords(forms: Iterable[str], language: str) -> int:
    """How many of these folded words are stop words of a language."""
    return sum(map(stopwords(language).__contains__, forms))


def is_stopword(form: str, written: str, language: str) -> bool:
    """Whether a word is a stop word, by its folded form and as it is written.

    Where accents make another word, they decide: `từ` (from) is a stop word in Vietnamese, `tư` (private) is not.
    """
    if language in ACCENT_LANGUAGES:
        return written.casefold() in _written(language)
    return form in stopwords(language)


@cache
def _written(language: str) -> frozenset[str]:
    """The stop words of Vietnamese with their accents."""
    return frozenset((*_VIETNAMESE.split(), *_ASKING[language].split()))
