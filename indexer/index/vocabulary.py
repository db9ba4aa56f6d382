"""Collects the words of a generation by language, and writes their vectors.

Vectors are cached by word, so that a word is encoded once, in whichever build it first occurs.

    <data>/vectors/<key>.vectors   the words that one build was the first to have, with their vectors; by encoder
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

import msgspec
import numpy as np

from indexer.analysis.encoder import Encoder, open_encoder
from indexer.analysis.terms import stopwords
from indexer.analysis.tokenizer import fold
from indexer.errors import BuildError
from indexer.index.word_vectors import Bytes, to_bits, to_bytes, write_word_vectors
from indexer.records.passage import Passage
from indexer.storage import ContentCache

CACHE = "vectors"
"""The folder of the cache in the data folder."""

MAX_WORDS = 40_000
"""The most words of one language that have a vector: the most frequent ones."""

MIN_LETTERS = 3

PARTS, MIN_PARALLEL = 2, 4_000
"""In how many parts new words are encoded, each in a process, from this number on: loading a model takes a second.

With fewer words, the weights of the encoder are not shared by the workers of the service, either.
"""

Run = Callable[..., "Future[None]"]

WordCounts = Mapping[str, Mapping[str, int]]
"""By language and word, the number of a document's passages that have the word."""

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))+")


def count_words(passages: Iterable[Passage]) -> WordCounts:
    """Return for each language the words of its passages, each with the number of passages that have it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages:
        counts[passage.language].update(set(_WORD.findall(passage.text.casefold())))
    return counts


class Vocabulary:
    """The words of passages in languages that an encoder knows; without an encoder, none.

    `encoder` is its name as in the settings, `data` the data folder with the cache, if there is one. With `run`, many
    words are encoded in other processes.
    """

    def __init__(self, encoder: str = "", data: Path | None = None, run: Run | None = None) -> None:
        self._name, self._run = encoder, run
        self._encoder = open_encoder(encoder, data)
        self._cache = _VectorCache(data, self._encoder.digest) if data and self._encoder else None
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)

    @property
    def digest(self) -> str:
        """The digest of the encoder; empty where there is none."""
        return self._encoder.digest if self._encoder else ""

    def add(self, counts: WordCounts) -> None:
        """Add the words of a document."""
        if self._encoder:
            for language, words in counts.items():
                if language in self._encoder.languages:
                    self._counts[language].update(words)

    def write(self, folder: Path) -> Mapping[str, int]:
        """Write the vectors of the most frequent words into a generation; return the number of words by language."""
        if not self._encoder:
            return {}
        chosen = {language: self._chosen(language) for language in sorted(self._counts)}
        words = [word for each in chosen.values() for word in each]
        if not words:
            return {}
        known = self._vectors(self._encoder, sorted(set(words)))
        if self._cache and len(words) >= MIN_PARALLEL:
            self._encoder.share(self._cache.folder)
        numbers = np.frombuffer(b"".join([known[word] for word in words]), np.int8).reshape(len(words), -1)
        write_word_vectors(folder, words, numbers, to_bits(numbers))
        return {language: len(each) for language, each in chosen.items() if each}

    def _chosen(self, language: str) -> list[str]:
        stopped, counts = stopwords(language), self._counts[language]
        content = (word for word in counts if len(word) >= MIN_LETTERS and fold(word) not in stopped)
        return sorted(sorted(content, key=lambda word: (-counts[word], word))[:MAX_WORDS])

    def _vectors(self, encoder: Encoder, words: Sequence[str]) -> Mapping[str, bytes]:
        """Return the vectors of words: those in the cache, and new ones."""
        known = self._cache.load() if self._cache else {}
        missing = [word for word in words if word not in known]
        if self._cache and self._run and len(missing) >= MIN_PARALLEL:
            parts = [missing[first::PARTS] for first in range(PARTS)]
            for future in [self._run(encode_into_cache, self._name, self._cache.folder, part) for part in parts]:
                future.result()
            known = self._cache.load()
            if any(word not in known for word in missing):
                raise BuildError(f"The vectors in {self._cache.folder} are damaged. Remove this folder and try again.")
        elif missing:
            found = _encoded(encoder, missing)
            known = {**known, **found}
            if self._cache:
                self._cache.store(found)
        return known


def encode_into_cache(name: str, data: Path, words: Sequence[str]) -> None:
    """Encode words in another process."""
    if encoder := open_encoder(name, data):
        _VectorCache(data, encoder.digest).store(_encoded(encoder, words))


def _encoded(encoder: Encoder, words: Sequence[str]) -> dict[str, bytes]:
    # One by one: in a batch, other words change the last bits of a vector, and builds would depend on earlier ones.
    numbers: Bytes = to_bytes(np.vstack([encoder.encode([word]) for word in words]))
    return {word: row.tobytes() for word, row in zip(words, numbers, strict=True)}


class _VectorCache:
    """The vectors of words by one encoder, of which every build adds some."""

    def __init__(self, data: Path, digest: str) -> None:
        self.folder = data
        self._prefix = hashlib.sha256(digest.encode()).hexdigest()[:16]
        self._entries = ContentCache(data / CACHE, ".vectors")

    def load(self) -> dict[str, bytes]:
        """Return the vectors of all words; those in damaged files are left out."""
        return {word: row for key in self._keys() for word, row in self._content(key).items()}

    def store(self, found: Mapping[str, bytes]) -> None:
        """Add the vectors of words. Raise OSError."""
        key = hashlib.sha256("\n".join(found).encode()).hexdigest()[:32]
        self._entries.store(f"{self._prefix}-{key}", msgspec.msgpack.encode(found))

    def _keys(self) -> Iterator[str]:
        return (path.stem for path in sorted((self.folder / CACHE).glob(f"{self._prefix}-*.vectors")))

    def _content(self, key: str) -> dict[str, bytes]:
        content = self._entries.load(key)
        return msgspec.msgpack.decode(content, type=dict[str, bytes]) if content else {}
