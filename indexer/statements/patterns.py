"""The small language in which rules are written: words, classes of words, gaps.

A pattern is a sequence of tokens parted by spaces and is matched against folded text (no case, no accents):

    adopted          a word
    is|are|was       one of several
    recommend*       a word that begins so
    {body}           one of the phrases of the class `body` of the same file
    will|{modal}     words and classes may be mixed
    not?             may be missing
    ~4               up to four words of any kind, within the clause (no semicolon, colon or bracket)
    ^                the start of the sentence, at the beginning of a pattern only

Between tokens there may be commas and quotation marks; an apostrophe parts words as a space does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.statements.folding import fold_in_place

_BETWEEN = r"[,\"“”«»]*(?:\s+|')[\"“”«»]*"
_GAP_WORD = r"[^\s;:()]+"
_CLASS = re.compile(r"\{([a-z_]+)\}")

Classes = Mapping[str, tuple[str, ...]]

_COMMON = frozenset(
    """a an and are as at be been being by can de del des du el en es est et for from had has have have in is it its la
    las le les los may más must not of on or para par por pour que qui se sa should son that the these this to un una
    une was were which who will with y shall no ne pas ha han sera seran sont fue fueron a ete au aux""".split()
)
"""Words in so many sentences that their presence says nothing about whether a rule may fire."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. A text that has none of the words `needs` cannot match; None means that any text may."""

    regex: re.Pattern[str]
    needs: frozenset[str] | None


class PatternError(ValueError):
    """A pattern that is not of the language; the message says what is wrong."""


def compile_pattern(source: str, classes: Classes) -> Pattern:
    """Compiles a pattern. Raises PatternError."""
    parts: list[str] = []
    needs: list[frozenset[str]] = []
    tokens = source.split()
    if not tokens:
        raise PatternError("an empty pattern")
    anchored = tokens[0] == "^"
    pending = ""
    for token in tokens[anchored:]:
        if gap := re.fullmatch(r"~(\d+)", token):
            pending += f"(?:{_GAP_WORD}{_BETWEEN}){{0,{gap.group(1)}}}?"
            continue
        optional = token.endswith("?")
        body, words = _alternatives(token.rstrip("?"), classes)
        if optional:
            pending += f"(?:{body}{_BETWEEN})?"
            continue
        parts.append((_BETWEEN if parts else "") + pending + body)
        pending = ""
        if words is not None:
            needs.append(words)
    if pending or not parts:
        raise PatternError(f"{source!r} must end in a word that is not optional")
    start = r"^\W*(?:\d+\W+)?" if anchored else r"(?<![\w-])"
    return Pattern(re.compile(start + "".join(parts) + r"(?![\w-])"), _rarest(needs))


def _alternatives(token: str, classes: Classes) -> tuple[str, frozenset[str] | None]:
    """The expression for one token, and the words of which one must be there (None where it is a beginning)."""
    phrases: list[str] = []
    for choice in token.split("|"):
        if found := _CLASS.fullmatch(choice):
            if found.group(1) not in classes:
                raise PatternError(f"there is no class {found.group(1)!r}")
            phrases += classes[found.group(1)]
        elif re.fullmatch(r"[^\W_][\w'’.-]*\*?", choice):
            phrases.append(choice)
        else:
            raise PatternError(f"{choice!r} is no word")
    folded = sorted({fold_in_place(phrase) for phrase in phrases}, key=len, reverse=True)
    body = "(?:" + "|".join(map(_phrase, folded)) + ")"
    firsts = [re.split(r"[\s']", phrase)[-1] for phrase in folded]
    return body, None if any(word.endswith("*") for word in firsts) else frozenset(firsts)


def _phrase(phrase: str) -> str:
    words = [
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in re.split(r"\s+", phrase)
    ]
    return r"\s+".join(words)


def _rarest(needs: list[frozenset[str]]) -> frozenset[str] | None:
    """Of the sets of words of which one must be there, the one with the fewest common words."""
    telling = [words for words in needs if not words & _COMMON]
    chosen = telling or needs
    return min(chosen, key=len) if chosen else None
