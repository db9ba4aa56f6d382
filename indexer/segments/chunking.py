"""Where the ordered documents of an index are cut into portions.

Whether a portion ends with a document depends on that document's id and size, and on how much the portion holds. So a
document that is added, changed or taken away moves the bounds around it, and those further on stay where they are, as
in the content-defined chunks of A Low-bandwidth Network File System (Muthitacharoen and others, SOSP 2001).
"""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large portions are, in characters of text; a passage has some 850.

    The last portion may have fewer than `least`, and one with a document that is larger more than `most`. Beyond the
    least a portion has `usual` on average.
    """

    least: int = 300_000
    usual: int = 600_000
    most: int = 1_800_000


SIZES = Sizes()


class Bounds:
    """Tells, document by document, where portions end."""

    def __init__(self, sizes: Sizes = SIZES) -> None:
        self._sizes = sizes
        self._held = 0

    def ends(self, document: str, size: int) -> bool:
        """Whether a portion ends with the next document, given its id and how many characters of text it has."""
        self._held += size
        if self._held < self._sizes.least:
            return False
        if self._held < self._sizes.most and _chance(document) * self._sizes.usual >= size:
            return False
        self._held = 0
        return True


def _chance(document: str) -> float:
    """A number from 0 to 1 that a document keeps."""
    return int.from_bytes(hashlib.sha256(document.encode()).digest()[:6]) / 2**48
