"""Classify a sentence as a statement, or as none, by the rules of its language."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from indexer.records.statement import Status, Strength
from indexer.statements.actors import SubjectMatcher
from indexer.statements.folding import lower_same_length
from indexer.statements.patterns import RulePattern
from indexer.statements.rules import RuleGuards, RuleSet, StatementRule

PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|ser|fue|fueron|sido|será|serán|être|est|sont|été|sera|seront|fut|foi|foram|được)\b"
)
"""The auxiliaries of the passive."""
_WORDS = re.compile(r"[\w-]+")
_CLAUSE_END = re.compile(r"[;:]")
_TITLE = re.compile(r"[“«\"]([^“”«»\"]{3,90})[”»\"]")
_FIGURE = re.compile(r"\d")
_MARKER = re.compile(r"^\s*(?:[-–—•▪◦*·]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s*", re.IGNORECASE)
_MAX_WORDS_AFTER_VERB = 4
"""How many words may follow the verb of a lead-in that its items complete ("should also consider the following:")."""
_MAX_COMPLETION_WORDS = 8
_MAX_HEADING_WORDS = 10
"""A heading or line with more words does not only say that recommendations follow."""
_MIN_WORDS = 3
"""A sentence has a subject, a verb and an object."""
_MAX_CHARACTERS = 5_000
"""Longer texts are tables or attacks, and are not searched."""
_CONTEXT = 60
"""How many characters before and after a match count as next to it, unless a clause ends sooner."""


@dataclass(frozen=True, slots=True)
class Classification:
    """The status and strength of a sentence, the rule that fired and the range that it matched."""

    status: Status
    strength: Strength
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Texts:
    """A sentence as written, in lower case, its words, and the lead-in of its list."""

    text: str
    lower: str
    words: frozenset[str]
    lead_in: str


def classify(text: str, rules: RuleSet, subjects: SubjectMatcher, lead_in: str = "") -> Classification | None:
    """Return the classification by the rule that fires first in the sentence, since main verbs come first.

    Of two rules that fire at the same position, the earlier in the file wins. `lead_in` is the line that introduces the
    list of which the sentence is an item: it gives its subject to an item that starts with its verb ("UNFPA: (a)
    launched a policy"), and its status to an item that completes it ("The Board should: (a) review the fees").
    """
    found = _classify(text, rules, subjects, lead_in)
    if found or not lead_in:
        return found
    inherited = _classify(lead_in, rules, subjects, "")
    is_open = inherited is not None and len(lead_in[inherited.end :].split()) <= _MAX_WORDS_AFTER_VERB
    if inherited and is_open and not _is_complete(text):
        return replace(inherited, start=0, end=0)
    is_recommended = introduces_recommendations(lead_in, rules) and _starts_an_item(text, rules)
    return Classification("recommended", "should", f"{rules.language}-list", 0, 0) if is_recommended else None


def introduces_recommendations(lead_in: str, rules: RuleSet) -> bool:
    """Return whether a heading or line says that recommendations follow."""
    is_short = len(lead_in.split()) <= _MAX_HEADING_WORDS
    return is_short and _matches(rules.lists.headings, lower_same_length(lead_in))


def _starts_an_item(text: str, rules: RuleSet) -> bool:
    """Return whether a text starts as an item of a list of recommendations does: with an infinitive or imperative."""
    item = lower_same_length(_MARKER.sub("", text))
    return len(item.split()) >= _MIN_WORDS and _matches(rules.lists.items, item)


def _is_complete(text: str) -> bool:
    """Return whether an item is a sentence or a name rather than the completion of its lead-in."""
    item = _MARKER.sub("", text)
    words = item.split()
    is_name = sum(word[:1].islower() for word in words) < len(words) / 3
    return is_name or (item[:1].isupper() and item.rstrip().endswith(".") and len(words) > _MAX_COMPLETION_WORDS)


def _classify(text: str, rules: RuleSet, subjects: SubjectMatcher, lead_in: str) -> Classification | None:
    lower = lower_same_length(text)
    words = frozenset(_WORDS.findall(lower))
    candidates = rules.candidates(words)
    if not candidates or _is_not_prose(text):
        return None
    taken = [match.span() for match in _TITLE.finditer(lower) if match.end() - match.start() < len(lower) - 3]
    best: Classification | None = None
    for rule in candidates:
        span = _find_match(rule, rules.guards, _Texts(text, lower, words, lead_in), subjects, taken)
        if span and rule.status is None:
            taken.append(span)
        elif span and rule.status:
            found = Classification(rule.status, rule.strength, rule.id, *span)
            best = found if best is None or _comes_before(found, best) else best
    return best


def _comes_before(one: Classification, other: Classification) -> bool:
    """Return whether a classification decides before another: that of the first verb, results after all others."""
    return (one.status == "achieved", one.start) < (other.status == "achieved", other.start)


def _find_match(
    rule: StatementRule, guards: RuleGuards, texts: _Texts, subjects: SubjectMatcher, taken: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the range that the rule matches, or None."""
    lower, words = texts.lower, texts.words
    if rule.requires_number and not _FIGURE.search(lower):
        return None
    for pattern in _possible(rule.patterns, words):
        for match in pattern.regex.finditer(lower):
            start, end = match.span()
            if any(low < end and start < high for low, high in taken):
                continue
            clause = _clause(lower, start, end)
            before = lower[max(clause[0], start - _CONTEXT) : start]
            after = lower[end : min(clause[1], end + _CONTEXT)]
            if (
                not _matches(_possible(rule.unless, words), lower[clause[0] : clause[1]])
                and not _matches((*guards.before, *rule.unless_before), before, at_end=True)
                and not _matches(_possible(guards.clause, words), lower[clause[0] : start])
                and not _matches(_possible(guards.subordinate, words), lower[clause[0] : start].rpartition(",")[2])
                and not _matches(rule.unless_after, after, at_start=True)
                and subjects.matches(rule.subject, _before(texts, clause[0], start))
            ):
                return start, end
    return None


def _possible(patterns: Iterable[RulePattern], words: frozenset[str]) -> Iterator[RulePattern]:
    """Yield the patterns that can match a text with these words, or a part of it that cuts none of them."""
    return (pattern for pattern in patterns if pattern.may_match(words))


def _before(texts: _Texts, first: int, start: int) -> str:
    """Return the text before a match, or the lead-in of an item that starts with the match."""
    before = texts.text[first:start]
    return before if _MARKER.sub("", before).strip() or not texts.lead_in else texts.lead_in.rstrip(" :")


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the clause, between semicolons or colons, that holds the match."""
    cuts = [match.end() for match in _CLAUSE_END.finditer(text)]
    first = max((cut for cut in cuts if cut <= start), default=0)
    return first, min((cut for cut in cuts if cut > end), default=len(text))


def _matches(patterns: Iterable[RulePattern], text: str, *, at_start: bool = False, at_end: bool = False) -> bool:
    """Return whether any of the patterns matches: anywhere, or touching the start or the end of the text."""
    for pattern in patterns:
        for match in pattern.regex.finditer(text):
            touches_start = not at_start or not text[: match.start()].strip(" ,\"'“”")
            touches_end = not at_end or not text[match.end() :].strip(" ,\"'“”")
            if touches_start and touches_end:
                return True
    return False


def _is_not_prose(text: str) -> bool:
    """Return whether the text is a heading, a row of a table or a reference rather than a sentence."""
    if len(text) > _MAX_CHARACTERS or " | " in text:
        return True
    words = text.split()
    small = sum(word[:1].islower() for word in words)
    return len(words) < _MIN_WORDS or small * 5 < len(words)
