"""Queries for measuring speed, drawn from the passages themselves: six kinds, each query once.

rare      a rare word                            any       any of two or three common words
phrase    two or three words in a row            all       all of three common words, ten times at least
prefix    the first letters of a common word     filtered  like `any`, in one country
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from benchmarks.passages import Row
from indexer.analysis.terms import stopwords

Kind = Literal["rare", "any", "all", "phrase", "prefix", "filtered"]
KINDS: tuple[Kind, ...] = get_args(Kind)

RARE = 50
"""A rare word is held by as many passages at most, and by 5 at least."""

PAGE = 10
"""Results on a page."""

COMMON = 0.01
"""A common word is held by this share of the passages at least."""

_WORD = re.compile(r"[a-z]{4,14}")
_RUN = re.compile(r"\b[a-z]{2,14}(?: [a-z]{2,14}){2}\b")


@dataclass(frozen=True, slots=True)
class Query:
    """A query: its words (one for `prefix`, the letters), and the country to filter by, for `filtered`."""

    kind: Kind
    words: tuple[str, ...]
    country: str = ""


def make_queries(rows: Sequence[Row], of_each: int, seed: int = 1) -> list[Query]:
    """Return `of_each` queries of each kind, in a random order that depends only on the seed."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    words = [{*_WORD.findall(row.text)} - stopwords("en") for row in rows]
    held = Counter(word for each in words for word in each)
    rare = sorted(word for word, count in held.items() if 5 <= count <= RARE)  # noqa: PLR2004 - see RARE
    common = {word for word, count in held.items() if count >= COMMON * len(rows)}
    found: list[Query] = []
    for kind in KINDS:
        drawn: dict[Query, None] = {}
        maker = _draws(kind, rows, rare, common, chance)
        while len(drawn) < of_each:
            query = next(maker)
            if kind != "all" or _is_held(query, words):
                drawn.setdefault(query)
        found += drawn
    chance.shuffle(found)
    return found


def _is_held(query: Query, words: Sequence[set[str]]) -> bool:
    """Whether enough passages hold all words of a query to fill a page: with fewer there is less to do."""
    return sum(each.issuperset(query.words) for each in words) >= PAGE


def _draws(
    kind: Kind, rows: Sequence[Row], rare: Sequence[str], common: set[str], chance: random.Random
) -> Iterator[Query]:
    """Yield queries of one kind without end."""
    while True:
        row = chance.choice(rows)
        telling = sorted({*_WORD.findall(row.text)} & common)
        runs = _RUN.findall(row.text)
        if kind == "rare":
            yield Query(kind, (chance.choice(rare),))
        elif kind == "phrase" and runs:
            yield Query(kind, tuple(chance.choice(runs).split()[: chance.choice((2, 3))]))
        elif kind == "prefix" and telling:
            yield Query(kind, (chance.choice(telling)[: chance.choice((4, 5))],))
        elif kind == "all" and len(telling) >= 3:  # noqa: PLR2004 - all of three
            yield Query(kind, tuple(chance.sample(telling, 3)))
        elif kind in ("any", "filtered") and len(telling) >= 3:  # noqa: PLR2004 - two or three
            words = tuple(chance.sample(telling, chance.choice((2, 3))))
            yield Query(kind, words, row.countries[0] if kind == "filtered" else "")
