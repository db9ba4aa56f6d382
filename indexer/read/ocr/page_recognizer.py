"""Recognize the pages of one document: which way up each is, and by the language packs of which language.

A page is read by the pack of the page before it. Where its text is in another language, or was hard to read, it is read
by all packs, and the best reading is taken: one whose text is in the pack's own language before others.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from indexer.analysis.language_detection import detect_language
from indexer.analysis.language_registry import active_languages, distinguishes_accents, language
from indexer.analysis.terms import count_stopwords
from indexer.analysis.tokenizer import token_texts
from indexer.read.ocr.hocr import RecognizedLine, mean_confidence, read_hocr
from indexer.read.ocr.installed import ORIENTATION_PACK
from indexer.read.ocr.request import OcrRequest
from indexer.read.ocr.tesseract import Picture, RecognizerLibrary

# Confidences are from 0 to 100.
SURE = 80.0  # below, a page may lie on its side, or be in another language
MIN_PAGE_CONFIDENCE = 60.0  # of a page that is kept
MIN_LINE_CONFIDENCE = 50.0  # of a line that is kept: specks, stamps and drawings have less
MIN_LETTERS = 150  # that show a page's language
MIN_STOPWORD_RATIO = 1.5  # of a language that has no pack to the best that has one, before a page counts as in it
MIN_STRIP = 0.02  # of a page's height, above or below its text, where a page number is looked for
PAGE_NUMBER = re.compile(r"\W{0,3}(?:\d{1,4}|[ivxl]{1,7})\W{0,3}", re.IGNORECASE)
TURNS = 4  # quarters of a whole one

# Renders the page after quarter turns, clockwise; None where it cannot be rendered.
Render = Callable[[int], Picture | None]


@dataclass(frozen=True, slots=True)
class RecognizedPage:
    """A page's lines, the quarter turns, clockwise, by which its picture was turned, and that picture.

    `pack` is the language pack by which it was read.
    """

    lines: tuple[RecognizedLine, ...]
    confidence: float
    turns: int
    picture: Picture = field(repr=False)
    pack: str

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


class PageRecognizer:
    """Recognizes the pages of one document in their order.

    `missing` are the packs of languages that pages are in and that are not installed. `is_late` is true once the
    processor time for the document has been used up: then no more pages are read.
    """

    def __init__(
        self, library: RecognizerLibrary, request: OcrRequest, seconds: float, page_seconds: float, guess: str = ""
    ) -> None:
        """Prepare for a document whose text elsewhere is in the language `guess`; empty where that is unknown."""
        self._library = library
        self._installed = frozenset(request.tesseract.packs) - {ORIENTATION_PACK}
        self._has_orientation = ORIENTATION_PACK in request.tesseract.packs
        self._page_seconds = page_seconds
        self._deadline = time.process_time() + seconds
        self._turns = 0
        stated = [pack for code in request.languages if (pack := language(code.partition("-")[0]).ocr_pack)]
        guessed = language(guess).ocr_pack if guess else ""
        self.missing = set(stated) - self._installed
        self._stated = tuple(pack for pack in stated if pack in self._installed)
        self._is_stated = bool(stated)
        self._pack = next((pack for pack in (*self._stated, guessed) if pack in self._installed), "")

    @property
    def is_late(self) -> bool:
        return time.process_time() + self._page_seconds > self._deadline

    def recognize(self, render: Render) -> RecognizedPage | None:
        """Return the text of a page; None where it has none that can be read with confidence."""
        if self._is_stated and not self._stated:
            return None
        page = self._attempt(render, self._turns)
        if page is None or page.confidence < SURE:
            attempts = [page, *(self._attempt(render, turns) for turns in self._other_turns(render))]
            page = max(filter(None, attempts), key=lambda each: each.confidence, default=None)
        page = self._in_its_language(page) if page else None
        if page is None or page.confidence < MIN_PAGE_CONFIDENCE or not page.lines:
            return None
        self._turns = page.turns
        page = self._with_page_numbers(page)
        return replace(page, picture=replace(page.picture, pixels=b""))  # which are large

    def _attempt(self, render: Render, turns: int) -> RecognizedPage | None:
        """Recognize a page after some turns, and after more where most of its text runs up or down then."""
        picture = render(turns)
        if picture is None:
            return None
        pack = self._pack or next(iter(self._packs_of_script("Latin")))
        page = self._read(picture, turns, pack)
        further = _main_turns(page.lines) if page else 0
        if page is None or not further:
            return page and _without_sideways(page)
        turns = (turns + further) % TURNS
        picture = render(turns)
        again = self._read(picture, turns, pack) if picture else None
        return again and _without_sideways(again)

    def _other_turns(self, render: Render) -> list[int]:
        """Return the turns that may be right for a page that cannot be read well: Tesseract's own estimate, or all."""
        picture = render(0)
        found = self._library.orientation(picture) if picture and self._has_orientation else None
        turns = [found[0]] if found else list(range(TURNS))
        return [each for each in turns if each != self._turns]

    def _packs_of_script(self, script: str) -> list[str]:
        """Return the installed packs of the languages that are written in a script, or all where there is none."""
        known = [each for each in active_languages().values() if each.ocr_pack in self._installed]
        written = [each.ocr_pack for each in known if (each.detection.script or "Latin") == script]
        return written or [each.ocr_pack for each in known] or sorted(self._installed)

    def _read(self, picture: Picture, turns: int, pack: str) -> RecognizedPage | None:
        text = self._library.recognize(picture, pack, self._page_seconds)
        if text is None:
            return None
        lines = tuple(line for line in read_hocr(text) if line.confidence >= MIN_LINE_CONFIDENCE)
        return RecognizedPage(lines, mean_confidence(lines), turns, picture, pack)

    def _in_its_language(self, page: RecognizedPage) -> RecognizedPage | None:
        """Return a page as its own language's pack reads it; None where that pack is missing."""
        code = self._language_of(page.text)
        if self._pack and page.confidence >= SURE and code in ("", _language_of_pack(page.pack)):
            return page
        if not self._pack or page.confidence < SURE or language(code).ocr_pack in self._installed:
            page = self._by_best_pack(page)
            code = self._language_of(page.text)
        pack = language(code).ocr_pack if code else ""
        if pack and pack not in self._installed and not self._is_stated:
            self.missing.add(pack)
            return None
        if pack == page.pack:
            self._pack = pack
        return page

    def _by_best_pack(self, page: RecognizedPage) -> RecognizedPage:
        """Return the best of the readings of a page by each pack that may be right."""
        found = self._library.orientation(page.picture) if self._has_orientation else None
        packs = self._stated or self._packs_of_script(found[1] if found else "Latin")
        others = (self._read(page.picture, page.turns, pack) for pack in packs if pack != page.pack)
        return max((page, *map(_without_sideways, filter(None, others))), key=self._fitness)

    def _fitness(self, page: RecognizedPage) -> tuple[bool, float]:
        """Return whether a page's text is in the language of its pack, and the confidence."""
        code = self._language_of(page.text)
        return bool(code) and language(code).ocr_pack == page.pack, page.confidence

    def _language_of(self, text: str) -> str:
        """Return the language of a text; of two that it may be in, one that has its pack. Empty for short texts."""
        if sum(map(str.isalpha, text)) < MIN_LETTERS:
            return ""
        code = detect_language(text, otherwise="")
        if not code or distinguishes_accents(code) or language(code).ocr_pack in self._installed:
            return code
        readable = [code for code, each in active_languages().items() if each.ocr_pack in self._installed]
        other, words = detect_language(text, readable, ""), token_texts(text)
        is_close = other and count_stopwords(words, code) < MIN_STOPWORD_RATIO * count_stopwords(words, other)
        return other if is_close else code

    def _with_page_numbers(self, page: RecognizedPage) -> RecognizedPage:
        """Return a page with a number above and below its text: Tesseract's layout takes lone digits for specks."""
        height = page.picture.height
        top = min(int(line.baseline - line.size) for line in page.lines)
        bottom = max(int(line.baseline + line.size) for line in page.lines)
        found = [
            line
            for rows in ((0, top), (bottom, height))
            if rows[1] - rows[0] > MIN_STRIP * height
            and len(lines := self._lines_between(page, rows)) == 1
            and PAGE_NUMBER.fullmatch((line := lines[0]).text)
            and line.confidence >= SURE
        ]
        return replace(page, lines=(*page.lines, *found))

    def _lines_between(self, page: RecognizedPage, rows: tuple[int, int]) -> list[RecognizedLine]:
        return read_hocr(self._library.recognize(page.picture, page.pack, self._page_seconds, rows) or "")


def _language_of_pack(pack: str) -> str:
    return next((code for code, each in active_languages().items() if each.ocr_pack == pack), "")


def _main_turns(lines: Sequence[RecognizedLine]) -> int:
    """Return the turns after which most characters of lines are upright."""
    counts = Counter[int]()
    for line in lines:
        counts[line.turns] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0


def _without_sideways(page: RecognizedPage) -> RecognizedPage:
    """Return a page without the lines that run up or down, such as stamps in its margin."""
    return replace(page, lines=tuple(line for line in page.lines if not line.turns))
