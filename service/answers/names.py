"""Names in a sentence as one span each: several words with a capital are one name."""

import re
from collections.abc import Sequence

Span = tuple[int, int]

_JOINS = re.compile(r"\s+(?:(?:of|for|and|the|de|del|des|du|la|le|et|y|para|pour)\s+){0,2}")
"""What is between the words of one name: "Ministry of Labour"."""


def nearest_name(text: str, words: Sequence[Span], matches: Sequence[Span]) -> Span:
    """Return the name, of words given by their characters in a text, that is nearest to these other words."""
    names = _joined(text, words)
    return min(names, key=lambda name: min((_distance(name, match) for match in matches), default=0))


def _joined(text: str, words: Sequence[Span]) -> list[Span]:
    names: list[Span] = []
    for start, end in sorted(words):
        if names and (start < names[-1][1] or _JOINS.fullmatch(text, names[-1][1], start)):
            names[-1] = names[-1][0], max(end, names[-1][1])
        else:
            names.append((start, end))
    return names


def _distance(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)
