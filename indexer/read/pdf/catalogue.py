"""What a PDF says about itself: its title, language, outline and page labels (through pypdf)."""

import logging
import re
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DeprecationError, PyPdfError

from indexer.read.charset import clean
from indexer.records.reading import PageLabel

SECONDS = 10.0
"""Processor time that this may take; a file that needs more is read without it."""

FAILURES = (
    PyPdfError, DeprecationError, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, OSError,
    RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What pypdf raises on damaged files: its own errors, and Python's wherever it takes a value to be what it should."""

MOST_ENTRIES = 5_000
DEEPEST = 6

FILE_NAME = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel) ?-|untitled|document ?\d*$|\W*$)|\.\w{2,4}$", re.IGNORECASE
)
LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the outline: its level from 1, its title and its page from 1, if it names one."""

    level: int
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`labels` are None where the file declares none, and `read` is false where nothing could be learnt."""

    title: str | None = None
    language: str | None = None
    entries: tuple[OutlineEntry, ...] = ()
    labels: tuple[str, ...] | None = None
    read: bool = True


def read_catalogue(source: Path | bytes) -> Catalogue:
    """The catalogue of a file, or of its bytes; an empty one where pypdf cannot read it within its time."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with _deadline(SECONDS):
            return _catalogue(PdfReader(source if isinstance(source, Path) else BytesIO(source)))
    except FAILURES:
        return Catalogue(read=False)


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raises TimeoutError in the code inside when it has used so much processor time."""

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
        entries=tuple(_entries(reader, reader.outline, 1))[:MOST_ENTRIES],
        labels=tuple(clean(label) for label in reader.page_labels) if declared else None,
    )


def _title(reader: PdfReader) -> str | None:
    """The title among the file's properties, unless it is a file's name or says nothing."""
    stated = reader.metadata.title if reader.metadata else None
    title = clean(str(stated)) if stated else ""
    return title if title and not FILE_NAME.search(title) else None


def _language(root: Any) -> str | None:
    stated = str(root.get("/Lang", "")).strip()
    return stated.split("-")[0].lower() if LANGUAGE.match(stated) else None


def _entries(reader: PdfReader, outline: Any, level: int) -> Iterator[OutlineEntry]:
    """The outline's lines in order; pypdf gives the lines under a line as a list after it."""
    for line in outline:
        if isinstance(line, list):
            if level < DEEPEST:
                yield from _entries(reader, line, level + 1)
            continue
        title = clean(str(line.title or ""))
        number = reader.get_destination_page_number(line)
        if title:
            yield OutlineEntry(level, title, None if number is None or number < 0 else number + 1)


FEWEST = 3
"""Pages that must agree before printed numbers are believed."""

SHARE = 0.5
"""The share of the pages with a printed number that must agree."""


def label_pages(declared: Sequence[str] | None, printed: Sequence[str | None]) -> tuple[PageLabel, ...]:
    """Each page's label. `printed` holds the number found at each page's edge, and tells how many pages there are.

    Where the printed numbers run alongside the pages, pages without one get the number that they would have.
    """
    if declared is not None and len(declared) == len(printed):
        return tuple(PageLabel(number, label or str(number)) for number, label in enumerate(declared, 1))
    shift = _shift(printed)
    return tuple(PageLabel(number, _label(number, text, shift)) for number, text in enumerate(printed, 1))


def _shift(printed: Sequence[str | None]) -> int | None:
    """By how much printed numbers are behind the pages' own, or None where they do not run alongside them."""
    shifts = Counter(number - int(text) for number, text in enumerate(printed, 1) if text and text.isdecimal())
    if not shifts:
        return None
    shift, agreeing = shifts.most_common(1)[0]
    return shift if agreeing >= max(FEWEST, SHARE * shifts.total()) else None


def _label(number: int, text: str | None, shift: int | None) -> str:
    if shift is None:
        return str(number)
    if text and (not text.isdecimal() or number - int(text) == shift):
        return text
    return str(number - shift) if number > shift else str(number)
