"""The file of the vectors of words."""

from pathlib import Path

import numpy as np
import pytest

from indexer.index.word_vectors import CHOSEN, WordVectors, to_bits, to_bytes, write_word_vectors


def test_the_nearest_words_of_a_language(tmp_path: Path) -> None:
    """They are those with the greatest cosine, whatever the words of other languages are."""
    random = np.random.default_rng(1)
    vectors = random.normal(size=(4 * CHOSEN, 64)).astype(np.float32)
    words = [f"w{number}" for number in range(len(vectors))]
    numbers = to_bytes(vectors)
    write_word_vectors(tmp_path, words, numbers, to_bits(numbers.astype(np.float32)))
    index = WordVectors(tmp_path, {"en": 3 * CHOSEN, "es": CHOSEN})
    wanted = vectors[7] + 0.3 * random.normal(size=64).astype(np.float32)
    wanted /= np.linalg.norm(wanted)
    [nearest] = index.nearest(wanted, "en", 3, 0.8)
    cosine = float(vectors[7] @ wanted / np.linalg.norm(vectors[7]))
    assert nearest.text == "w7"
    assert nearest.similarity == pytest.approx(cosine, abs=0.01)
    assert index.nearest(wanted, "es", 3, 0.8) == []
    assert index.nearest(wanted, "fr", 3, 0.0) == []


def test_bits_are_signs() -> None:
    """Each sign is a bit, in as many numbers of 64 bits as the dimension needs."""
    vectors = np.array([[1.0] * 70, [-1.0] * 70], np.float32)
    bits = to_bits(vectors)
    assert bits.shape == (2, 2)
    assert np.bitwise_count(bits).sum(axis=1).tolist() == [70, 0]


def test_a_near_word_among_many(tmp_path: Path) -> None:
    """It is chosen by its signs among more words than are compared, in vectors of any length."""
    random = np.random.default_rng(2)
    for dimension in (48, 192, 512):
        vectors = random.normal(size=(40 * CHOSEN, dimension)).astype(np.float32)
        numbers = to_bytes(vectors)
        folder = tmp_path / str(dimension)
        folder.mkdir()
        words = [f"w{number}" for number in range(len(vectors))]
        write_word_vectors(folder, words, numbers, to_bits(numbers.astype(np.float32)))
        wanted = vectors[-9] + 0.3 * random.normal(size=dimension).astype(np.float32)
        found = WordVectors(folder, {"en": len(words)}).nearest(wanted / np.linalg.norm(wanted), "en", 1, 0.8)
        assert [each.text for each in found] == [words[-9]]


def test_words_of_the_same_signs(tmp_path: Path) -> None:
    """As many as are compared are chosen, however many are as near."""
    numbers = to_bytes(np.ones((5 * CHOSEN, 64), np.float32))
    write_word_vectors(tmp_path, ["w"] * len(numbers), numbers, to_bits(numbers.astype(np.float32)))
    wanted = np.full(64, 1 / 8, np.float32)
    assert len(WordVectors(tmp_path, {"en": len(numbers)}).nearest(wanted, "en", 2 * CHOSEN, 0.8)) == CHOSEN
