"""Read PDFs in this process, and measure speed and fidelity.

    python -m benchmarks.reading --source FOLDER

First come the documents whose content is known (benchmarks/ground_truth.py).

Speed is the processor time of pypdf's plain `extract_text` over all pages, divided by that of our whole reading, in
one run. Fidelity is the agreement with pdftotext on each page's words (multiset F1), and the share of the outline's
titles that are found as headings on the page that the outline names, or beside it. What a person saw on the pages is
compared too, where it was written down (benchmarks/expectations.toml).
"""

import hashlib
import json
import logging
import re
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path
from typing import Annotated

import typer
from pypdf import PdfReader
from rich.console import Console
from rich.table import Table

from benchmarks.agreement import (
    PDFTOTEXT,
    explain,
    folded_words,
    multiset_f1,
    pages_of_pdftotext,
    pages_of_reading,
    places_of_pdftotext,
)
from benchmarks.expectations import Expectation, expectations, failing
from benchmarks.ground_truth import Score, score, set_truth, truths
from indexer.errors import ReadingError
from indexer.read.pdf import reader
from indexer.read.pdf.catalogue import read_catalogue
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Reading

LOW = 0.90  # pages on which the extractors agree less are listed with the reason

NUMBER = re.compile(r"^(?:(?:chapter|annex|appendix|part|section)(?:\d+|[a-z]))|^(?:[a-z]?\d+|[a-z])")


@dataclass(frozen=True, slots=True)
class LowPage:
    """A page, from 1, on which the two extractors agree too little, and the reason."""

    page: int
    f1: float
    why: str


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """One document: seconds for pypdf and us, agreement over pages, and titles of the outline found of those named."""

    name: str
    pages: int
    pypdf: float
    ours: float
    f1: float | None
    low: tuple[LowPage, ...]
    titles: int
    found: int
    expected: int
    failing: tuple[Expectation, ...]

    @property
    def ratio(self) -> float:
        return self.pypdf / self.ours


