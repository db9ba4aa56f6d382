"""Read pages that are pictures, or whose fonts give wrong codes: render them, recognize their text, and lay it out.

Recognized words go through the same layout as those of a text layer. Their sizes are measured, so that lines of one
size differ a little; sizes that are nearly alike count as one.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import msgspec

from indexer.read.ocr.hocr import RecognizedLine
from indexer.read.ocr.installed import package_of
from indexer.read.ocr.page_recognizer import PageRecognizer, RecognizedPage
from indexer.read.ocr.request import OcrRequest
from indexer.read.ocr.tesseract import RecognizerLibrary
from indexer.read.pdf.file import is_blank, open_pages
from indexer.read.pdf.headers_footers import PageLines
from indexer.read.pdf.layer import TextStyle
from indexer.read.pdf.lines import page_lines
from indexer.read.pdf.page_words import PageWord
from indexer.read.pdf.render import POINTS_PER_INCH, render
from indexer.read.sandbox.limits import Limits
from indexer.read.sandbox.opened_file import File
from indexer.records.reading import ARE_PICTURES

REGULAR = 400
BULLET = "•"
LIKE_BULLETS = frozenset("¢©®»«°·*+")  # what Tesseract makes of bullets, at the beginning of a line
MAX_SIZE_RATIO = 1.15  # of sizes that are measured of one


@dataclass(frozen=True, slots=True)
class Scans:
    """The pages of a document that were recognized, by number: their lines, and the confidence in them, in percent.

    `warnings` say which could not be read, and what to do.
    """

    pages: Mapping[int, PageLines]
    confidences: Mapping[int, int]
    warnings: tuple[str, ...]


NO_SCANS = Scans({}, {}, ())


@dataclass(frozen=True, slots=True)
class ScanReader:
    """Reads the pages of a file that need OCR. `on_page` is called around each page, as a sign of progress."""

    library: RecognizerLibrary
    request: OcrRequest
    limits: Limits
    on_page: Callable[[], object]

    def read(self, source: File | bytes, numbers: Collection[int], guess: str) -> Scans:
        """Recognize pages of a document whose text elsewhere is in the language `guess`, which may be empty."""
        recognizer = PageRecognizer(
            self.library, self.request, self.limits.ocr_seconds, self.limits.ocr_page_seconds, guess
        )
        self.on_page()  # the text of the other pages was read
        recognized: dict[int, RecognizedPage] = {}
        late: list[int] = []
        for page in open_pages(source, self.limits, numbers):
            if is_blank(page):
                continue
            if recognizer.is_late:
                late.append(page.number)
                continue
            found = recognizer.recognize(partial(render, page))
            if found and found.lines:
                recognized[page.number] = found
            self.on_page()
        sizes = _common_sizes(recognized.values())
        return Scans(
            {number: _page_lines(number, page, sizes) for number, page in recognized.items()},
            {number: round(page.confidence) for number, page in recognized.items()},
            tuple(_warnings(late, recognizer.missing)),
        )


def load_scan_reader(request_json: str, limits: Limits, on_page: Callable[[], object]) -> ScanReader:
    """Load Tesseract's library for an OCR request in JSON. Raise OSError or AttributeError where it cannot be used."""
    request = msgspec.json.decode(request_json, type=OcrRequest)
    return ScanReader(RecognizerLibrary(request.tesseract.library), request, limits, on_page)


def _warnings(late: list[int], missing: Collection[str]) -> Iterator[str]:
    if missing:
        packages = " ".join(map(package_of, sorted(missing)))
        yield f"OCR lacks a language: some pages {ARE_PICTURES} that it can read; install {packages}, and build again"
    if late:
        yield (
            f"OCR took too long: {len(late)} pages {ARE_PICTURES} (the first is page {late[0]}); set"
            " VERBATIM_OCR_SECONDS to more, and build again"
        )


def _page_lines(number: int, page: RecognizedPage, sizes: Mapping[float, float]) -> PageLines:
    words = [word for line in page.lines for word in _words(line, page, sizes)]
    return PageLines(number, page.picture.height * _points(page), tuple(page_lines(words, number)))


def _words(line: RecognizedLine, page: RecognizedPage, sizes: Mapping[float, float]) -> Iterator[PageWord]:
    points = _points(page)
    baseline = (page.picture.height - line.baseline) * points
    style = TextStyle(sizes[_size(line, page)], REGULAR, 0, 0)
    for at, word in enumerate(line.words):
        text = BULLET if at == 0 and len(line.words) > 1 and word.text in LIKE_BULLETS else word.text
        yield PageWord(text, word.left * points, word.right * points, baseline, style, 0, 0, at == 0)


def _points(page: RecognizedPage) -> float:
    """Return the points in a pixel."""
    return POINTS_PER_INCH / page.picture.resolution


def _size(line: RecognizedLine, page: RecognizedPage) -> float:
    return round(line.size * _points(page) * 4) / 4


def _common_sizes(pages: Iterable[RecognizedPage]) -> dict[float, float]:
    """Return for each size that was measured the one that it counts as: the most frequent of those nearly alike."""
    counts = Counter[float]()
    for page in pages:
        for line in page.lines:
            counts[_size(line, page)] += len(line.text)
    common: dict[float, float] = {}
    for size, _ in counts.most_common():
        near = {main for main in common.values() if 1 / MAX_SIZE_RATIO <= size / main <= MAX_SIZE_RATIO}
        common[size] = max(near, key=lambda main: (counts[main], main), default=size)
    return common
