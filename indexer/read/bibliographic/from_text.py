"""Describe a document that has no cover of type, such as a web page or an office file, by its metadata and its text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from indexer.analysis.tokenizer import fold
from indexer.read.bibliographic.cover_lines import (
    date_year,
    is_date,
    is_generic,
    is_organization,
    is_title_text,
    plain,
    year_of,
)
from indexer.read.bibliographic.imprint import read_imprint
from indexer.read.blocks import first_heading
from indexer.records.description import Description, Stated
from indexer.records.reading import Reading

HEAD_BLOCKS, TAIL_BLOCKS = 60, 20
"""Where a text without pages has its imprint."""
COVER_BLOCKS = 12
"""Among which its date and publisher are, the latter before the text begins."""
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 2, 30
MIN_SHARED, MIN_LETTERS = 0.6, 4
"""The share of a metadata title's longer words that the beginning of the text has, where it is the text's title."""
COPIED = frozenset({"docx", "pptx", "xlsx", "odt", "rtf"})
"""Formats whose files are written over older ones, which leave their title behind."""
PROGRAM_TITLE = re.compile(
    r"^(?:microsoft \w+ ?-|untitled|document ?\d*$|presentation ?\d*$|powerpoint presentation$|slide ?\d*$|book ?\d*$"
    r"|sheet ?\d*$|template\b|normal\b|\W*$)|\.\w{2,4}$|_",
    re.IGNORECASE,
)
"""What programs write where a file has no title, and names of files."""
SITE = re.compile(r"\s*[|–—·:«»-]\s*\S")
MIN_TEXT_WORDS = 10
"""The words of a line that is no line of a cover, if it ends as a sentence does."""


def describe_reading(reading: Reading, format_name: str = "") -> Reading:
    """Return a reading that says what its document is; one that says so already keeps what it says."""
    given = reading.description
    if given.title:
        return reading
    lines = list(_lines(reading))
    imprint = read_imprint([lines[:HEAD_BLOCKS], *[[]] * HEAD_BLOCKS, lines[HEAD_BLOCKS:][-TAIL_BLOCKS:]])
    dated = year_of(reading.date) if reading.date else None
    written = next((found for line in lines[:COVER_BLOCKS] if (found := date_year(line))), None)
    in_text = Stated(str(written), "text") if written else imprint.year
    cover = takewhile(lambda line: not _is_running_text(line), lines[:COVER_BLOCKS])
    named = next((line for line in cover if is_organization(line) and line != reading.title), None)
    description = Description(
        title=(title := _title(reading, lines, is_copied=format_name in COPIED)),
        publisher=given.publisher or imprint.publisher or (Stated(named, "text") if named else None),
        year=given.year or (Stated(str(dated), "metadata") if dated else in_text),
        symbol=imprint.symbol,
        isbn=imprint.isbn,
    )
    return replace(reading, title=title.value if title else reading.title, description=description)


def _is_running_text(line: str) -> bool:
    return line.endswith((".", ":")) and len(line.split()) >= MIN_TEXT_WORDS


def _title(reading: Reading, lines: Sequence[str], *, is_copied: bool) -> Stated | None:
    """Return the metadata's title, if no program wrote it, and, where it may be copied from another file, if the text
    has most of its words; else the first line that can be one.
    """
    given, heading = reading.title, first_heading(reading.blocks)
    if given and given == heading:
        return Stated(given, "text")
    if given and _is_plausible(given, lines if is_copied else None):
        headings = (block.text for block in reading.blocks[:HEAD_BLOCKS] if block.kind == "heading")
        named = next((text for text in headings if _is_title_with_site(given, text)), None)
        return Stated(named, "text") if named else Stated(given, "metadata")
    cover = takewhile(lambda line: not _is_running_text(line), lines[:COVER_BLOCKS])
    shown = next(filter(_can_be_title, [*([heading] if heading else []), *cover]), None)
    if shown and (given or heading == shown):
        return Stated(shown, "text")
    return Stated(given, "metadata") if given else None


def _is_plausible(title: str, lines: Sequence[str] | None) -> bool:
    """Return whether a title is no program's or file's name, and its words are in the lines of the text, if any."""
    if PROGRAM_TITLE.search(title) or not is_title_text(title) or is_generic(title):
        return False
    if lines is None:
        return True
    known = {word for line in lines[:HEAD_BLOCKS] for word in fold(line).split()}
    words = [word for word in fold(title).split() if word.isalnum() and len(word) >= MIN_LETTERS]
    return sum(word in known for word in words) >= MIN_SHARED * len(words)


def _is_title_with_site(title: str, heading: str) -> bool:
    """Return whether a window's title is a heading and, after a bar or dash, the name of the site."""
    rest = title.removeprefix(heading)
    return rest != title and SITE.match(rest) is not None


def _can_be_title(line: str) -> bool:
    is_whole = is_title_text(line) and not is_generic(line) and not is_date(line) and not is_organization(line)
    is_whole = is_whole and not line.endswith(".") and " | " not in line  # a sentence, or a row of a table
    return is_whole and not PROGRAM_TITLE.search(line) and MIN_TITLE_WORDS <= len(line.split()) <= MAX_TITLE_WORDS


def _lines(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        yield from map(plain, block.text.split("\n"))
