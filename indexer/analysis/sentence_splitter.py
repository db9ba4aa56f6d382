"""Split a text into sentences, and into pieces that can be quoted."""

import re

from indexer.analysis.language_registry import active_languages, language_cache
from indexer.analysis.scripts import is_plain

MAX_QUOTED_WORDS = 60
"""The maximum number of words, separated by white space, of a quoted sentence."""

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[¿¡]*[A-ZÀ-ÖØ-ÞĀ-ŽĐƠƯẠ-Ỹ0-9])")
_END_IN_ANY_SCRIPT = re.compile(
    rf"{_END.pattern}|[。！？｡]+[\"'”’»)\]」』）]*\s*|(?<![।॥۔؟!?።။។։])[।॥۔؟!?።။។։]+[\"'”’»)\]]*\s*(?<=\s)"
    r"|(?<![.!?…])[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[\u0370-\u1cff\uac00-\ud7ff])(?![a-zà-öø-ÿа-яё])"
)
"""Scripts without capital letters: a full stop and a space before another letter end a sentence.

A run of marks is tried from its first alone, or a line of leaders would cost the square of its length.
"""

_LATER_LETTERS = re.compile("[\u0370-\u058f]")
"""Greek, Cyrillic and Armenian letters."""

_INITIALS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*")
_LAST_WORD = re.compile(r"[^\s(\[“\"«]+$")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\S+")
_CLAUSE_ENDS = (re.compile(r"[;:]$"), re.compile(r",$"))
"""Ends of words after which too long a sentence is cut, the best first."""


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text as (start, end) offsets that follow each other without gap.

    Each sentence includes the white space after it. A full stop after an abbreviation, initials or a list
    number does not end one.
    """
    pattern = _END if is_plain(text) and not _LATER_LETTERS.search(text) else _END_IN_ANY_SCRIPT
    cuts = [
        match.end()
        for match in pattern.finditer(text)
        if match.end() < len(text) and _ends_sentence(text, match.start(), match.end())
    ]
    starts = [0, *cuts]
    ends = [*cuts, len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def quotable_spans(text: str, max_words: int = MAX_QUOTED_WORDS) -> list[tuple[int, int]]:
    """Return the pieces of a text that can be quoted, as (start, end) offsets in order.

    A piece is a sentence of one line, without the white space around it. A sentence of more than `max_words` words is
    cut into as few pieces as possible, after a semicolon or colon, else a comma, else anywhere between words.
    """
    pieces = []
    for line in _LINE.finditer(text):
        for start, end in sentence_spans(line.group()):
            sentence = line.group()[start:end]
            if len(sentence.split(maxsplit=max_words)) <= max_words:
                if inside := sentence.strip():
                    first = line.start() + start + sentence.index(inside[0])
                    pieces.append((first, first + len(inside)))
                continue
            words = [match.span() for match in _WORD.finditer(text, line.start() + start, line.start() + end)]
            while words:
                taken = _fitting(text, words, max_words)
                pieces.append((words[0][0], words[taken - 1][1]))
                words = words[taken:]
    return pieces


def _fitting(text: str, words: list[tuple[int, int]], max_words: int) -> int:
    """Return the number of words in the first piece of a sentence: all if they fit, else up to the end of a clause."""
    if len(words) <= max_words:
        return len(words)
    for clause_end in _CLAUSE_ENDS:
        for taken in range(max_words, max_words // 3, -1):
            if clause_end.search(text[slice(*words[taken - 1])]):
                return taken
    return max_words


@language_cache()
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Return the abbreviations that end no sentence, and those that end none before a number: "No. 188"."""
    every = [each.sentences for each in active_languages().values()]
    always = frozenset(word for each in every for word in each.abbreviations)
    return always, frozenset(word for each in every for word in each.number_abbreviations)


def _ends_sentence(text: str, stop: int, following: int) -> bool:
    """Return whether the mark at `stop` ends a sentence rather than an abbreviation before what follows."""
    if text[stop] != ".":
        return True
    before = _LAST_WORD.search(text, max(0, stop - 40), stop)
    if not before:
        return True
    word = before.group().lower()
    abbreviations, number_abbreviations = _abbreviations()
    is_list_number = word.isdigit() and before.start() == 0
    is_before_number = word in number_abbreviations and text[following].isdigit()
    return not (_INITIALS.fullmatch(word) or is_list_number or is_before_number or word in abbreviations)
