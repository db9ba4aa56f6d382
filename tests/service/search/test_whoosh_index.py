"""The postings of each term, compared with the passages."""

import os
import pickle
import shutil
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.analysis.analyzer import analyze
from indexer.analysis.tokenizer import token_texts
from indexer.errors import NoIndex
from indexer.index.generation import Generation
from service.search.whoosh_index import MAX_INDEXES, SharedIndexes, WhooshIndex
from tests.service.search.keys import listed, pairs

WORDS = ("inspection", "the", "couture", "finca", "absent")


@pytest.mark.parametrize("word", WORDS)
def test_postings(generation: Generation, whoosh_index: WhooshIndex, word: str) -> None:
    """Each passage that holds a term is given once, in order, with its frequency."""
    expected = {
        passage.ordinal: Counter(token_texts(passage.text))[word]
        for passage in generation.passages
        if word in token_texts(passage.text)
    }
    found = whoosh_index.postings("exact", word)
    assert dict(zip(found.ordinals.tolist(), found.counts.tolist(), strict=True)) == expected
    assert found.ordinals.tolist() == sorted(expected)
    assert whoosh_index.doc_freq("exact", word) == len(expected)


@pytest.mark.parametrize("word", WORDS)
def test_places(generation: Generation, whoosh_index: WhooshIndex, word: str) -> None:
    """A word's positions count every token, and are available for any passages in any order."""
    some = range(generation.count)[::-2]
    found = whoosh_index.positions("exact", word, listed(some))
    expected = [
        (row, place)
        for row, ordinal in enumerate(some)
        for place, term in enumerate(token_texts(generation.passage(ordinal).text))
        if term == word
    ]
    assert pairs(found) == expected


def test_places_of_stems(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """A stem has the position of its first word, in the text and in the headings."""
    every = listed(range(generation.count))
    for field, text_of in (("body", lambda each: each.text), ("heading", lambda each: " \n ".join(each.section))):
        found = whoosh_index.positions(field, "inspect", every)
        expected = [
            (passage.ordinal, term.position)
            for passage in generation.passages
            for term in analyze(text_of(passage), passage.language).terms
            if term.text == "inspect"
        ]
        assert pairs(found) == expected
        assert expected


def test_runs(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Phrases have the position of their first word, once for each occurrence."""
    run = ("of", "the")
    found = whoosh_index.phrase_positions(run, listed(range(generation.count)))
    expected = []
    for passage in generation.passages:
        terms = token_texts(passage.text)
        expected += [(passage.ordinal, at) for at in range(len(terms)) if tuple(terms[at : at + 2]) == run]
    assert pairs(found) == expected
    held = whoosh_index.phrase_postings(run)
    assert dict(zip(held.ordinals.tolist(), held.counts.tolist(), strict=True)) == Counter(row for row, _ in expected)


def test_lengths(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Lengths are shares of the mean over all passages, about."""
    terms = [analyze(passage.text, passage.language).field_length for passage in generation.passages]
    mean = sum(terms) / len(terms)
    assert whoosh_index.relative_lengths("body") == pytest.approx([count / mean for count in terms], rel=0.1)


def test_beginning(generation: Generation, whoosh_index: WhooshIndex) -> None:
    """Every word with the prefix is counted, with or without an accent in the text; of too many the most frequent."""
    counts = Counter(
        passage.ordinal
        for passage in generation.passages
        for term in token_texts(passage.text)
        if term.startswith("even")
    )
    found = whoosh_index.prefix_postings("even", 99)
    assert dict(zip(found.postings.ordinals.tolist(), found.postings.counts.tolist(), strict=True)) == counts
    assert whoosh_index.prefix_postings("zzz", 99).words == 0
    assert whoosh_index.prefix_postings("even", 1).words == found.words > 1
    assert whoosh_index.prefix_postings("even", 1).postings.counts.sum() < found.postings.counts.sum()


def test_near(whoosh_index: WhooshIndex) -> None:
    """Neighbouring letters that changed places count as one edit."""
    assert ("inspection", 1) in whoosh_index.fuzzy_terms("inpsection", 2, prefix_length=1)
    assert whoosh_index.fuzzy_terms("zzzzzzzz", 1, prefix_length=0) == []


def test_threads_share_a_few(generation: Generation) -> None:
    """However many threads search, a few indexes are open, and each thread gets the right postings."""
    shared = SharedIndexes()
    expected = shared.of(generation).postings("exact", "inspection").ordinals.tolist()
    found: list[tuple[WhooshIndex, list[int]]] = []

    def search() -> None:
        for _ in range(5):
            index = shared.of(generation)
            found.append((index, index.postings("exact", "inspection").ordinals.tolist()))

    threads = [threading.Thread(target=search) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [ordinals for _, ordinals in found] == [expected] * 40
    assert len({id(index) for index, _ in found}) <= MAX_INDEXES


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh does not close what it refuses
def test_a_pickle_that_runs_code_is_refused(generation: Generation, tmp_path: Path) -> None:
    """A table of contents that names a function that is none of Whoosh's is not read."""
    shutil.copytree(generation.whoosh_folder, tmp_path / "whoosh")
    (contents,) = (tmp_path / "whoosh").glob("*.toc")
    planted = pickle.dumps(_Planted(tmp_path / "ran"), 2)
    schema = contents.read_bytes()
    at = schema.index(b"\x80\x02")
    contents.write_bytes(schema[:at] + planted + schema[at + len(planted) :])
    with pytest.raises(NoIndex, match="damaged"):
        WhooshIndex(replace(generation, folder=tmp_path))
    assert not (tmp_path / "ran").exists()


class _Planted:
    """An object whose pickle makes a folder when it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self._path),)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh does not close what it refuses
@pytest.mark.parametrize("damage", ["gone", "empty", "garbage"])
def test_a_damaged_index(generation: Generation, tmp_path: Path, damage: str) -> None:
    """An index that cannot be opened is reported as one that must be built."""
    folder = tmp_path / "whoosh"
    if damage != "gone":
        folder.mkdir()
    if damage == "garbage":
        for path in generation.whoosh_folder.iterdir():
            (folder / path.name).write_bytes(b"\0garbage" * 9)
    with pytest.raises(NoIndex, match="python -m indexer build"):
        WhooshIndex(replace(generation, folder=tmp_path))
