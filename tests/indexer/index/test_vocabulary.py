"""The words of a generation, and the cache of their vectors."""

from pathlib import Path

import pytest

from indexer.index.vocabulary import CACHE, Vocabulary, count_words
from indexer.index.word_vectors import FOLDER, WORDS
from indexer.records.passage import Passage, Span
from tests.small_encoder import write_encoder


def passage(text: str, language: str) -> Passage:
    return Passage("p", 0, "d", language, (), text, (Span(1, 0, len(text)),), {})


@pytest.fixture
def encoder(tmp_path: Path) -> str:
    words = {"boat": (1.0, 0.0), "salt": (0.0, 1.0), "barco": (0.9, 0.1)}
    return str(write_encoder(tmp_path / "model", words))


def written(folder: Path, encoder: str, data: Path, *passages: Passage) -> tuple[dict[str, int], list[str]]:
    """Write the vectors of some passages' words; return their numbers by language, and the words."""
    folder.mkdir()
    vocabulary = Vocabulary(encoder, data)
    vocabulary.add(count_words(passages))
    counts = vocabulary.write(folder)
    return dict(counts), (folder / FOLDER / WORDS).read_text(encoding="utf-8").split("\n") if counts else []


def test_content_words_of_known_languages(tmp_path: Path, encoder: str) -> None:
    """Stop words, numbers, short words and languages that the encoder does not know have no vectors."""
    texts = (passage("The boat of 1998 is at sea, no ox", "en"), passage("El barco", "es"), passage("le bateau", "fr"))
    counts, words = written(tmp_path / "one", encoder, tmp_path, *texts)
    assert counts == {"en": 2, "es": 1}
    assert words == ["boat", "sea", "barco"]


def test_a_word_is_encoded_once(tmp_path: Path, encoder: str) -> None:
    """A second build stores only the words that the first one lacks, and writes the same vectors for the others."""
    written(tmp_path / "one", encoder, tmp_path, passage("boat", "en"))
    [first] = (tmp_path / CACHE).iterdir()
    written(tmp_path / "two", encoder, tmp_path, passage("boat salt", "en"))
    [second] = set((tmp_path / CACHE).iterdir()) - {first}
    assert b"salt" in second.read_bytes()
    assert b"boat" not in second.read_bytes()
    assert (tmp_path / "two" / FOLDER / "bytes").read_bytes()[:2] == (tmp_path / "one" / FOLDER / "bytes").read_bytes()


def test_damaged_vectors_are_made_again(tmp_path: Path, encoder: str) -> None:
    """A damaged file of the cache counts as missing."""
    written(tmp_path / "one", encoder, tmp_path, passage("boat", "en"))
    [first] = (tmp_path / CACHE).iterdir()
    first.write_bytes(b"damaged")
    assert written(tmp_path / "two", encoder, tmp_path, passage("boat", "en")) == ({"en": 1}, ["boat"])


def test_without_an_encoder(tmp_path: Path) -> None:
    """No vectors are written, and no folder for them."""
    assert written(tmp_path / "one", "none", tmp_path, passage("boat", "en")) == ({}, [])
    assert not (tmp_path / "one" / FOLDER).exists()
