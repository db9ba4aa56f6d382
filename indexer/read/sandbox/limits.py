"""How much one file may cost to read."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.env_settings import Readers, given_settings, seconds, whole_number

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one reading; the first three and the last are kept by the system, the others by the readers.

    `memory` (VERBATIM_READ_MEBIBYTES) is the child's address space, in bytes here.
    `cpu` (VERBATIM_READ_CPU_SECONDS) is its processor time and `wall` (VERBATIM_READ_SECONDS) its elapsed time.
    `pages` (VERBATIM_READ_PAGES) and `characters` (VERBATIM_READ_CHARACTERS) are what a file may hold.
    `unpacked` (VERBATIM_READ_UNPACKED_MEBIBYTES) is what an office document may unpack to, in bytes here.
    `answer` is how many bytes the child may send back.

    No reader ever decodes a picture, so there is no bound on pixels.
    """

    memory: int = 1024 * MEBIBYTE
    cpu: int = 25
    wall: float = 28.0
    pages: int = 5_000
    characters: int = 20_000_000
    unpacked: int = 256 * MEBIBYTE
    answer: int = 64 * MEBIBYTE

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Limits":
        """The limits that these variables give; one that is missing or blank leaves its default.

        Raises SettingsError, naming the variable, where a value cannot be used.
        """
        return cls(**given_settings(environment, _READERS))


_READERS: Readers = {
    "VERBATIM_READ_MEBIBYTES": ("memory", whole_number(256, 100_000, MEBIBYTE)),
    "VERBATIM_READ_CPU_SECONDS": ("cpu", whole_number(1, 86_400)),
    "VERBATIM_READ_SECONDS": ("wall", seconds(1)),
    "VERBATIM_READ_PAGES": ("pages", whole_number(1, 1_000_000)),
    "VERBATIM_READ_CHARACTERS": ("characters", whole_number(1_000, 1_000_000_000)),
    "VERBATIM_READ_UNPACKED_MEBIBYTES": ("unpacked", whole_number(1, 100_000, MEBIBYTE)),
}
