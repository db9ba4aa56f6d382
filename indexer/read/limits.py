"""How much one file may cost to read."""

from dataclasses import dataclass

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one reading; the first three and the last are kept by the system, the others by the readers.

    `memory` is the child's address space in bytes, `cpu` its processor time and `wall` its elapsed time in
    seconds, `pages` and `characters` what a file may hold, `answer` the bytes that the child may send back.
    """

    memory: int = 1024 * MEBIBYTE
    cpu: int = 60
    wall: float = 90.0
    pages: int = 5_000
    characters: int = 20_000_000
    answer: int = 256 * MEBIBYTE
