"""The pages of a PDF whose text cannot be read from the file: pictures, and text whose fonts give wrong codes."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from indexer.errors import ReadingError
from indexer.read.pdf.headers_footers import PageLines, strip_headers_and_footers
from indexer.read.pdf.legibility import is_legible
from indexer.records.reading import ARE_PICTURES, PICTURES

UNREADABLE = "has no text that OCR can read; look at it, and scan it again if it has some"
WRONG_CODES = "its fonts give wrong codes"


@dataclass(frozen=True, slots=True)
class UnreadPages:
    """The numbers of pages that are pictures without text, and of those whose text is no language."""

    pictures: tuple[int, ...]
    illegible: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(sorted({*self.pictures, *self.illegible}))

    def without(self, numbers: Collection[int]) -> "UnreadPages":
        """Return those of the pages that are not among these."""
        return UnreadPages(
            tuple(number for number in self.pictures if number not in numbers),
            tuple(number for number in self.illegible if number not in numbers),
        )

    def warnings(self, count: int) -> Iterator[str]:
        """Yield what is missing from the reading of a file of this number of pages."""
        if self.pictures:
            yield f"{len(self.pictures)} of {count} pages {ARE_PICTURES} (the first is page {self.pictures[0]})"
        if self.illegible:
            yield (
                f"the text of {len(self.illegible)} of {count} pages is no language (the first is page"
                f" {self.illegible[0]}): {WRONG_CODES}"
            )


def find_unread(pages: Sequence[PageLines]) -> UnreadPages:
    """Return the pages whose text cannot be read. A page may show a picture under its running title.

    Where no page has any text, all count as pictures: text may be drawn as shapes.
    """
    if not any(page.lines for page in pages):
        return UnreadPages(tuple(page.number for page in pages), ())
    pictures = (page.number for page in strip_headers_and_footers(pages) if page.is_picture and not page.lines)
    illegible = (page.number for page in pages if not is_legible(line.text for line in page.lines))
    return UnreadPages(tuple(pictures), tuple(illegible))


def check_text(pages: Sequence[PageLines], unread: UnreadPages, remarks: Sequence[str], *, with_ocr: bool) -> None:
    """Raise ReadingError where no page has text, or most of it is no language. `remarks` say what OCR could not do."""
    with_lines = sum(bool(page.lines) for page in pages)
    problem = ""
    if not with_lines:
        problem = UNREADABLE if with_ocr else "has no text layer: its pages may be pictures"
    elif 2 * len(unread.illegible) > with_lines:
        problem = f"holds text that is no language: {WRONG_CODES}"
    if problem:
        raise ReadingError("; ".join((problem, *remarks)), "read" if with_ocr else PICTURES)
