"""What a PDF says about itself: its title, language, outline, page labels and attachments (through pypdf)."""

import logging
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DeprecationError, PyPdfError

from indexer.read.charset import clean
from indexer.read.sandbox.opened_file import File, open_stream

MAX_SECONDS = 10.0  # processor time; a file that needs more is read without its catalogue
MAX_OUTLINE_ITEMS = 5_000
MAX_DEPTH = 6
MAX_ATTACHMENTS = 1_000

# What pypdf raises on damaged files: its own errors, and Python's where it takes a value to be what it should.
PYPDF_ERRORS = (
    PyPdfError, DeprecationError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError,
)  # fmt: skip

FILE_NAME = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel) ?-|untitled|document ?\d*$|\W*$)|\.\w{2,4}$", re.IGNORECASE
)
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A line of the outline: its level from 1, its title and its page from 1, if it names one."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a file says about itself. `labels` are None where it declares none; `attachments` are files' names.

    `has_layers` is true of a file with optional content; `is_readable` is false where pypdf could not read the file.
    """

    title: str | None = None
    language: str | None = None
    outline: tuple[OutlineItem, ...] = ()
    labels: tuple[str, ...] | None = None
    attachments: tuple[str, ...] = ()
    has_layers: bool = False
    is_readable: bool = True


def read_catalogue(source: File | bytes) -> Catalogue:
    """Return the catalogue of a file, or of its bytes; an empty one where pypdf cannot read it within its time."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with _deadline(MAX_SECONDS), open_stream(source) as file:
            return _catalogue(PdfReader(file))
    except PYPDF_ERRORS:
        return Catalogue(is_readable=False)


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the code inside when it has used this much processor time."""

    def stop(*_: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def _catalogue(reader: PdfReader) -> Catalogue:
    root: Any = reader.root_object
    declared = "/PageLabels" in root
    return Catalogue(
        title=_title(reader),
        language=_language(root),
        outline=tuple(_outline_items(reader, reader.outline, 1))[:MAX_OUTLINE_ITEMS],
        labels=tuple(clean(label) for label in reader.page_labels) if declared else None,
        attachments=tuple(islice((clean(each.name) for each in reader.attachment_list), MAX_ATTACHMENTS)),
        has_layers="/OCProperties" in root,
    )


def _title(reader: PdfReader) -> str | None:
    """Return the title among the file's properties, unless it is a file's name or says nothing."""
    stated = reader.metadata.title if reader.metadata else None
    title = clean(str(stated)) if stated else ""
    return title if title and not FILE_NAME.search(title) else None


def _language(root: Any) -> str | None:
    stated = str(root.get("/Lang", "")).strip()
    return stated.split("-")[0].lower() if LANGUAGE.match(stated) else None


def _outline_items(reader: PdfReader, outline: Any, level: int) -> Iterator[OutlineItem]:
    """Yield the outline's lines in order; pypdf gives the lines under a line as a list after it."""
    for line in outline:
        if isinstance(line, list):
            if level < MAX_DEPTH:
                yield from _outline_items(reader, line, level + 1)
            continue
        title = clean(str(line.title or ""))
        number = reader.get_destination_page_number(line)
        if title:
            yield OutlineItem(level, title, None if number is None or number < 0 else number + 1)
