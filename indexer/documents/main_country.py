"""Which country a whole document is about: national reports name their own country rarely, so density alone is deaf.

Four things speak, in this order: the title; the publisher and the cover, where the text names that country most; the
addresses of a government, a language that is spoken in one country, or a ministry as publisher; and the text alone,
where it names hardly any other country. An overview of many countries is about none.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.documents.mentions import MentionFinder
from indexer.records.source import Source
from indexer.records.taxonomy import Facet

MAX_IN_TITLE = 2
"""A title with more countries is that of an overview."""

FRONT_CHARACTERS = 1_500
"""Of a document's first text, which a cover and an imprint fill."""

_FRONT_SHARE = 0.5
"""The share of a text's mentions that a country needs that is on the cover or speaks through addresses."""
_MAIN_SHARE = 0.8
_MAIN_DENSITY = 0.1
"""The share of a text's mentions, and of its passages, that a country needs that nothing else speaks for."""
_MIN_ADDRESSES = 2
"""Government addresses of one country, and of no other, that make it the publisher's."""

_MIN_MENTIONS = 3
"""Of the country that the text of a national institution names most."""
_NATIONAL = re.compile(
    r"\b(?:minist|gobierno|government|gouvernement|republic|república|république|national\b|nacional\b|nationale\b|bộ\b)",
    re.IGNORECASE,
)
"""What names an institution of one country."""

_GOVERNMENT = re.compile(r"[@./](?:gov|gob|gouv|govt|gub|go|nic)\.([a-z]{2})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Front:
    """What a document shows of its origin besides its text: its first page's words, its language, and how often
    addresses of governments have which domain.
    """

    text: str = ""
    language: str = ""
    domains: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Iterable[str], language: str) -> "Front":
        """Return the front of a document from the stored text of its pages, in order."""
        texts = list(pages)
        domains = Counter(match[1].lower() for text in texts for match in _GOVERNMENT.finditer(text))
        return cls("\n".join(texts)[:FRONT_CHARACTERS], language, domains)


def main_countries(
    facet: Facet, finder: MentionFinder, source: Source, front: Front, named: Sequence[Counter[str]]
) -> tuple[tuple[str, ...], str]:
    """Return the countries of a document that the manifest gives none, and where they were read; else none and "".

    `named` are the countries that each of its passages names.
    """
    in_title = finder.count((source.title, source.subtitle))
    if in_title:
        return (tuple(in_title), "title") if len(in_title) <= MAX_IN_TITLE else ((), "")
    total = sum(named, Counter[str]())
    for candidates, origin in _candidates(facet, finder, source, front, total):
        for country in candidates:
            if total[country] >= _FRONT_SHARE * total.total() and _is_most_named(country, total):
                return (country,), origin
    if total:
        country, mentions = total.most_common(1)[0]
        density = sum(country in each for each in named) / len(named)
        if mentions >= _MAIN_SHARE * total.total() and density >= _MAIN_DENSITY:
            return (country,), "text"
    return (), ""


def _candidates(
    facet: Facet, finder: MentionFinder, source: Source, front: Front, total: Counter[str]
) -> Iterator[tuple[list[str], str]]:
    """Yield the countries that something other than the title or the text speaks for, and what it is."""
    yield [*finder.count((source.publisher,))], "publisher"
    yield [country for country, _ in finder.count((front.text,)).most_common()], "cover"
    domains = [value.slug for value in facet.values if front.domains.get(value.domain, 0) >= _MIN_ADDRESSES]
    yield domains if len(domains) == 1 else [], "addresses"
    yield [value.slug for value in facet.values if front.language in value.languages], "language"
    if _NATIONAL.search(source.publisher):
        yield [country for country, mentions in total.most_common(1) if mentions >= _MIN_MENTIONS], "text"


def _is_most_named(country: str, total: Counter[str]) -> bool:
    return all(total[country] >= mentions for mentions in total.values())
