"""The rules by which statements are found: read from corpus/rules, one file a language.

Their form is explained in corpus/rules/README.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from indexer.corpus.toml_table import TomlTable, read_toml
from indexer.records.statement import STATUSES, STRENGTHS, Status, Strength
from indexer.statements.patterns import PatternError, RulePattern, compile_pattern

_RULE_KEYS = frozenset(
    {"id", "status", "strength", "patterns", "subject", "figures", "unless", "unless_before", "unless_after"}
    | {"examples", "not"}
)
_SUBJECTS = ("any", "actor", "agent", "programme")
_NONE = "none"


@dataclass(frozen=True, slots=True)
class StatementRule:
    """One rule. `status` None says that what matches is no statement, and that later rules need not be asked.

    It fires where one of `patterns` matches and none of `unless` matches in the same clause, none of
    `unless_before` in the words right before, none of `unless_after` in those right after. `subject` "actor" asks
    for an actor as the subject, "agent" for an actor or a pronoun,
    "programme" for an actor or a programme; `figures` for a number in the
    sentence. `examples` are sentences on which it must fire, `counter`
    sentences on which it must not.
    """

    id: str
    status: Status | None
    strength: Strength
    patterns: tuple[RulePattern, ...]
    subject: str
    figures: bool
    unless: tuple[RulePattern, ...]
    unless_before: tuple[RulePattern, ...]
    unless_after: tuple[RulePattern, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleGuards:
    """What keeps every rule of a language from firing: `before` right before the match, `clause` before it in
    its clause, `subordinate` between the last comma and it.
    """

    before: tuple[RulePattern, ...] = ()
    clause: tuple[RulePattern, ...] = ()
    subordinate: tuple[RulePattern, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one language in the order in which they are tried."""

    language: str
    rules: tuple[StatementRule, ...]
    guards: RuleGuards
    triggers: Mapping[str, frozenset[int]]
    """The rules that a word may set off, by their places."""
    always: frozenset[int]
    """The rules that need no particular word."""

    def candidates(self, words: frozenset[str]) -> list[StatementRule]:
        """The rules that may fire on a text with these words, in order."""
        places = set(self.always)
        for word in words & self.triggers.keys():
            places |= self.triggers[word]
        return [self.rules[place] for place in sorted(places)]


def load_rule_set(path: Path) -> RuleSet:
    """The rules of one file. Raises CorpusError, naming file, rule and remedy."""
    file = read_toml(path)
    file.refuse_keys_beyond({"language", "classes", "guards", "rule"})
    classes = _classes(file)
    rules = tuple(_rule(entry.named("id"), classes) for entry in file.tables("rule"))
    seen: dict[str, int] = defaultdict(int)
    for rule in rules:
        seen[rule.id] += 1
        if seen[rule.id] > 1:
            raise file.error(f"two rules are called {rule.id!r}; rename one")
    guards = file.table("guards")
    keys = ("before", "clause", "subordinate")
    guards.refuse_keys_beyond(keys)
    found = RuleGuards(*(tuple(_compile(guards, guards.texts(key), classes)) for key in keys))
    triggers, always = _triggers(rules)
    return RuleSet(file.text("language"), rules, found, triggers, always)


def _triggers(rules: Iterable[StatementRule]) -> tuple[dict[str, frozenset[int]], frozenset[int]]:
    """Which words may set off which rules, and the rules that any text may set off."""
    triggers: dict[str, set[int]] = defaultdict(set)
    always = set()
    for place, rule in enumerate(rules):
        for pattern in rule.patterns:
            if pattern.needs is None:
                always.add(place)
            for word in pattern.needs or ():
                triggers[word].add(place)
    return {word: frozenset(places) for word, places in triggers.items()}, frozenset(always)


def _classes(file: TomlTable) -> dict[str, tuple[str, ...]]:
    """The classes of words; one may hold others, written {so}, that stand before it."""
    table = file.table("classes")
    classes: dict[str, tuple[str, ...]] = {}
    for name in table.content:
        phrases: list[str] = []
        for phrase in table.texts(name):
            if phrase.startswith("{"):
                if phrase[1:-1] not in classes:
                    raise table.error(f"{name!r} holds {phrase}, which does not stand before it")
                phrases += classes[phrase[1:-1]]
            else:
                phrases.append(phrase)
        classes[name] = tuple(phrases)
    return classes


def _rule(entry: TomlTable, classes: dict[str, tuple[str, ...]]) -> StatementRule:
    entry.refuse_keys_beyond(_RULE_KEYS)
    status, strength = entry.text("status"), entry.optional_text("strength") or _NONE
    subject = entry.optional_text("subject") or "any"
    if status not in (*STATUSES, _NONE):
        raise entry.error(f"there is no status {status!r}; write one of {', '.join((*STATUSES, _NONE))}")
    if strength not in STRENGTHS:
        raise entry.error(f"there is no strength {strength!r}; write one of {', '.join(STRENGTHS)}")
    if subject not in _SUBJECTS:
        raise entry.error(f"'subject' must be one of {', '.join(_SUBJECTS)}")
    if not entry.texts("examples"):
        raise entry.error("has no examples; add at least one sentence on which it fires")

    def compiled(key: str) -> tuple[RulePattern, ...]:
        return tuple(_compile(entry, entry.texts(key), classes))

    return StatementRule(
        id=entry.text("id"),
        status=None if status == _NONE else cast(Status, status),
        strength=strength,
        patterns=compiled("patterns"),
        subject=subject,
        figures=entry.flag("figures", default=False),
        unless=compiled("unless"),
        unless_before=compiled("unless_before"),
        unless_after=compiled("unless_after"),
        examples=entry.texts("examples"),
        counter=entry.texts("not"),
    )


def _compile(entry: TomlTable, sources: Iterable[str], classes: dict[str, tuple[str, ...]]) -> Iterable[RulePattern]:
    for source in sources:
        try:
            yield compile_pattern(source, classes)
        except PatternError as error:
            raise entry.error(f"pattern {source!r}: {error}") from error
