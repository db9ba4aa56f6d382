"""Documents that hold the same text under two names."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from indexer.analysis.tokenizer import tokenize

MIN_OVERLAP = 0.9
"""The share of a document's passages that another must hold for the two to be the same text."""

MIN_PASSAGES = 3
"""Passages that a document must have to be compared: short notices are alike without being the same."""


def text_key(text: str) -> str:
    """The same for passages of the same words, whatever their case, accents and punctuation."""
    return hashlib.sha256(" ".join(word.text for word in tokenize(text)).encode()).hexdigest()


def find_duplicates(passages: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """For each document (by id, with the keys of its passages) the others of which it holds the text, or they its."""
    keys = {document: frozenset(of) for document, of in passages.items()}
    shared: dict[tuple[str, str], int] = defaultdict(int)
    holders: dict[str, list[str]] = defaultdict(list)
    for document, of in keys.items():
        for key in of:
            for other in holders[key]:
                shared[other, document] += 1
            holders[key].append(document)
    found: dict[str, list[str]] = defaultdict(list)
    for (first, second), count in shared.items():
        fewer = min(len(keys[first]), len(keys[second]))
        is_whole = len(keys[first]) == len(keys[second]) == count
        if is_whole or (fewer >= MIN_PASSAGES and count >= MIN_OVERLAP * fewer):
            found[first].append(second)
            found[second].append(first)
    return {document: _sorted(others) for document, others in found.items()}


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))
