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
