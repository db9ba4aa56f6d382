"""Files whose bytes are text: their encoding and their size."""

from pathlib import Path

from indexer.errors import ReadingError
from indexer.read.limits import Limits

MOST_BYTES_PER_CHARACTER = 4
TELLTALE = b"\x00"


def read_plain(path: Path, limits: Limits) -> str:
    """A text file's characters: UTF-8, with or without its mark, else Windows' Western encoding.

    Line ends come back as newlines. Raises ReadingError for files that are empty, too long or not text.
    """
    with path.open("rb") as file:
        data = file.read(limits.characters * MOST_BYTES_PER_CHARACTER + 1)
    if TELLTALE in data:
        raise ReadingError("is not a text file; add it under its own type, or save it as UTF-8 text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if len(text) > limits.characters:
        raise ReadingError(f"holds more than {limits.characters:,} characters; split it and add the parts")
    if not text.strip():
        raise ReadingError("holds no text; fetch or save it again")
    return text.replace("\r\n", "\n").replace("\r", "\n")
