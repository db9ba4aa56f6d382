"""The rules by which statements are found: the files of a corpus's folder `rules`, one for each language.

Their form is explained in corpus/rules/README.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import astuple

from indexer.corpus.toml_file import read_toml
from indexer.errors import CorpusError
from indexer.records.statement import Status, Strength
from indexer.statements.action_tables import Role, TableRules
from indexer.statements.actors import ACTORS_FILE, ActorLexicon, load_actors
from indexer.statements.patterns import PatternError, RulePattern, compile_pattern

Subject = Literal["any", "actor", "agent", "programme"]

Classes = dict[str, tuple[str, ...]]
"""The phrases of each class of words."""


class _RuleEntry(Struct, frozen=True, forbid_unknown_fields=True, rename={"counterexamples": "not"}):
    id: str
    status: Status | Literal["none"]
    strength: Strength = "none"
    subject: Subject = "any"
    figures: bool = False
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    unless_after: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


class _GuardsTable(Struct, frozen=True, forbid_unknown_fields=True):
    before: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    subordinate: tuple[str, ...] = ()


class _ListsTable(Struct, frozen=True, forbid_unknown_fields=True):
    headings: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class _ActionsTable(Struct, frozen=True, forbid_unknown_fields=True):
    heads: dict[Role, tuple[str, ...]] = {}
    states: dict[Status, tuple[str, ...]] = {}


class _RulesFile(Struct, frozen=True, forbid_unknown_fields=True):
    language: str
    guards: _GuardsTable
    classes: Classes
    lists: _ListsTable = _ListsTable()
    table: _ActionsTable = _ActionsTable()
    rule: tuple[_RuleEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementRule:
    """One rule. With `status` None, what matches is no statement, and later rules are not tried.

    It fires where one of `patterns` matches and none of `unless` matches in the same clause, none of
    `unless_before` in the words right before, none of `unless_after` in those right after. `subject` "actor" requires
    an actor as the subject, "agent" an actor or a pronoun, "programme" an actor or a programme; `requires_number` asks
    for a number in the sentence. It must fire on each of `examples` and on none of `counterexamples`.
    """

    id: str
    status: Status | None
    strength: Strength
    patterns: tuple[RulePattern, ...]
    subject: Subject
    requires_number: bool
    unless: tuple[RulePattern, ...]
    unless_before: tuple[RulePattern, ...]
    unless_after: tuple[RulePattern, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleGuards:
    """Patterns that keep every rule of a language from firing.

    `before` right before the match, `clause` before it in its clause, `subordinate` between the last comma and it.
    """

    before: tuple[RulePattern, ...] = ()
    clause: tuple[RulePattern, ...] = ()
    subordinate: tuple[RulePattern, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRules:
    """Lists of recommendations: the headings or lines that introduce them, and how their items start."""

    headings: tuple[RulePattern, ...] = ()
    items: tuple[RulePattern, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one language in the order in which they are tried."""

    language: str
    rules: tuple[StatementRule, ...]
    guards: RuleGuards
    triggers: Mapping[str, frozenset[int]]
    """The indices of the rules that a word may trigger."""
    always: frozenset[int]
    """The indices of the rules that need no particular word."""
    lists: ListRules = field(default_factory=ListRules)
    table: TableRules = field(default_factory=TableRules)

    def candidates(self, words: frozenset[str]) -> list[StatementRule]:
        """Return the rules that may fire on a text with these words, in order."""
        indices = set(self.always)
        for word in words & self.triggers.keys():
            indices |= self.triggers[word]
        return [self.rules[index] for index in sorted(indices)]


def load_rule_set(path: Path) -> RuleSet:
    """Read the rules of one file. Raise CorpusError, naming file, rule and remedy."""
    file = read_toml(path, _RulesFile)
    classes = _classes(file.classes, f"{path.name}, classes")
    for rule_id, count in Counter(rule.id for rule in file.rule).items():
        if count > 1:
            raise CorpusError(f"{path.name}: two rules are called {rule_id!r}; rename one")
    rules = tuple(_rule(entry, classes, f"{path.name}, rule {entry.id!r}") for entry in file.rule)
    guards = RuleGuards(*(_compile(each, classes, f"{path.name}, guards") for each in astuple(file.guards)))
    triggers, always = _triggers(rules)
    lists = ListRules(*(_compile(each, classes, f"{path.name}, lists") for each in astuple(file.lists)))
    states = {words: status for status, phrases in file.table.states.items() for words in phrases}
    return RuleSet(file.language, rules, guards, triggers, always, lists, TableRules(file.table.heads, states))


def _triggers(rules: Iterable[StatementRule]) -> tuple[dict[str, frozenset[int]], frozenset[int]]:
    """Return which words may trigger which rules, and the rules that any text may trigger."""
    triggers: dict[str, set[int]] = defaultdict(set)
    always = set()
    for index, rule in enumerate(rules):
        for pattern in rule.patterns:
            if pattern.needs is None:
                always.add(index)
            for word in pattern.needs or ():
                triggers[word].add(index)
    return {word: frozenset(indices) for word, indices in triggers.items()}, frozenset(always)


def _classes(given: Classes, where: str) -> Classes:
    """Return the classes of words; one may include others, written {name}, that come before it."""
    classes: Classes = {}
    for name, phrases in given.items():
        expanded: list[str] = []
        for phrase in phrases:
            if phrase.startswith("{") and phrase[1:-1] not in classes:
                raise CorpusError(f"{where}: {name!r} holds {phrase}, which must come before it")
            expanded += classes[phrase[1:-1]] if phrase.startswith("{") else (phrase,)
        classes[name] = tuple(expanded)
    return classes


def _rule(entry: _RuleEntry, classes: Classes, where: str) -> StatementRule:
    if not entry.examples:
        raise CorpusError(f"{where}: has no examples; add at least one sentence on which it fires")
    return StatementRule(
        id=entry.id,
        status=None if entry.status == "none" else entry.status,
        strength=entry.strength,
        patterns=_compile(entry.patterns, classes, where),
        subject=entry.subject,
        requires_number=entry.figures,
        unless=_compile(entry.unless, classes, where),
        unless_before=_compile(entry.unless_before, classes, where),
        unless_after=_compile(entry.unless_after, classes, where),
        examples=entry.examples,
        counterexamples=entry.counterexamples,
    )


def _compile(sources: Iterable[str], classes: Classes, where: str) -> tuple[RulePattern, ...]:
    patterns = []
    for source in sources:
        try:
            patterns.append(compile_pattern(source, classes))
        except PatternError as error:
            raise CorpusError(f"{where}: pattern {source!r}: {error}") from error
    return tuple(patterns)


@dataclass(frozen=True, slots=True)
class StatementRules:
    """The rules of each language, by its code, and the lexicon of actors."""

    languages: Mapping[str, RuleSet]
    actors: ActorLexicon


def load_statement_rules(folder: Path) -> StatementRules:
    """Read a folder of rules; a missing one has no rules. Raise CorpusError where a file is malformed."""
    sets = [load_rule_set(path) for path in rule_files(folder) if path.name != ACTORS_FILE]
    return StatementRules({each.language: each for each in sets}, load_actors(folder))


def rule_files(folder: Path) -> list[Path]:
    """Return the files of a folder of rules, in order."""
    return sorted(folder.glob("*.toml"))
