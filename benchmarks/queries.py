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
"""The most passages that hold a rare word; at least 5 do."""

PAGE = 10
"""Results per page."""

COMMON = 0.01
"""The smallest share of the passages that hold a common word."""

_WORD = re.compile(r"[a-z]{4,14}")
_RUN = re.compile(r"\b[a-z]{2,14}(?: [a-z]{2,14}){2}\b")


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """A query: its words (one for `prefix`, the letters), and the country to filter by, for `filtered`."""

    kind: Kind
    words: tuple[str, ...]
    country: str = ""


def make_queries(rows: Sequence[Row], of_each: int, seed: int = 1) -> list[BenchmarkQuery]:
    """Return `of_each` queries of each kind, in a random order that depends only on the seed."""
    rng = random.Random(seed)  # noqa: S311 - nothing secret
    words = [{*_WORD.findall(row.text)} - stopwords("en") for row in rows]
    document_frequencies = Counter(word for each in words for word in each)
    rare = sorted(word for word, count in document_frequencies.items() if 5 <= count <= RARE)  # noqa: PLR2004 - see RARE
    common = {word for word, count in document_frequencies.items() if count >= COMMON * len(rows)}
    found: list[BenchmarkQuery] = []
    for kind in KINDS:
        drawn: dict[BenchmarkQuery, None] = {}
        draws = _draws(kind, rows, rare, common, rng)
        while len(drawn) < of_each:
            query = next(draws)
            if kind != "all" or _fills_page(query, words):
                drawn.setdefault(query)
        found += drawn
    rng.shuffle(found)
    return found


def _fills_page(query: BenchmarkQuery, words: Sequence[set[str]]) -> bool:
    """Return whether enough passages hold all words of a query to fill a page: with fewer there is less to do."""
    return sum(each.issuperset(query.words) for each in words) >= PAGE


def _draws(
    kind: Kind, rows: Sequence[Row], rare: Sequence[str], common: set[str], rng: random.Random
) -> Iterator[BenchmarkQuery]:
    """Yield queries of one kind without end."""
    while True:
        row = rng.choice(rows)
        common_words = sorted({*_WORD.findall(row.text)} & common)
        runs = _RUN.findall(row.text)
        if kind == "rare":
            yield BenchmarkQuery(kind, (rng.choice(rare),))
        elif kind == "phrase" and runs:
            yield BenchmarkQuery(kind, tuple(rng.choice(runs).split()[: rng.choice((2, 3))]))
        elif kind == "prefix" and common_words:
            yield BenchmarkQuery(kind, (rng.choice(common_words)[: rng.choice((4, 5))],))
        elif kind == "all" and len(common_words) >= 3:  # noqa: PLR2004 - all of three
            yield BenchmarkQuery(kind, tuple(rng.sample(common_words, 3)))
        elif kind in ("any", "filtered") and len(common_words) >= 3:  # noqa: PLR2004 - two or three
            words = tuple(rng.sample(common_words, rng.choice((2, 3))))
            yield BenchmarkQuery(kind, words, row.countries[0] if kind == "filtered" else "")
