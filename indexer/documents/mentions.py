"""Which values of the taxonomy a text names, and how often."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from indexer.analysis.tokenizer import token_texts
from indexer.records.taxonomy import Facet

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_Phrase = tuple[str, ...]


class MentionFinder:
    """Finds the evidence of a facet's values in texts: folded, whole words, and not in web addresses.

    Of names that overlap, the longest counts: "Trade Union Congress of Namibia" is not also "trade union".
    """

    def __init__(self, facet: Facet) -> None:
        self._by_first: dict[str, list[tuple[_Phrase, str]]] = defaultdict(list)
        for value in facet.values:
            for name in value.evidence:
                phrase = tuple(token_texts(name))
                if phrase:
                    self._by_first[phrase[0]].append((phrase, value.slug))
        for phrases in self._by_first.values():
            phrases.sort(key=lambda entry: len(entry[0]), reverse=True)

    def count(self, texts: Iterable[str]) -> Counter[str]:
        """Return how often the texts name each value, by slug."""
        found: Counter[str] = Counter()
        for text in texts:
            folded = _folded(text)
            end = 0
            for position, word in enumerate(folded):
                if position >= end and word in self._by_first:
                    phrase, slug = self._longest(folded, position)
                    if slug:
                        found[slug] += 1
                        end = position + len(phrase)
        return found

    def _longest(self, folded: _Phrase, position: int) -> tuple[_Phrase, str]:
        for phrase, slug in self._by_first[folded[position]]:
            if folded[position : position + len(phrase)] == phrase:
                return phrase, slug
        return (), ""


@lru_cache(maxsize=4_096)
def _folded(text: str) -> _Phrase:
    """Return the folded words of a text; cached, since every facet reads the same text, and headings recur."""
    return tuple(token_texts(_ADDRESS.sub(" ", text)))
