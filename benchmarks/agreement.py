"""How far two extractors agree on a page's words, and on which words they differ.

The second extractor is poppler's pdftotext, a program that shares no code with pdfium.
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

PDFTOTEXT = shutil.which("pdftotext")

EDGE = 0.12  # of a page's height, at its top and bottom, where running titles and page numbers are
# A word of this many letters whose height exceeds its width by this factor does not run across the page.
MIN_LETTERS, MIN_UPRIGHT_RATIO = 3, 1.2
MIN_DIGIT_SHARE = 0.6

WORD = re.compile(r"[^\W_]+")
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
PLACED = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word, its height on the page as a share from the top, and whether it runs upwards."""

    text: str
    height: float
    is_sideways: bool

    @property
    def is_at_edge(self) -> bool:
        return not EDGE < self.height < 1 - EDGE


def folded_words(text: str) -> list[str]:
    """Return a text's words as both extractors must give them: compatible characters as one, without case."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", ""))


def multiset_f1(ours: Counter[str], theirs: Counter[str]) -> float:
    """Return the harmonic mean of precision and recall over counted words; 1 where neither has any."""
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def pages_of_reading(reading: Reading) -> list[Counter[str]]:
    """Count the words of each page as read by us."""
    texts: list[list[str]] = [[] for _ in reading.pages]
    for block in reading.blocks:
        for part in block.parts:
            texts[part.page - 1].append(part.text)
    return [Counter(folded_words(" \n ".join(parts))) for parts in texts]


def pages_of_pdftotext(path: Path) -> list[Counter[str]]:
    """Count the words of each page as pdftotext has them, broken words put together."""
    return [Counter(folded_words(page)) for page in _run("-enc", "UTF-8", str(path), "-").split("\f")[:-1]]


def places_of_pdftotext(path: Path) -> list[list[PlacedWord]]:
    """Return the words of each page with their places."""
    return [
        [_placed(*match.groups(), height=float(page[2])) for match in PLACED.finditer(page[3])]
        for page in PAGE.finditer(_run("-bbox", str(path), "-"))
    ]


def explain(ours: Counter[str], theirs: Counter[str], places: Sequence[PlacedWord]) -> str:
    """Return in one line what most of the words are that only one of the two has."""
    missing, surplus = theirs - ours, ours - theirs
    counts = Counter[str]()
    for word in _placed_missing(missing, places):
        counts[_kind(word)] += 1
    if surplus:
        counts["only ours: " + " ".join(list(surplus)[:5])] = surplus.total()
    return ", ".join(f"{count} {kind}" for kind, count in counts.most_common(3))


def _placed_missing(missing: Counter[str], places: Sequence[PlacedWord]) -> Iterable[PlacedWord]:
    """Yield the missing words with their places, those at the edges first."""
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
    if len(word.text) == 1 or sum(map(str.isdigit, word.text)) > MIN_DIGIT_SHARE * len(word.text):
        return "figures and single letters (note marks, charts, counters)"
    return "words of the text"


def _placed(left: str, top: str, right: str, bottom: str, text: str, *, height: float) -> PlacedWord:
    wide, high = float(right) - float(left), float(bottom) - float(top)
    sideways = len(text) >= MIN_LETTERS and high > MIN_UPRIGHT_RATIO * wide
    middle = (float(top) + float(bottom)) / 2 / height if height else 0.0
    return PlacedWord(text, middle, sideways)


def _run(*arguments: str) -> str:
    if PDFTOTEXT is None:
        raise FileNotFoundError("pdftotext is not installed; install poppler-utils")
    done = subprocess.run([PDFTOTEXT, *arguments], capture_output=True, check=True)  # noqa: S603 - a fixed program
    return done.stdout.decode("utf-8", "replace")
