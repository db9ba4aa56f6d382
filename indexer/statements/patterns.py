"""The pattern language of the rules: words, classes of words, gaps.

A pattern is a sequence of tokens separated by spaces. It is matched against text in lower case, accents kept.

    adopted          a word
    is|are|was       one of several
    recommend*       a word with this beginning
    *ed              a word with this ending
    {body}           one of the phrases of the class `body` of the same file
    will|{modal}     words and classes may be mixed
    not?             an optional word
    ~4               up to four words of any kind, within the clause (no semicolon, colon or bracket)
    ^                the start of the sentence, at the beginning of a pattern only

Between tokens there may be commas and quotation marks; an apostrophe separates words as a space does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from indexer.statements.folding import lower_same_length

_BETWEEN = r"[,\"“”«»]*(?:\s+|')[\"“”«»]*"
_GAP_WORD = r"[^\s;:()]+"
_CLASS = re.compile(r"\{([a-z_]+)\}")
_WORD = re.compile(r"[*\w][\w'’./*%-]*")

Classes = Mapping[str, tuple[str, ...]]

_COMMON = frozenset(
    """a an and are as at be been being by can de del des du el en es est et for from had has have in is it its la
    las le les los más not of on or para par por pour que qui se son that the these this to un una
    une was were which who with y no ne pas ha han ont sont fue fueron a été au aux s l d""".split()
)
"""Words too frequent to exclude a rule by their absence."""


@dataclass(frozen=True, slots=True)
class RulePattern:
    """A pattern as an expression. A text with none of the words `needs` cannot match; with None, any text may."""

    expression: str
    needs: frozenset[str] | None

    @property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled when a text first needs it: compiling all of them takes about a second."""
        return _compiled(self.expression)

    def may_match(self, words: frozenset[str]) -> bool:
        """Return whether a text with these words can match."""
        return self.needs is None or not self.needs.isdisjoint(words)


_compiled = lru_cache(maxsize=None)(re.compile)


class PatternError(ValueError):
    """A malformed pattern; the message says what is wrong."""


def compile_pattern(source: str, classes: Classes) -> RulePattern:
    """Compile a pattern. Raise PatternError where it is malformed."""
    body: list[str] = []
    needs: list[frozenset[str]] = []
    tokens = source.split()
    anchored = tokens[:1] == ["^"]
    is_first = True
    for token in tokens[anchored:]:
        if gap := re.fullmatch(r"~(\d+)", token):
            body.append(rf"(?:{_BETWEEN}{_GAP_WORD}){{0,{gap.group(1)}}}?")
            continue
        choices, words = _alternatives(token.rstrip("?"), classes)
        if token.endswith("?"):
            body.append(f"(?:{choices}{_BETWEEN})?" if is_first else f"(?:{_BETWEEN}{choices})?")
            continue
        body.append(choices if is_first else _BETWEEN + choices)
        is_first = False
        needs.append(words)
    if not needs or tokens[-1].endswith("?") or tokens[-1].startswith("~"):
        raise PatternError(f"{source!r} must end in a word that is not optional")
    start = r"^[\W\d]*" if anchored else r"(?<![\w-])"
    return RulePattern(start + "".join(body) + r"(?![\w-])", _rarest(needs))


def _alternatives(token: str, classes: Classes) -> tuple[str, frozenset[str]]:
    """Return the regex of one token, and the words of which one must occur (none where it is not a whole word)."""
    phrases: list[str] = []
    for choice in token.split("|"):
        if found := _CLASS.fullmatch(choice):
            if found.group(1) not in classes:
                raise PatternError(f"there is no class {found.group(1)!r}")
            phrases += classes[found.group(1)]
        elif _WORD.fullmatch(choice):
            phrases.append(choice)
        else:
            raise PatternError(f"{choice!r} is not a word")
    lower = sorted({lower_same_length(phrase) for phrase in phrases}, key=len, reverse=True)
    firsts = [re.split(r"[\s']", phrase)[0] for phrase in lower]
    partial = any("*" in word for word in firsts)
    return "(?:" + "|".join(map(_phrase, lower)) + ")", frozenset() if partial else frozenset(firsts)


def _phrase(phrase: str) -> str:
    return r"\s+".join(re.escape(word).replace(r"\*", r"[\w-]*") for word in phrase.split())


def _rarest(needs: list[frozenset[str]]) -> frozenset[str] | None:
    """Return the most selective set of words of which one must occur; None if no whole word must."""
    whole = [words for words in needs if words]
    selective = [words for words in whole if not words & _COMMON]
    return min(selective or whole, key=len) if whole else None
