"""Passages of the same wording, in whatever document: case, line breaks and kinds of quotation marks and hyphens apart.

passages.copies    a line for each wording that several passages have: their ordinals, ascending, between spaces
"""

import hashlib
from pathlib import Path

COPIES = "passages.copies"

_DIGEST_SIZE = 12
"""Bytes of a wording's digest: too many for two wordings of one index ever to have the same."""

_ONE_FORM = str.maketrans(
    {**dict.fromkeys("‘’‚‛ʼ", "'"), **dict.fromkeys("“”„‟«»", '"'), **dict.fromkeys("‐‑‒–—−", "-")}
)


class CopyFinder:
    """Finds the passages of the same wording while they are added in the order of the index."""

    def __init__(self) -> None:
        self._count = 0
        self._first: dict[bytes, int] = {}
        self._others: dict[int, list[int]] = {}
        """By the first passage of a wording, those after it."""

    def add(self, text: str) -> None:
        """Add the text of the next passage."""
        if wording := " ".join(text.casefold().translate(_ONE_FORM).split()):
            digest = hashlib.blake2b(wording.encode(), digest_size=_DIGEST_SIZE).digest()
            first = self._first.setdefault(digest, self._count)
            if first != self._count:
                self._others.setdefault(first, []).append(self._count)
        self._count += 1

    def write(self, folder: Path) -> None:
        """Write the file."""
        groups = ([first, *others] for first, others in sorted(self._others.items()))
        (folder / COPIES).write_text("\n".join(" ".join(map(str, group)) for group in groups), encoding="ascii")


def read_copies(folder: Path) -> tuple[tuple[int, ...], ...]:
    """Return the ordinals of the passages of each wording that several have."""
    lines = (folder / COPIES).read_text(encoding="ascii").splitlines()
    return tuple(tuple(map(int, line.split())) for line in lines)
