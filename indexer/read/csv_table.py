"""Read tables in text files: one row to a line, cells between commas, semicolons or tabs."""

import csv
import io

from indexer.errors import ReadingError
from indexer.read.blocks import make_block, unlabelled_pages
from indexer.read.charset import clean
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.read.text import read_text_file
from indexer.records.passage import CELL_BREAK
from indexer.records.reading import Reading

SEPARATORS = ",;\t|"
MAX_SAMPLE = 100  # lines that are looked at to find the separator
MAX_CELL = 1 << 20  # characters


def read(path: File, limits: Limits) -> Reading:
    """Read a table as one page. Raise ReadingError where it holds no text or too much, or is no table."""
    source = read_text_file(path, limits)
    csv.field_size_limit(MAX_CELL)
    try:
        rows = list(csv.reader(io.StringIO(source), delimiter=_separator(source)))
    except csv.Error as error:
        raise ReadingError("is no table that can be read; save it again as CSV, in UTF-8") from error
    texts = (CELL_BREAK.join(text for cell in row if (text := clean(cell))) for row in rows)
    blocks = tuple(make_block("row", text) for text in texts if text)
    if not blocks:
        raise ReadingError("holds no text; fetch or save it again")
    return Reading(None, unlabelled_pages(1), blocks)


def _separator(source: str) -> str:
    """Return the separator that gives most of the first lines the same number of cells, the more cells the better."""
    lines = [line for line in source.split("\n", MAX_SAMPLE)[:MAX_SAMPLE] if line.strip()]

    def score(separator: str) -> tuple[int, int]:
        counts = [len(row) for row in csv.reader(lines, delimiter=separator)]
        usual = max(set(counts), key=counts.count)
        return (counts.count(usual) if usual > 1 else 0, usual)

    return max(SEPARATORS, key=score)
