"""Words that a conversion ran together (`machineoperators`), found by evidence of the document itself.

A word was run together where the document writes the same words apart, one after the other, several times, and
together once or twice. This needs no dictionary and no other document, and what a document only ever
writes together (`nonetheless`, `supermarket`, a name, a compound) is never split. Words are compared with their
accents: French `démarche` is not `de marche`.

`verbatim check` counts garbled words by the frequencies of the whole corpus: it finds more of them, and also broken
ones, but is sometimes wrong, which a report may be and an index may not.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from indexer.analysis.language_registry import language
from indexer.analysis.terms import stopwords
from indexer.analysis.tokenizer import fold

Parts = tuple[str, ...]
"""The folded words that were run together into one."""

NOTHING_RUN_TOGETHER: Mapping[str, Parts] = {}

MIN_APART = 3
"""How often the words must occur apart, in their order."""

MAX_TOGETHER = 2
"""A word that occurs more often is a real one: conversions rarely run the same words together twice."""

MAX_PARTS = 4
MIN_LETTERS, MAX_LETTERS = 8, 80
MIN_PART_LETTERS = 4
"""Letters of such words, and of the shortest parts at either end of them; shorter ones are prefixes and endings.

All beginnings of such a word are kept, so that one of a hundred thousand letters would need gigabytes.
"""

_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def find_run_together(texts: Sequence[str], languages: Collection[str]) -> tuple[Parts, ...]:
    """Return the parts of every word of a document that is proved to be run together, in alphabetical order.

    `texts` are the document's passages, `languages` the codes of those that they are in.
    """
    runs = [match.group().casefold().split(" ") for text in texts for match in _RUN.finditer(text)]
    counts = Counter(word for run in runs for word in run)
    rare = {word for word, count in counts.items() if count <= MAX_TOGETHER and MIN_LETTERS <= len(word) <= MAX_LETTERS}
    links = frozenset(word for code in languages for word in language(code).run_together)
    common = frozenset[str]().union(*(stopwords(code) for code in languages))
    starts = {word[:length] for word in rare for length in range(1, len(word))}
    apart = Counter(parts for run in runs for joined, parts in _joined_parts(run, starts) if joined in rare)
    proved = (parts for parts, count in apart.items() if count >= MIN_APART and _are_words(parts, links, common))
    return tuple(sorted(tuple(map(fold, parts)) for parts in proved))


def parts_by_word(all_parts: Iterable[Parts]) -> Mapping[str, Parts]:
    """Return the parts of each word that was run together, by that word."""
    return {"".join(parts): parts for parts in all_parts}


def _joined_parts(run: Sequence[str], starts: Collection[str]) -> Iterator[tuple[str, Parts]]:
    """Yield the sequences of two to MAX_PARTS words in a run that can become a word with one of these starts."""
    for first, word in enumerate(run):
        joined = word
        for end in range(first + 1, min(first + MAX_PARTS, len(run))):
            if joined not in starts:
                break
            joined += run[end]
            yield joined, tuple(run[first : end + 1])


def _are_words(parts: Parts, links: Collection[str], common: Collection[str]) -> bool:
    """Return whether parts begin with a content word or a link, and end with a content word."""
    first, last = (len(part) >= MIN_PART_LETTERS and fold(part) not in common for part in (parts[0], parts[-1]))
    return last and (first or parts[0] in links)
