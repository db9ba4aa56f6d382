"""Words broken at the end of a line: the document itself shows whether the hyphen there belongs to the word."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from indexer.analysis.language_registry import active_languages, language_cache

SOFT_HYPHEN = "\u00ad"
UNICODE_HYPHEN = "\u2010"  # some typesetters break words with it; some authors write every hyphen so
LINE_END_HYPHEN = "\ufffe"  # what pdfium makes of a plain or soft hyphen at a line's end
HYPHENS = f"{SOFT_HYPHEN}{UNICODE_HYPHEN}{LINE_END_HYPHEN}-"

BROKEN_WORD = re.compile(rf"([^\W\d_]+(?:['’-][^\W\d_]+)*)[{re.escape(HYPHENS)}]$")
FIRST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
WORD = re.compile(rf"[^\W\d_]+(?:['’{UNICODE_HYPHEN}-][^\W\d_]+)*")

MAX_WORD = 80  # characters at a line's end in which the first half of a word is looked for
MIN_TYPESET_HYPHENS = 3  # show that the document has its own character for breaks
MIN_SPLIT_SHARE = 0.15  # of the broken words, occurring elsewhere in one piece, shows that the document breaks words
MIN_COMPOUND_HALF = 4  # letters of both halves, before their being words counts for a compound

# What is joined to words without a hyphen.
AFFIXES = frozenset(
    {"cor", "de", "dis", "inter", "mis", "out", "over", "re", "un", "under", "ings", "less", "ment", "ness", "sense"}
)


@language_cache()
def _hanging_hyphen() -> frozenset[str]:
    """Return the words before which a hyphen stays and a space follows, as in "short- and long-term"."""
    return frozenset(word for each in active_languages().values() for word in each.layout.hanging_hyphen)


@language_cache()
def _compound_parts() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the beginnings and endings by which a language's compounds with hyphens are known, and whole ones."""
    layouts = [each.layout for each in active_languages().values()]
    return (
        frozenset(word for layout in layouts for word in layout.compound_beginnings),
        frozenset(word for layout in layouts for word in layout.compound_endings),
        frozenset(word for layout in layouts for word in layout.compounds),
    )


def _is_known_compound(last_part: str, second_half: str) -> bool:
    """Return whether a language writes these halves, in lower case, with a hyphen: not where one is an affix."""
    beginnings, endings, compounds = _compound_parts()
    if f"{last_part}-{second_half}" in compounds:
        return True
    is_word = len(second_half) >= MIN_COMPOUND_HALF and second_half not in AFFIXES
    return (last_part in beginnings and is_word) or (second_half in endings and last_part not in AFFIXES)


