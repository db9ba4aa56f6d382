"""Words as numbers, so that arrays and compiled loops can compare them."""

from zlib import crc32

NO_TERM = 0
"""No word's number."""


def term_hash(word: str) -> int:
    """The number of a word: 32 bits that depend on its letters alone, in whatever process and index.

    Two of a few words that are compared have the same number once in hundreds of millions of comparisons.
    """
    return crc32(word.encode("utf-8", "surrogatepass")) or 1
