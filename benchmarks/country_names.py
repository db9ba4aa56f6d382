"""Questions with and without the name of a country."""

import re

from indexer.records.taxonomy import Taxonomy

MOST_WORDS = 4
"""The most words of a country's name that are looked for."""

_NAME = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BEFORE = re.compile(r"(?:\b(?:in|of|for|en|de|du|au|aux|à|la|le|el|ở|tại|của)\s+)+$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b")
_END = re.compile(r"\s*[?.!]*\s*$")
_PREPOSITIONS = {"en": "in", "es": "en", "fr": "en", "vi": "ở", "pt": "em", "de": "in"}


def without_country(question: str, taxonomy: Taxonomy) -> str:
    """Return a question without the names of countries and the words that join them to it."""
    words = list(_NAME.finditer(question))
    for size in range(MOST_WORDS, 0, -1):
        for first in range(len(words) - size + 1):
            start, end = words[first].start(), words[first + size - 1].end()
            name = _POSSESSIVE.sub("", question[start:end])
            if name[0].isupper() and taxonomy.find("country", name):
                before = _BEFORE.sub("", question[:start])
                return without_country(" ".join(f"{before} {question[end:]}".split()).replace(" ?", "?"), taxonomy)
    return question


def with_country(question: str, country: str, language: str) -> str:
    """Return a question in a language that names a country at its end."""
    end = _END.search(question)
    at = end.start() if end else len(question)
    return f"{question[:at]} {_PREPOSITIONS.get(language, 'in')} {country}{question[at:]}"
