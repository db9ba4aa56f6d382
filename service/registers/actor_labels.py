"""One name for each actor: texts write “the Ministry”, “Ministry” and “The ministry” and mean the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from indexer.records.taxonomy import normalize_name

_ARTICLES = frozenset("the a an its their le la les l un une leur leurs el los las lo su sus".split())


def actor_key(name: str) -> str:
    """What stands in addresses for an actor: lower-case words without the article, joined by hyphens."""
    words = normalize_name(name).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return "-".join(words)


def actor_labels(names: Iterable[str]) -> Mapping[str, str]:
    """For each actor the way in which its name is written most often, without the article."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if key := actor_key(name):
            written[key][_without_article(name)] += 1
    return {key: _capitalized(counter.most_common(1)[0][0]) for key, counter in written.items()}


def _without_article(name: str) -> str:
    words = name.split()
    while len(words) > 1 and normalize_name(words[0]) in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def _capitalized(name: str) -> str:
    return name[:1].upper() + name[1:]