@dataclass
class Vocabulary:
    """The words that a document uses unbroken, in lower case, and how it breaks words.

    `compound_firsts` and `compound_lasts` count the first and last parts of its compounds, `breaks` holds the halves
    and the hyphen of each broken word, and `inner_hyphens` counts the Unicode hyphens inside lines.
    """

    words: Counter[str] = field(default_factory=Counter)
    compound_firsts: Counter[str] = field(default_factory=Counter)
    compound_lasts: Counter[str] = field(default_factory=Counter)
    breaks: list[tuple[str, str, str]] = field(default_factory=list)
    inner_hyphens: int = 0

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Vocabulary":
        """Build the vocabulary of a document's lines in their order.

        A broken word goes on with the next line that begins in lower case: notes may come between.
        """
        vocabulary = cls()
        first_half = hyphen = ""
        for line in lines:
            text = line.strip()
            second_half = FIRST_WORD.match(text) if first_half and text[:1].islower() else None
            if second_half:
                vocabulary.breaks.append((first_half, second_half.group().lower(), hyphen))
                first_half = ""
            broken = _broken_word(text)
            if broken:
                first_half, hyphen = broken.group(1).lower(), text[-1]
            vocabulary._count(text[: text.rfind(" ") + 1] if broken else text, second_half.end() if second_half else 0)
        return vocabulary

    def _count(self, text: str, start: int) -> None:
        """Count the words of a line's text from `start` on."""
        self.inner_hyphens += text.count(UNICODE_HYPHEN)
        for match in WORD.finditer(text, start):
            word = match.group().lower().replace(UNICODE_HYPHEN, "-")
            self.words[word] += 1
            if "-" in word:
                halves = word.split("-")
                self.compound_firsts[halves[0]] += 1
                self.compound_lasts[halves[-1]] += 1

    @cached_property
    def typeset_hyphens(self) -> str:
        """The hyphens that, in this document, never are the author's."""
        at_ends = sum(hyphen == UNICODE_HYPHEN for _, _, hyphen in self.breaks)
        return SOFT_HYPHEN + (UNICODE_HYPHEN if self.inner_hyphens < at_ends else "")

    @cached_property
    def breaks_words(self) -> bool:
        """Whether hyphens that may be the author's are, in this document, often a typesetter's."""
        open_ones = [
            first_half + second_half
            for first_half, second_half, hyphen in self.breaks
            if hyphen not in self.typeset_hyphens
        ]
        split = sum(bool(self.words[word]) for word in open_ones)
        return split >= max(1, MIN_SPLIT_SHARE * len(open_ones))

    @cached_property
    def has_break_hyphen(self) -> bool:
        """Whether the document has a character for breaking words, so that all other hyphens are the author's."""
        return sum(hyphen in self.typeset_hyphens for _, _, hyphen in self.breaks) >= MIN_TYPESET_HYPHENS

    def is_compound(self, first_half: str, second_half: str, hyphen: str) -> bool:
        """Return whether two halves, in lower case, are written with a hyphen where no line breaks them."""
        last_part = first_half.rsplit("-", 1)[-1]
        joined, compound = self.words[first_half + second_half], self.words[f"{first_half}-{second_half}"]
        if joined or compound:
            return compound > joined
        if hyphen in self.typeset_hyphens:
            return False
        if _is_known_compound(last_part, second_half):
            return True
        if self.has_break_hyphen or self.compound_firsts[last_part] or self.compound_lasts[second_half]:
            return True
        if not self.breaks_words:
            return bool(self.words[last_part] or self.words[second_half])
        return min(len(last_part), len(second_half)) >= MIN_COMPOUND_HALF and bool(
            self.words[last_part] and self.words[second_half]
        )


def is_broken(line: str) -> bool:
    """Return whether a line ends in the first half of a word."""
    return _broken_word(line.rstrip()) is not None


def _broken_word(text: str) -> re.Match[str] | None:
    """Match the first half of a word, with its hyphen, at the end of a text that does not end in white space."""
    if not text or text[-1] not in HYPHENS:
        return None
    return BROKEN_WORD.search(text[max(text.rfind(" ") + 1, len(text) - MAX_WORD) :])


def resolve_hyphen(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Return the end of a line and what comes between it and the next one: nothing or a space.

    `before` comes back without its hyphen where the hyphen only marks the break, and with a plain one otherwise.
    """
    before, after = before.rstrip(), after.lstrip()
    broken, first = _broken_word(before), FIRST_WORD.match(after)
    if broken is None:
        return (before[:-1] + "-", "") if _ends_in_number(before) else (before, " ")
    hyphen = before[-1]
    if first is None:
        return before[:-1] + "-", "" if after[:1].isdigit() else " "
    first_half, second_half = broken.group(1), first.group()
    is_typeset = hyphen in vocabulary.typeset_hyphens
    if second_half.lower() in _hanging_hyphen() and not is_typeset:
        return before[:-1] + "-", " "
    is_name = second_half[0].isupper() and not first_half.isupper()
    if is_name or vocabulary.is_compound(first_half.lower(), second_half.lower(), hyphen):
        return before[:-1] + "-", ""
    return before[:-1], ""


def _ends_in_number(before: str) -> bool:
    return bool(before) and before[-1] in HYPHENS and before[-2:-1].isdigit()


def join_lines(lines: Iterable[str], vocabulary: Vocabulary) -> str:
    """Join lines to one running text, broken words put together."""
    text = ""
    for line in lines:
        if text:
            text, between = resolve_hyphen(text, line, vocabulary)
            text += between + line.lstrip()
        else:
            text = line.strip()
    return text
