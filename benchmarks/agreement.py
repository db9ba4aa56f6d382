"""How far two extractors agree on a page's words, and what the words are on which they do not.

The second extractor is poppler's pdftotext, a program of its own that shares no code with pdfium.
"""

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.records.reading import Reading

PROGRAM = shutil.which("pdftotext")

EDGE = 0.12
"""The share of a page's height, at its top and bottom, in which running titles and page numbers stand."""

UPRIGHT = 1.2
"""A word of three letters or more that is so many times as high as it is wide does not run across the page."""

FEWEST_LETTERS = 3
MOSTLY = 0.5
SHARE_OF_DIGITS = 0.6

WORD = re.compile(r"[^\W_]+")
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
PLACED = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word with the share of the page's height at which it stands, from the top, and whether it runs upwards."""

    text: str
    height: float
    is_sideways: bool

    @property
    def is_at_edge(self) -> bool:
        return not EDGE < self.height < 1 - EDGE


def folded_words(text: str) -> list[str]:
    """A text's words as both extractors must give them: compatible characters as one, without case and hyphens."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", ""))


def multiset_f1(ours: Counter[str], theirs: Counter[str]) -> float:
    """The harmonic mean of precision and recall over words with their numbers of times; 1 where neither has any."""
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def pages_of_reading(reading: Reading) -> list[Counter[str]]:
    """The words of each page as read by us."""
    texts: list[list[str]] = [[] for _ in reading.pages]
    for block in reading.blocks:
        for part in block.parts:
            texts[part.page - 1].append(part.text)
    return [Counter(folded_words(" \n ".join(parts))) for parts in texts]


def pages_of_pdftotext(path: Path) -> list[Counter[str]]:
    """The words of each page as pdftotext has them, its broken words put together as it does itself."""
    return [Counter(folded_words(page)) for page in _run("-enc", "UTF-8", str(path), "-").split("\f")[:-1]]


def places_of_pdftotext(path: Path) -> list[list[PlacedWord]]:
    """The words of each page with where they stand."""
    return [
        [_placed(*match.groups(), height=float(page[2])) for match in PLACED.finditer(page[3])]
        for page in PAGE.finditer(_run("-bbox", str(path), "-"))
    ]


def explain(ours: Counter[str], theirs: Counter[str], places: Sequence[PlacedWord]) -> str:
    """What most of the words are that only one of the two has, in one line."""
    missing, surplus = theirs - ours, ours - theirs
    counts = Counter[str]()
    for word in _each(missing, places):
        counts[_kind(word)] += 1
    if surplus:
        counts["only ours: " + " ".join(list(surplus)[:5])] = surplus.total()
    return ", ".join(f"{count} {kind}" for kind, count in counts.most_common(3))


def _each(missing: Counter[str], places: Sequence[PlacedWord]) -> Iterable[PlacedWord]:
    """The missing words where they stand, those at the edges first."""
    left = missing.copy()
    for place in sorted(places, key=lambda word: (not word.is_sideways, not word.is_at_edge)):
        for word in folded_words(place.text):
            if left[word]:
                left[word] -= 1
                yield PlacedWord(word, place.height, place.is_sideways)


def _kind(word: PlacedWord) -> str:
    if word.is_sideways:
        return "running sideways"
    if word.is_at_edge:
        return "of running titles and page numbers"
    if len(word.text) == 1 or sum(map(str.isdigit, word.text)) > SHARE_OF_DIGITS * len(word.text):
        return "figures and single letters (note marks, charts, counters)"
    return "words of the text"


def _placed(left: str, top: str, right: str, bottom: str, text: str, *, height: float) -> PlacedWord:
    wide, high = float(right) - float(left), float(bottom) - float(top)
    sideways = len(text) >= FEWEST_LETTERS and high > UPRIGHT * wide
    middle = (float(top) + float(bottom)) / 2 / height if height else 0.0
    return PlacedWord(text, middle, sideways)


def _run(*arguments: str) -> str:
    if PROGRAM is None:
        raise FileNotFoundError("pdftotext is not installed; install poppler-utils")
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, check=True)  # noqa: S603 - a fixed program
    return done.stdout.decode("utf-8", "replace")
