"""What a segment holds of the words of a document."""

import numpy as np
import pytest

from indexer.analysis.analyzer import analyze
from indexer.analysis.word_offsets import word_offsets
from indexer.corpus.taxonomy import load_taxonomy
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.source import Source
from indexer.segments.segment import DocumentSegment
from indexer.segments.segment_builder import DocumentAnalyzer
from tests.conftest import CORPUS

TEXTS = ("In Viet Nam, 62 per cent. Convention No. 188!\nA second line.", "", "Word of boats.")


@pytest.fixture(scope="module")
def analyzer() -> DocumentAnalyzer:
    return DocumentAnalyzer(load_taxonomy(CORPUS / "taxonomy.toml"))


def segment_of(analyzer: DocumentAnalyzer, *texts: str) -> DocumentSegment:
    """The segment of a document whose passages have these texts."""
    passages = [
        Passage(str(place), place, "d", "en", ("Ports", "Boats and nets"), text, (), {"country": ("VNM",)})
        for place, text in enumerate(texts)
    ]
    document = Document(Source("d", "Ports of boats", "guide"), "d.md", "", ("1",), (), (), 0, len(texts))
    return analyzer.segment(document, {}, passages)


def numbers(content: bytes) -> list[int]:
    found: list[int] = np.frombuffer(content, np.uint32).tolist()
    return found


def test_fields_hold_the_terms_of_each_passage(analyzer: DocumentAnalyzer) -> None:
    """Terms are numbers in the lexicon, with their positions where these do not follow from their order."""
    segment = segment_of(analyzer, *TEXTS)
    for name, of in (("body", "terms"), ("exact", "tokens")):
        field, found = segment.fields[name], [getattr(analyze(text, "en"), of) for text in TEXTS]
        assert numbers(field.term_counts) == list(map(len, found))
        assert [segment.lexicon[number] for number in numbers(field.terms)] == [
            term.text for each in found for term in each
        ]
    assert numbers(segment.fields["body"].positions) == [
        term.position for text in TEXTS for term in analyze(text, "en").terms
    ]
    assert numbers(segment.fields["body"].lengths) == [analyze(text, "en").field_length for text in TEXTS]
    assert segment.fields["exact"].positions == segment.fields["title"].positions == b""
    headings = segment.fields["heading"]
    assert [segment.lexicon[number] for number in numbers(headings.terms)] == ["port", "boat", "net"] * 3
    assert numbers(headings.positions) == [0, 1, 3] * 3
    assert "vietnam" in {segment.lexicon[number] for number in numbers(segment.fields["context"].terms)}


def test_layouts_keep_the_characters_of_words(analyzer: DocumentAnalyzer) -> None:
    """Tokens are numbered through, with one number free after each passage; terms of several words have their end."""
    layout = segment_of(analyzer, *TEXTS).layout
    ends = np.cumsum(numbers(layout.sizes)).tolist()
    for text, first, end in zip(TEXTS, [0, *ends], ends, strict=False):
        row, words = layout.rows[first:end], analyze(text, "en").tokens
        starts = np.frombuffer(row, "<u2", len(words)).cumsum().tolist()
        assert starts == [word.start for word in words]
        assert list(row[2 * len(words) : 3 * len(words)]) == [word.end - word.start for word in words]
        assert row[3 * len(words) :] == word_offsets(text).encode()
    long = dict(zip(numbers(layout.multiword_starts), numbers(layout.multiword_ends), strict=True))
    words = analyze(TEXTS[0], "en").tokens
    assert [TEXTS[0][words[token].start : end] for token, end in long.items()] == [
        "Viet Nam",
        "per cent",
        "Convention No. 188",
    ]
