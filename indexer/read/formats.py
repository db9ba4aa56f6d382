"""The formats that can be read: the names of their files, and where their readers are."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from indexer.errors import ReadingError
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Reading

# Reads one file, in the worker; raises ReadingError with what is wrong and what to do.
Read = Callable[[Path, Limits], Reading]

# A format's module, loaded in the worker alone, and the endings of its files' names.
FORMATS = {
    "markdown": ("indexer.read.markdown", (".md", ".markdown")),
    "text": ("indexer.read.text", (".txt", ".text")),
    "pdf": ("indexer.read.pdf.reader", (".pdf",)),
    "html": ("indexer.read.html.reader", (".html", ".htm", ".xhtml")),
    "docx": ("indexer.read.office.docx", (".docx",)),
    "pptx": ("indexer.read.office.pptx", (".pptx",)),
}
SUFFIXES = {suffix: name for name, (_, suffixes) in FORMATS.items() for suffix in suffixes}


def format_of(path: Path) -> str | None:
    """Return the name of the file's format, or None where it cannot be read."""
    return SUFFIXES.get(path.suffix.lower())


def checked_format(path: Path) -> str:
    """Return the name of the file's format. Raise ReadingError where it has none, cannot be opened or is empty.

    The message has the file as its unspoken subject: "is empty; …", "took too long to read …".
    """
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
        raise cannot_open(error) from error
    return name


def cannot_open(error: OSError) -> ReadingError:
    """Build the ReadingError for a file that the system does not let us open."""
    return ReadingError(f"cannot be opened ({error.strerror}); check its permissions", "open")


def load_reader(format_name: str) -> Read:
    """Import the module of a format's reader and return its function `read`."""
    return cast(Read, import_module(FORMATS[format_name][0]).read)
