"""How many passages hold each word of a query, and each two of them: the evidence that none holds all."""

from dataclasses import dataclass, replace
from itertools import combinations

from service.query.grammar import parse
from service.query.items import Item, Phrase
from service.search.deadline import Deadline
from service.search.protocol import Engine, SearchRequest

MAX_WORDS = 6
"""The most words, phrases or alternatives that are counted; of more, the first."""


@dataclass(frozen=True, slots=True)
class WordCounts:
    """The passages with each word of a query, by themselves and by twos, under the query's filters.

    A word is what a passage must match: a word, a phrase, or alternatives joined by OR; known synonyms count, as in the
    search. `pairs` are indices of words. `left_out` is the number of words beyond MAX_WORDS.
    """

    words: tuple[tuple[str, int], ...]
    pairs: tuple[tuple[tuple[int, int], int], ...]
    left_out: int


def count_words(engine: Engine, request: SearchRequest, seconds: float) -> WordCounts:
    """Count the words of a query. Raise QueryTimeout where that takes longer than this many seconds."""
    deadline = Deadline(seconds)
    texts = [" OR ".join(map(_as_written, clause.alternatives)) for clause in parse(request.text).clauses]
    words = texts[:MAX_WORDS]
    base = replace(request, match="all", as_typed=True, page=1, page_size=1, group=None, sort="relevance")

    def count(text: str) -> int:
        deadline.check()
        return engine.search(replace(base, text=text)).asked_total

    return WordCounts(
        words=tuple((text, count(text)) for text in words),
        pairs=tuple(
            ((first, second), count(f"{words[first]} AND {words[second]}"))
            for first, second in combinations(range(len(words)), 2)
        )
        if len(words) > 2  # noqa: PLR2004 - of two words, the only pair is the query
        else (),
        left_out=len(texts) - len(words),
    )


def _as_written(item: Item) -> str:
    """Return an item as a query has it."""
    return f'"{item.text}"' if isinstance(item, Phrase) else item.text
