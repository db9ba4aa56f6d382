"""Files whose bytes are text: what they hold, and how much."""

from pathlib import Path

from indexer.errors import ReadingError
from indexer.read.charset import decode_text
from indexer.read.sandbox.limits import Limits

MOST_BYTES_PER_CHARACTER = 4
TELLTALE = "\x00"


def read_text_file(path: Path, limits: Limits) -> str:
    """A text file's characters, whatever their encoding. Line ends come back as newlines.

    Raises ReadingError for files that are empty, too long or not text.
    """
    return checked_text(decode_text(read_bytes(path, limits)), limits)


def read_bytes(path: Path, limits: Limits) -> bytes:
    """As many of a file's bytes as its text may have, and one more."""
    with path.open("rb") as file:
        return file.read(limits.characters * MOST_BYTES_PER_CHARACTER + 1)


def checked_text(text: str, limits: Limits) -> str:
    """The text, if it is one, with newlines for all line ends. Raises ReadingError where it is empty or too long."""
    if TELLTALE in text:
        raise ReadingError("is not a text file; add it under its own type, or save it as UTF-8 text")
    if len(text) > limits.characters:
        raise ReadingError(f"holds more than {limits.characters:,} characters; split it and add the parts")
    if not text.strip():
        raise ReadingError("holds no text; fetch or save it again")
    return text.replace("\r\n", "\n").replace("\r", "\n")
