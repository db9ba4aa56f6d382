"""Reads one file into blocks, pages and links: the entry to this stage."""

from pathlib import Path

from indexer.errors import ReadingError
from indexer.read.formats import SUFFIXES, format_of
from indexer.read.sandbox import protocol as wire
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.runner import run_worker
from indexer.records.reading import Reading

DEFAULT = Limits()


def read_file(path: Path, limits: Limits = DEFAULT) -> Reading:
    """Reads a file in a child process under limits.

    Raises ReadingError, with what is wrong and what to do about it, where the file cannot be read. Its message
    has the file as its unspoken subject: "is empty; …", "took too long to read …".
    """
    return wire.decode_reading(run_worker(checked_format(path), path, limits))


def checked_format(path: Path) -> str:
    """The name of the file's format. Raises ReadingError where it has none, or cannot be opened or is empty."""
    name = format_of(path)
    if name is None:
        raise ReadingError(
            f"has a type that cannot be read; add it as one of {', '.join(sorted(SUFFIXES))}", "recognize"
        )
    try:
        if not path.is_file():
            raise ReadingError("is not a file; give the path of a file that exists", "open")
        if path.stat().st_size == 0:
            raise ReadingError("is empty; fetch or save it again", "open")
    except OSError as error:
        raise ReadingError(f"cannot be opened ({error.strerror}); check its permissions", "open") from error
    return name
