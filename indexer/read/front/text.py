"""Describe a document that has no cover of type, such as a web page or an office file, by its metadata and its text."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from indexer.read.blocks import first_heading
from indexer.read.front.imprint import read_imprint
from indexer.read.front.lines import date_year, is_organization, plain, year_of
from indexer.records.description import Description, Stated
from indexer.records.reading import Reading

HEAD_BLOCKS, TAIL_BLOCKS = 60, 20
"""Where a text without pages has its imprint."""
COVER_BLOCKS = 12
"""Among which its date and publisher are, the latter before the text begins."""
MIN_TEXT_WORDS = 10
"""The words of a line that is no line of a cover, if it ends as a sentence does."""


def with_description(reading: Reading) -> Reading:
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
        title=_title(reading),
        publisher=given.publisher or imprint.publisher or (Stated(named, "text") if named else None),
        year=given.year or (Stated(str(dated), "metadata") if dated else in_text),
        symbol=imprint.symbol,
        isbn=imprint.isbn,
    )
    return replace(reading, description=description)


def _is_running_text(line: str) -> bool:
    return line.endswith((".", ":")) and len(line.split()) >= MIN_TEXT_WORDS


def _title(reading: Reading) -> Stated | None:
    if not reading.title:
        return None
    return Stated(reading.title, "text" if reading.title == first_heading(reading.blocks) else "metadata")


def _lines(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        yield from map(plain, block.text.split("\n"))
