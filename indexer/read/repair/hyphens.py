"""Words broken at the end of a line: whether the hyphen there belongs to the word is read off the document itself."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

SOFT_HYPHEN = "\u00ad"
UNICODE_HYPHEN = "\u2010"
"""Some typesetters break words with it; some authors write every hyphen so."""

HYPHENS = f"{SOFT_HYPHEN}{UNICODE_HYPHEN}\ufffe-"
"""All signs of a broken word; pdfium reports a plain or soft hyphen at a line's end as U+FFFE."""

BROKEN = re.compile(rf"([^\W\d_]+(?:['’-][^\W\d_]+)*)[{re.escape(HYPHENS)}]$")
FIRST = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
WORD = re.compile(rf"[^\W\d_]+(?:['’{UNICODE_HYPHEN}-][^\W\d_]+)*")
SUSPENDED = frozenset("and or nor to et ou y o u e und oder bis".split())
"""Words before which a hyphen stays and a space follows, as in "short- and long-term"."""

LONGEST_WORD = 80
"""Characters at a line's end in which the first half of a word is looked for."""

MEANT = 3
"""So many typesetter's hyphens show that the document has its own sign for breaks."""

BREAKS_WORDS = 0.15
"""A document breaks words at line ends where this share of its broken words occurs elsewhere in one piece."""

WHOLE_WORD = 4
"""Letters that both halves must have before their being words by themselves counts for a compound."""


@dataclass(slots=True)
class Vocabulary:
    """The words that a document uses unbroken, by lower-case form, and how it breaks words.

    `firsts` and `lasts` count the ends of its compounds, `breaks` holds stem, head and hyphen of each broken word,
    and `inside` counts the Unicode hyphens that stand inside a line.
    """

    words: Counter[str] = field(default_factory=Counter)
    firsts: Counter[str] = field(default_factory=Counter)
    lasts: Counter[str] = field(default_factory=Counter)
    breaks: list[tuple[str, str, str]] = field(default_factory=list)
    inside: int = 0
    _typeset: str | None = None
    _breaks_words: bool | None = None
    _has_own_sign: bool | None = None

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Vocabulary":
        """The vocabulary of a document's lines in their order.

        A broken word goes on with the next line that begins with a small letter: notes may stand between.
        """
        vocabulary = cls()
        stem = hyphen = ""
        for line in lines:
            text = line.strip()
            head = FIRST.match(text) if stem and text[:1].islower() else None
            if head:
                vocabulary.breaks.append((stem, head.group().lower(), hyphen))
                stem = ""
            broken = _broken_word(text)
            if broken:
                stem, hyphen = broken.group(1).lower(), text[-1]
            vocabulary._count(text[: text.rfind(" ") + 1] if broken else text, head.end() if head else 0)
        return vocabulary

    def _count(self, text: str, start: int) -> None:
        """Counts the words of a line's text from `start` on."""
        self.inside += text.count(UNICODE_HYPHEN)
        for match in WORD.finditer(text, start):
            word = match.group().lower().replace(UNICODE_HYPHEN, "-")
            self.words[word] += 1
            if "-" in word:
                halves = word.split("-")
                self.firsts[halves[0]] += 1
                self.lasts[halves[-1]] += 1

    def typeset_hyphens(self) -> str:
        """The hyphens that, in this document, never are the author's."""
        if self._typeset is None:
            at_ends = sum(hyphen == UNICODE_HYPHEN for _, _, hyphen in self.breaks)
            self._typeset = SOFT_HYPHEN + (UNICODE_HYPHEN if self.inside < at_ends else "")
        return self._typeset

    def breaks_words(self) -> bool:
        """Whether hyphens that may be the author's are, in this document, often a typesetter's."""
        if self._breaks_words is None:
            open_ones = [stem + head for stem, head, hyphen in self.breaks if hyphen not in self.typeset_hyphens()]
            split = sum(bool(self.words[word]) for word in open_ones)
            self._breaks_words = split >= max(1, BREAKS_WORDS * len(open_ones))
        return self._breaks_words

    def has_own_sign(self) -> bool:
        """Whether the document has a hyphen of its own for breaking words, and so means all others."""
        if self._has_own_sign is None:
            typeset = sum(hyphen in self.typeset_hyphens() for _, _, hyphen in self.breaks)
            self._has_own_sign = typeset >= MEANT
        return self._has_own_sign

    def is_compound(self, stem: str, head: str, hyphen: str) -> bool:
        """Whether two halves, in lower case, are written with a hyphen where no line breaks them."""
        tail = stem.rsplit("-", 1)[-1]
        joined, compound = self.words[stem + head], self.words[f"{stem}-{head}"]
        if joined or compound:
            return compound > joined
        if hyphen in self.typeset_hyphens():
            return False
        if self.has_own_sign() or self.firsts[tail] or self.lasts[head]:
            return True
        if not self.breaks_words():
            return bool(self.words[tail] or self.words[head])
        return min(len(tail), len(head)) >= WHOLE_WORD and bool(self.words[tail] and self.words[head])


def is_broken(line: str) -> bool:
    """Whether a line ends in the first half of a word."""
    return _broken_word(line.rstrip()) is not None


def _broken_word(text: str) -> re.Match[str] | None:
    """The first half of a word, with its hyphen, at the end of a text that does not end in white space."""
    if not text or text[-1] not in HYPHENS:
        return None
    return BROKEN.search(text[max(text.rfind(" ") + 1, len(text) - LONGEST_WORD) :])


def resolve_hyphen(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The end of a line and what comes between it and the next one: nothing or a space.

    `before` comes back without its hyphen where the hyphen only marks the break, and with a plain one otherwise.
    """
    before, after = before.rstrip(), after.lstrip()
    broken, first = _broken_word(before), FIRST.match(after)
    if broken is None:
        return (before[:-1] + "-", "") if _ends_in_number(before) else (before, " ")
    hyphen = before[-1]
    if first is None:
        return before[:-1] + "-", "" if after[:1].isdigit() else " "
    stem, head = broken.group(1), first.group()
    is_typeset = hyphen in vocabulary.typeset_hyphens()
    if head.lower() in SUSPENDED and not is_typeset:
        return before[:-1] + "-", " "
    is_name = head[0].isupper() and not stem.isupper()
    if is_name or vocabulary.is_compound(stem.lower(), head.lower(), hyphen):
        return before[:-1] + "-", ""
    return before[:-1], ""


def _ends_in_number(before: str) -> bool:
    return bool(before) and before[-1] in HYPHENS and before[-2:-1].isdigit()


def join_lines(lines: Iterable[str], vocabulary: Vocabulary) -> str:
    """Lines as one running text, broken words put together."""
    text = ""
    for line in lines:
        if text:
            text, between = resolve_hyphen(text, line, vocabulary)
            text += between + line.lstrip()
        else:
            text = line.strip()
    return text
