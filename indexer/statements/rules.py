"""The rules by which statements are found: the files of a corpus's folder `rules`, one for each language.

Their form is explained in corpus/rules/README.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from indexer.corpus.toml_table import TomlTable, read_toml
from indexer.records.statement import STATUSES, STRENGTHS, Status, Strength
from indexer.statements.actors import ACTORS_FILE, ActorLexicon, load_actors
from indexer.statements.patterns import PatternError, RulePattern, compile_pattern

_RULE_KEYS = frozenset(
    {"id", "status", "strength", "patterns", "subject", "figures", "unless", "unless_before", "unless_after"}
    | {"examples", "not"}
)
_SUBJECTS = ("any", "actor", "agent", "programme")
_NONE = "none"


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
    subject: str
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
class RuleSet:
    """The rules of one language in the order in which they are tried."""

    language: str
    rules: tuple[StatementRule, ...]
    guards: RuleGuards
    triggers: Mapping[str, frozenset[int]]
    """The indices of the rules that a word may trigger."""
    always: frozenset[int]
    """The indices of the rules that need no particular word."""

    def candidates(self, words: frozenset[str]) -> list[StatementRule]:
        """Return the rules that may fire on a text with these words, in order."""
        indices = set(self.always)
        for word in words & self.triggers.keys():
            indices |= self.triggers[word]
        return [self.rules[index] for index in sorted(indices)]


def load_rule_set(path: Path) -> RuleSet:
    """Read the rules of one file. Raise CorpusError, naming file, rule and remedy."""
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


def _classes(file: TomlTable) -> dict[str, tuple[str, ...]]:
    """Return the classes of words; one may include others, written {name}, that come before it."""
    table = file.table("classes")
    classes: dict[str, tuple[str, ...]] = {}
    for name in table.content:
        phrases: list[str] = []
        for phrase in table.texts(name):
            if phrase.startswith("{"):
                if phrase[1:-1] not in classes:
                    raise table.error(f"{name!r} holds {phrase}, which must come before it")
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
        requires_number=entry.flag("figures", default=False),
        unless=compiled("unless"),
        unless_before=compiled("unless_before"),
        unless_after=compiled("unless_after"),
        examples=entry.texts("examples"),
        counterexamples=entry.texts("not"),
    )


def _compile(entry: TomlTable, sources: Iterable[str], classes: dict[str, tuple[str, ...]]) -> Iterable[RulePattern]:
    for source in sources:
        try:
            yield compile_pattern(source, classes)
        except PatternError as error:
            raise entry.error(f"pattern {source!r}: {error}") from error


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
