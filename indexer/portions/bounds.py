"""Where the ordered documents of an index are cut into portions.

Whether a portion ends with a document depends on that document's id and size, and on how much the portion holds. So a
document that is added, changed or taken away moves the bounds around it, and those further on stay where they are, as
in the content-defined chunks of A Low-bandwidth Network File System (Muthitacharoen and others, SOSP 2001).
"""

import hashlib

LEAST = 300_000
"""How many characters of text a portion has at least, save the last one: some 350 passages."""

MOST = 1_800_000
"""A portion that has so many ends with the document that made it so."""

_USUAL = 600_000
"""How many characters beyond the least a portion has on average."""


class Bounds:
    """Tells, document by document, where portions end."""

    def __init__(self) -> None:
        self._size = 0

    def ends(self, document: str, size: int) -> bool:
        """Whether a portion ends with the next document, given its id and how many characters of text it has."""
        self._size += size
        if self._size < LEAST:
            return False
        if self._size < MOST and _chance(document) * _USUAL >= size:
            return False
        self._size = 0
        return True


def _chance(document: str) -> float:
    """A number from 0 to 1 that a document keeps."""
    return int.from_bytes(hashlib.sha256(document.encode()).digest()[:6]) / 2**48