def main(
    source: Annotated[list[Path], typer.Option(help="A PDF or a folder of PDFs; may be repeated.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Measure every PDF given."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    given = [path for each in source for path in (sorted(each.glob("*.pdf")) if each.is_dir() else [each])]
    files = list(filter(_is_readable, given))  # the first reading also loads what all later ones share
    scores = ground_truth()
    measured = [measure(path) for path in files]
    if as_json:
        documents = {
            "ground_truth": [asdict(each) for each in scores],
            "documents": [asdict(each) for each in measured],
        }
        typer.echo(json.dumps({**documents, **_summary(measured)}))
    else:
        _show_truth(scores)
        _show(measured)


def ground_truth() -> list[Score]:
    """Score the documents that we set ourselves."""
    with tempfile.TemporaryDirectory(prefix="verbatim-truth-") as folder:
        return [score(truth, reader.read(set_truth(truth, Path(folder)), Limits())) for truth in truths()]


def measure(path: Path) -> DocumentResult:
    """Read a file with both, one after the other, and compare the results."""
    ours, reading = _timed(path)
    start = time.process_time()
    for page in PdfReader(path).pages:
        page.extract_text()
    pypdf = time.process_time() - start
    scores, low = compare(path, reading) if PDFTOTEXT else ([], [])
    f1 = statistics.median(scores) if scores else None
    expected = expectations().get(hashlib.sha256(path.read_bytes()).hexdigest(), [])
    wrong = tuple(failing(expected, reading))
    titles = outline_found(path, reading)
    return DocumentResult(path.name, len(reading.pages), pypdf, ours, f1, tuple(low), *titles, len(expected), wrong)


def _is_readable(path: Path) -> bool:
    """Return whether a file can be read; say why where it cannot, as a scan without text."""
    try:
        reader.read(path, Limits())
    except ReadingError as reason:
        typer.echo(f"{path.name} is not measured: it {reason}", err=True)
        return False
    return True


def _timed(path: Path) -> tuple[float, Reading]:
    """Return our time in seconds, and the reading."""
    start = time.process_time()
    reading = reader.read(path, Limits())
    return time.process_time() - start, reading


def compare(path: Path, reading: Reading) -> tuple[list[float], list[LowPage]]:
    """Return each page's agreement with pdftotext, and the pages where it is low."""
    ours, theirs = pages_of_reading(reading), pages_of_pdftotext(path)
    scores = [multiset_f1(*pair) for pair in zip(ours, theirs, strict=True)]
    if min(scores) >= LOW:
        return scores, []
    places = places_of_pdftotext(path)
    low = [
        LowPage(at + 1, score, explain(ours[at], theirs[at], places[at]))
        for at, score in enumerate(scores)
        if score < LOW
    ]
    return scores, low


def outline_found(path: Path, reading: Reading) -> tuple[int, int]:
    """Count the titles that the outline names, and those of them that are headings on that page or beside it."""
    headings = defaultdict(set)
    for block in reading.blocks:
        if block.kind == "heading":
            headings[block.parts[0].page].add(_key(block.text))
    entries = [entry for entry in read_catalogue(path).outline if entry.page and _key(entry.title)]
    found = sum(
        any(_same(_key(entry.title), key) for near in (-1, 0, 1) for key in headings[(entry.page or 0) + near])
        for entry in entries
    )
    return len(entries), found


def _key(title: str) -> str:
    return "".join(folded_words(title))


def _same(title: str, heading: str) -> bool:
    """Return whether they are equal but for a number before either, such as "2.1", "A.1" or "Chapter 3"."""
    return title == heading or NUMBER.sub("", title) == heading or title == NUMBER.sub("", heading)


def _summary(measured: Sequence[DocumentResult]) -> dict[str, float | None]:
    with_outline = [each for each in measured if each.titles]
    scores = [each.f1 for each in measured if each.f1 is not None]
    titles = sum(each.titles for each in with_outline)
    expected = sum(each.expected for each in measured)
    wrong = sum(len(each.failing) for each in measured)
    return {
        "median_speed": round(statistics.median(each.ratio for each in measured), 2) if measured else None,
        "median_f1": round(statistics.median(scores), 4) if scores else None,
        "outline_found": round(sum(each.found for each in with_outline) / titles, 4) if titles else None,
        "expectations_held": round(1 - wrong / expected, 4) if expected else None,
    }


def _show_truth(scores: Sequence[Score]) -> None:
    table = Table(*(field.name.replace("_", " ") for field in fields(Score)))
    for each in scores:
        table.add_row(*(f"{value:.3f}" if isinstance(value, float) else str(value) for value in astuple(each)))
    Console(width=160).print(table)


def _show(measured: Sequence[DocumentResult]) -> None:
    console = Console(width=160)
    columns = ("document", "pages", "pypdf s", "ours s", "times as fast", "median F1", f"pages < {LOW:.2f}")
    table = Table(*columns, "outline", "expectations")
    for each in measured:
        table.add_row(
            each.name,
            str(each.pages),
            f"{each.pypdf:.2f}",
            f"{each.ours:.2f}",
            f"{each.ratio:.1f}",
            "" if each.f1 is None else f"{each.f1:.3f}",
            str(len(each.low)),
            f"{each.found}/{each.titles}" if each.titles else "",
            f"{each.expected - len(each.failing)}/{each.expected}" if each.expected else "",
        )
    console.print(table)
    for name, value in _summary(measured).items():
        console.print(f"{name}: {value}", markup=False)
    for each in measured:
        for line in each.failing:
            console.print(f"{each.name} page {line.page}: {line.kind}: {line.text}", markup=False)
        for page in each.low:
            console.print(f"{each.name} page {page.page}: {page.f1:.2f} {page.why}", markup=False)


if __name__ == "__main__":
    typer.run(main)
