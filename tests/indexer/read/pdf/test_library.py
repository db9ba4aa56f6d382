"""Real reports: what a person saw on their pages, what a second extractor reads, and what their outlines name."""

import hashlib
import random
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import median

import pytest

from benchmarks.agreement import PDFTOTEXT, folded_words, pages_of_pdftotext
from benchmarks.expectations import expectations, failing
from benchmarks.reading import compare, outline_found
from indexer.documents.page_text import build_page_texts, text_of
from indexer.documents.passages import PassageDraft, split_into_passages
from indexer.read.pdf import reader
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Reading
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared

LIBRARY = sorted((SHARED / "library").glob("*.pdf"))
HELD, OUTLINE, AGREEMENT = 0.95, 0.85, 0.97
SAMPLE = 20
FOUND = 0.9
"""The share of a passage's words that the second extractor has on the same pages, at least."""

needs_pdftotext = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed (poppler-utils)")


@cache
def reading_of(path: Path) -> Reading:
    return reader.read(path, Limits())


def test_what_a_person_saw() -> None:
    """Headings, beginnings of texts and notes are read as they are seen, and running titles are not read."""
    expected = expectations()
    held = {path: expected.get(hashlib.sha256(path.read_bytes()).hexdigest(), []) for path in LIBRARY}
    wrong = [line for path, lines in held.items() for line in failing(lines, reading_of(path))]
    total = sum(map(len, held.values()))
    assert total > 400
    assert len(wrong) <= (1 - HELD) * total, wrong


def test_outlines() -> None:
    """The entries of files' outlines are headings on the pages to which they lead."""
    titles, found = map(sum, zip(*(outline_found(path, reading_of(path)) for path in LIBRARY), strict=True))
    assert found >= OUTLINE * titles


@needs_pdftotext
def test_the_second_extractor_agrees() -> None:
    """The words of a document's pages agree in the median, and the pages on which they do not are explained."""
    compared = [compare(path, reading_of(path)) for path in LIBRARY]
    assert median(median(scores) for scores, _ in compared) >= AGREEMENT
    assert all(page.why for _, low in compared for page in low)


@needs_pdftotext
@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_passages_are_what_the_pages_say(path: Path) -> None:
    """Every passage's spans give its text, and the second extractor finds the words of sampled ones."""
    reading = reading_of(path)
    layout = build_page_texts(reading.pages, reading.blocks)
    drafts = list(split_into_passages(layout, reading.title or ""))
    assert all(text_of(layout.pages, draft.spans) == draft.text for draft in drafts)
    theirs = pages_of_pdftotext(path)
    for draft in random.Random(4).sample(drafts, min(SAMPLE, len(drafts))):
        assert _found(draft, theirs) >= FOUND, draft.text


def _found(draft: PassageDraft, theirs: list[Counter[str]]) -> float:
    """Return the share of a passage's words on its pages or the next: a broken word belongs to where it begins."""
    words = folded_words(draft.text)
    there = {word for span in draft.spans for page in theirs[span.page - 1 : span.page + 1] for word in page}
    return sum(word in there for word in words) / len(words)
