"""What the index holds of each term, against the passages themselves."""

import threading
from collections import Counter
from pathlib import Path

import pytest

from indexer.analysis.terms import exact_terms, index_terms
from indexer.errors import NoIndex
from indexer.store.generation import Generation
from service.engine.postings import Postings, ThreadPostings

WORDS = ("inspection", "the", "couture", "finca", "absent")


@pytest.mark.parametrize("word", WORDS)
def test_postings(generation: Generation, postings: Postings, word: str) -> None:
    """Each passage that holds a term is given once, in order, with its frequency and about its length."""
    expected = {
        passage.ordinal: Counter(exact_terms(passage.text))[word]
        for passage in generation.passages
        if word in exact_terms(passage.text)
    }
    found = list(postings.postings("exact", word))
    assert {posting.ordinal: posting.frequency for posting in found} == expected
    assert [posting.ordinal for posting in found] == sorted(expected)
    assert postings.frequency("exact", word) == len(expected)
    for posting in found:
        length = len(exact_terms(generation.passage(posting.ordinal).text))
        assert posting.length == pytest.approx(length, rel=0.1)
        assert posting.length == postings.length("exact", posting.ordinal)


@pytest.mark.parametrize("word", WORDS)
def test_positions(generation: Generation, postings: Postings, word: str) -> None:
    """A word's places count every word of the passage, and can be had of some passages alone."""
    found = dict(postings.positions(word))
    for ordinal, places in found.items():
        terms = exact_terms(generation.passage(ordinal).text)
        assert places == [place for place, term in enumerate(terms) if term == word]
    some = set(list(found)[::2])
    assert dict(postings.positions(word, among=some)) == {ordinal: found[ordinal] for ordinal in some}


def test_average_length(generation: Generation, postings: Postings) -> None:
    """The mean is over all passages of the index."""
    lengths = [len(index_terms(passage.text, passage.language)) for passage in generation.passages]
    assert postings.average_length("body") == pytest.approx(sum(lengths) / len(lengths))


def test_starting_with(generation: Generation, postings: Postings) -> None:
    """Every word that starts so is found, with or without an accent in the text."""
    vocabulary = {term for passage in generation.passages for term in exact_terms(passage.text)}
    assert set(postings.starting_with("even")) == {term for term in vocabulary if term.startswith("even")}
    assert "evenements" in postings.starting_with("evenem")
    assert postings.starting_with("zzz") == []


def test_near(postings: Postings) -> None:
    """Neighbouring letters that changed places count as one edit."""
    assert ("inspection", 1) in list(postings.near("inpsection", 2, same_start=1))
    assert list(postings.near("zzzzzzzz", 1, same_start=0)) == []


def test_each_thread_has_its_own(generation: Generation) -> None:
    """Two threads never share a reader, one thread keeps its own."""
    shared = ThreadPostings()
    mine = shared.of(generation.whoosh_folder)
    others: list[Postings] = []
    thread = threading.Thread(target=lambda: others.append(shared.of(generation.whoosh_folder)))
    thread.start()
    thread.join()
    assert shared.of(generation.whoosh_folder) is mine
    assert others[0] is not mine


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
        Postings(folder)
