"""Finds the wording that two texts share, apart from names, titles and numbers."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from tests.corpus.figures import NUMBER_WORDS
from tests.corpus.plain_text import words

RUN = 8
"""As many successive shared words are borrowed, unless all are names, titles and numbers."""

CONNECTIVES = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"))
"""Words between the names of a list."""


def shared_runs(text: str, source: str, names: Iterable[str] = ()) -> list[str]:
    """Return the longest runs of at least RUN words that `text` shares with `source`, folded.

    A window of RUN words is excused where it has only numbers, connectives and names of `names` in full; a longer
    run is excused where each of its windows is. Case, accents, punctuation, markup and
    the ends of lines and paragraphs do not count.
    """
    ours, borrowed = _words(text), _windows(source)
    excused = _excused(ours, names)
    runs: list[tuple[int, int]] = []
    for at in range(len(ours) - RUN + 1):
        if ours[at : at + RUN] not in borrowed or all(excused[at : at + RUN]):
            continue
        if runs and at <= runs[-1][1]:
            runs[-1] = (runs[-1][0], at + RUN)
        else:
            runs.append((at, at + RUN))
    return [" ".join(ours[start:end]) for start, end in runs]


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(words(text))


@cache
def _windows(source: str) -> frozenset[tuple[str, ...]]:
    theirs = _words(source)
    return frozenset(theirs[at : at + RUN] for at in range(len(theirs) - RUN + 1))


def _excused(ours: tuple[str, ...], names: Iterable[str]) -> list[bool]:
    """Which words are numbers, connectives or part of a whole name."""
    excused = [word.isdigit() or word in CONNECTIVES | NUMBER_WORDS for word in ours]
    places = defaultdict(list)
    for at, word in enumerate(ours):
        places[word].append(at)
    for name in map(_words, names):
        for at in places[name[0]]:
            if ours[at : at + len(name)] == name:
                excused[at : at + len(name)] = [True] * len(name)
    return excused
