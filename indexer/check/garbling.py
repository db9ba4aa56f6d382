"""How much of a text was garbled on the way: words glued together and words broken apart.

There is no dictionary of every language, so the corpus is its own: a word that it uses often is one.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from indexer.analysis.language import language
from indexer.analysis.tokenizer import fold

MIN_KNOWN_COUNT = 4
"""How often the corpus must use a word for it to be known."""

MAX_RARE_COUNT = 2
"""A word used more often than this is not garbled: garbling is rarely the same twice."""

MIN_LETTERS = 3
"""Letters of the shortest word that another is glued to."""

_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"[a-zà-ÿ]{2}[A-ZÀ-Ý][a-zà-ÿ]{2}")
_PAIR = re.compile(r"(?P<first>[^\W\d_]{2,})(?:-?[ ])(?=(?P<second>[^\W\d_]{2,}))")


@dataclass(slots=True)
class Lexicon:
    """How often a corpus uses each word, folded."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, texts: Iterable[str]) -> None:
        """Counts the words of some texts."""
        for text in texts:
            self.counts.update(fold(word) for word in _WORD.findall(text))

    def knows(self, word: str) -> bool:
        return self.counts[word] >= MIN_KNOWN_COUNT

    def is_rare(self, word: str) -> bool:
        return self.counts[word] <= MAX_RARE_COUNT


@dataclass(frozen=True, slots=True)
class Garbling:
    """Of so many words so many are glued to another or broken apart; some examples of either."""

    words: int
    glued: int
    broken: int
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        return (self.glued + self.broken) / self.words if self.words else 0.0


def find_garbling(texts: Iterable[str], lexicon: Lexicon, languages: Iterable[str], most_examples: int = 5) -> Garbling:
    """Counts the garbled words of texts in these languages, which the lexicon must have counted."""
    links = frozenset(word for code in languages for word in language(code).garbled)
    total = 0
    glued: list[str] = []
    broken: list[str] = []
    for text in texts:
        words = _WORD.findall(text)
        total += len(words)
        glued += [word for word in words if is_run_together(word, lexicon, links)]
        broken += [match[0] + match["second"] for match in _PAIR.finditer(text) if _is_broken(match, lexicon)]
    examples = tuple(dict.fromkeys([*glued[:most_examples], *broken[:most_examples]]))[:most_examples]
    return Garbling(total, len(glued), len(broken), examples)


def is_run_together(word: str, lexicon: Lexicon, links: Collection[str]) -> bool:
    """Whether a rare word is a known one with a little word before or behind it, or has a capital inside."""
    folded = fold(word)
    if not lexicon.is_rare(folded):
        return False
    if _INSIDE.search(word):
        return True
    cuts = ((folded[:cut], folded[cut:]) for cut in range(MIN_LETTERS, len(folded) - MIN_LETTERS + 1))
    return any(
        (first in links or second in links) and lexicon.knows(first) and lexicon.knows(second) for first, second in cuts
    )


def _is_broken(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether two neighbouring pieces, one of them rare, make a known word together."""
    first, second = fold(match["first"]), fold(match["second"])
    if not (lexicon.is_rare(first) or lexicon.is_rare(second)):
        return False
    return lexicon.knows(first + second)
