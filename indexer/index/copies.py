"""Passages of the same wording: the same words in the same order, in whatever document, case and punctuation.

passages.copies    a line for each wording that several passages have: their ordinals, ascending, between spaces
"""

import hashlib
from itertools import pairwise
from pathlib import Path

import numpy as np

from indexer.index.schema import EXACT_FIELD
from indexer.segments.segment import DocumentSegment

COPIES = "passages.copies"

_DIGEST_SIZE = 12
"""Bytes of a wording's digest: too many for two wordings of one index ever to have the same."""


class CopyFinder:
    """Finds the passages of the same wording while segments are added in the order of the index."""

    def __init__(self) -> None:
        self._count = 0
        self._first: dict[bytes, int] = {}
        self._others: dict[int, list[int]] = {}
        """By the first passage of a wording, those after it."""

    def add(self, segment: DocumentSegment) -> None:
        """Add the next document."""
        exact = segment.fields[EXACT_FIELD]
        terms = [segment.lexicon[number] for number in np.frombuffer(exact.terms, np.uint32).tolist()]
        ends = np.cumsum(np.frombuffer(exact.term_counts, np.uint32), dtype=np.int64).tolist()
        for start, end in pairwise([0, *ends]):
            if start < end:
                self._add(" ".join(terms[start:end]))
            self._count += 1

    def _add(self, wording: str) -> None:
        digest = hashlib.blake2b(wording.encode(), digest_size=_DIGEST_SIZE).digest()
        first = self._first.setdefault(digest, self._count)
        if first != self._count:
            self._others.setdefault(first, []).append(self._count)

    def write(self, folder: Path) -> None:
        """Write the file."""
        groups = ([first, *others] for first, others in sorted(self._others.items()))
        (folder / COPIES).write_text("\n".join(" ".join(map(str, group)) for group in groups), encoding="ascii")


def read_copies(folder: Path) -> tuple[tuple[int, ...], ...]:
    """Return the ordinals of the passages of each wording that several have."""
    lines = (folder / COPIES).read_text(encoding="ascii").splitlines()
    return tuple(tuple(map(int, line.split())) for line in lines)
