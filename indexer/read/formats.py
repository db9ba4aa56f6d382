"""The formats that can be read, the names of their files, and where their readers are."""

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Reading


class Reader(Protocol):
    """What a format's module must define, as a function or otherwise, under the name `read`."""

    def read(self, path: Path, limits: Limits) -> Reading:
        """Reads one file, in the child. Raises ReadingError with what is wrong and what to do."""
        ...


MODULES = {
    "markdown": "indexer.read.markdown",
    "text": "indexer.read.text",
    "pdf": "indexer.read.pdf.reader",
    "html": "indexer.read.html.reader",
    "docx": "indexer.read.office.docx",
    "pptx": "indexer.read.office.pptx",
}
"""A format's reader, by name: loaded in the child alone."""

SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pptx": "pptx",
}
"""The format of a file by the end of its name, in lower case."""


def format_of(path: Path) -> str | None:
    """The name of the file's format, or None where it has none that can be read."""
    return SUFFIXES.get(path.suffix.lower())


def load_reader(format_name: str) -> Reader:
    """The reader of a format. A module with a function `read` is one."""
    return cast(Reader, import_module(MODULES[format_name]))
