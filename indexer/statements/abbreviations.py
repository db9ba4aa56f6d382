"""The abbreviations that a document defines: "National Statistical Office (NSO)"."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from indexer.statements.folding import fold_same_length

_DEFINED = re.compile(r"\s\(([A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-Þ&.-]{1,11})\)")
_WORD = re.compile(r"[\w’'&-]+,?")
_LINKS = frozenset(
    "of for and the on in to de del de la las los des du et y e da do das dos para pour sur en aux au à".split()
)
_MAX_WORDS: Final = 12
_MIN_NAMES: Final = 2
"""A name of one word is no longer than its abbreviation needs to explain."""


def find_abbreviations(texts: Iterable[str]) -> Mapping[str, str]:
    """Return the name that a document gives to each of its abbreviations, by its first definition."""
    names: dict[str, str] = {}
    for text in texts:
        for match in _DEFINED.finditer(text):
            short = match[1]
            if short not in names and sum(char.isupper() for char in short) >= _MIN_NAMES:
                name = _name_before(text[: match.start()], short)
                if name:
                    names[short] = name
    return names


def resolve(name: str, abbreviations: Mapping[str, str]) -> str:
    """Return an actor's name with its abbreviation, if the name is defined in the document or is an abbreviation."""
    if name in abbreviations:
        return f"{abbreviations[name]} ({name})"
    short = next((short for short, full in abbreviations.items() if full == name), None)
    return f"{name} ({short})" if short else name


def _name_before(text: str, short: str) -> str:
    """Return the fewest capitalized words at the end of a text whose letters hold the abbreviation's, in order."""
    words: list[str] = []
    end = len(text.rstrip())
    for match in reversed(list(_WORD.finditer(text, max(0, end - 160), end))[-_MAX_WORDS:]):
        if text[match.end() : (end if not words else match.end() + 1)].strip():
            break
        word = match.group()
        if (
            not word[:1].isupper()
            and word.rstrip(",").lower() not in _LINKS
            and not re.match(r"[ld]['’][A-ZÀ-Þ]", word)
        ):
            break
        words.insert(0, word)
        if _stands_for(words, short):
            return " ".join(words)
    return ""


def _stands_for(words: list[str], short: str) -> bool:
    """Return whether the first word has the abbreviation's first letter, and the words hold its letters in order."""
    letters = [char for char in fold_same_length(short) if char.isalpha()]
    folded = fold_same_length(" ".join(words))
    names = [word for word in words if word[:1].isupper()]
    if len(names) < _MIN_NAMES or not words[0][:1].isupper() or folded[:1] != letters[0]:
        return False
    rest = iter(folded)
    return all(letter in rest for letter in letters)
