"""Checks of a document: garbled words, dead links, and text that duplicates another document's.

A word is garbled where it is run together with another or broken apart. There is no dictionary of every language, so
a word that the corpus uses often counts as known.

`indexer.analysis.run_together` finds words run together by stricter evidence, the document's own writing of them apart,
because it changes search results; a report may count a word too many.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.analysis.language_registry import language
from indexer.analysis.tokenizer import fold, tokenize
from indexer.fetch.state import GONE, SourceState
from indexer.fetch.urls import url_key
from indexer.records.reading import Link
from indexer.records.source import Source

MIN_KNOWN_COUNT = 4
"""How often the corpus must use a word for it to count as known."""

MAX_RARE_COUNT = 2
"""A word used more often is not garbled, since a word is rarely garbled in the same way twice."""

MIN_LETTERS = 3
"""The fewest letters of a word that another is run together with."""

MIN_OVERLAP = 0.9
"""The overlap coefficient of two documents' passages (shared ones as a share of the smaller document's) from which they
hold the same text.
"""

MIN_PASSAGES = 3
"""The fewest passages of a document that is compared, since short notices are often alike."""

_WORD = re.compile(r"[^\W\d_]+")
_INSIDE = re.compile(r"[a-zà-ÿ]{2}[A-ZÀ-Ý][a-zà-ÿ]{2}")
_PAIR = re.compile(r"(?<![^\W\d_])(?P<first>[^\W\d_]{2,})(?:-?[ ])(?=(?P<second>[^\W\d_]{2,}))")


@dataclass(slots=True)
class WordCounts:
    """How often a corpus uses each word, folded."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, texts: Iterable[str]) -> None:
        """Count the words of some texts."""
        for text in texts:
            self.counts.update(fold(word) for word in _WORD.findall(text))

    def is_known(self, word: str) -> bool:
        return self.counts[word] >= MIN_KNOWN_COUNT

    def is_rare(self, word: str) -> bool:
        return self.counts[word] <= MAX_RARE_COUNT


@dataclass(frozen=True, slots=True)
class Garbling:
    """The number of words, of those run together with another, of those broken apart, and examples of both."""

    words: int
    run_together: int
    broken: int
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        return (self.run_together + self.broken) / self.words if self.words else 0.0


def find_garbling(
    texts: Iterable[str], word_counts: WordCounts, languages: Iterable[str], max_examples: int = 5
) -> Garbling:
    """Count the garbled words of texts in these languages, whose words must have been counted."""
    function_words = frozenset(word for code in languages for word in language(code).garbled)
    total = 0
    run_together: list[str] = []
    broken: list[str] = []
    for text in texts:
        words = _WORD.findall(text)
        total += len(words)
        run_together += [word for word in words if is_run_together(word, word_counts, function_words)]
        broken += [match[0] + match["second"] for match in _PAIR.finditer(text) if _is_broken(match, word_counts)]
    examples = tuple(dict.fromkeys([*run_together[:max_examples], *broken[:max_examples]]))[:max_examples]
    return Garbling(total, len(run_together), len(broken), examples)


def is_run_together(word: str, word_counts: WordCounts, function_words: frozenset[str]) -> bool:
    """Return whether a rare word is a known one run together with a function word, or has a capital inside."""
    folded = fold(word)
    if not word_counts.is_rare(folded):
        return False
    if _INSIDE.search(word):
        return True
    cuts = ((folded[:cut], folded[cut:]) for cut in range(MIN_LETTERS, len(folded) - MIN_LETTERS + 1))
    return any(
        (first in function_words or second in function_words)
        and word_counts.is_known(first)
        and word_counts.is_known(second)
        for first, second in cuts
    )


def _is_broken(match: re.Match[str], word_counts: WordCounts) -> bool:
    """Return whether two neighbouring pieces, one of them rare, make a known word together."""
    first, second = fold(match["first"]), fold(match["second"])
    if not (word_counts.is_rare(first) or word_counts.is_rare(second)):
        return False
    return word_counts.is_known(first + second)


def text_key(text: str) -> str:
    """Return a digest of a passage's words, ignoring case, accents and punctuation."""
    return hashlib.sha256(" ".join(word.text for word in tokenize(text)).encode()).hexdigest()


def find_duplicates(passages: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return for each document (given by id, with the keys of its passages) those that hold the same text."""
    keys = {document: frozenset(all_keys) for document, all_keys in passages.items()}
    shared: dict[tuple[str, str], int] = defaultdict(int)
    postings: dict[str, list[str]] = defaultdict(list)
    for document, own_keys in keys.items():
        for key in own_keys:
            for other in postings[key]:
                shared[other, document] += 1
            postings[key].append(document)
    found: dict[str, list[str]] = defaultdict(list)
    for (first, second), count in shared.items():
        fewer = min(len(keys[first]), len(keys[second]))
        is_whole = len(keys[first]) == len(keys[second]) == count
        if is_whole or (fewer >= MIN_PASSAGES and count >= MIN_OVERLAP * fewer):
            found[first].append(second)
            found[second].append(first)
    return {document: tuple(sorted(others)) for document, others in found.items()}


def dead_url_keys(sources: Iterable[Source], states: Mapping[str, SourceState]) -> frozenset[str]:
    """Return the keys of the URLs at which the last fetch found nothing."""
    gone = (source for source in sources if (state := states.get(source.id)) and _is_gone(state))
    return frozenset(key for source in gone if (key := url_key(source.url or "")) is not None)


def dead_links(links: Iterable[Link], dead: frozenset[str]) -> tuple[str, ...]:
    """Return the URLs among a document's web links that are dead or malformed, each once."""
    return tuple(dict.fromkeys(link.url for link in links if _is_dead(link.url, dead)))


def _is_gone(state: SourceState) -> bool:
    return state.failure is not None and state.failure.status in GONE


def _is_dead(url: str, dead: frozenset[str]) -> bool:
    if not url.lower().startswith("http"):
        return False
    key = url_key(url)
    return key is None or key in dead or "." not in key.partition("/")[0]


def doubtful_metadata(source: Source) -> tuple[str, ...]:
    """Return which of title, publisher and year an official source lacks, or has from a place that is often wrong."""
    if not source.official:
        return ()
    title = source.origins.get("title")
    doubts = [f"its title is from its {title}" if title == "file name" else ""]
    doubts.append("its title may be a heading" if title == "text" else "")
    doubts += [f"it has no {name}" for name in ("publisher", "year") if not getattr(source, name)]
    return tuple(filter(None, doubts))
