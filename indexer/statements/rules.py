"""The rules by which statements are found: read from corpus/rules, one file a language, and compiled.

Their form is explained in corpus/rules/README.md.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from indexer.records.statement import STATUSES, STRENGTHS, Status, Strength
from indexer.statements.patterns import Pattern, PatternError, compile_pattern
from indexer.toml_table import TomlTable, read_toml

_RULE_KEYS = frozenset(
    {"id", "status", "strength", "patterns", "subject", "unless", "unless_before", "unless_after", "examples", "not"}
)
_SUBJECTS = ("any", "actor", "named")
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `status` None says that what matches is no statement, and that later rules need not be asked.

    It fires where one of `patterns` matches and none of `unless` matches in the same clause, none of
    `unless_before` in the words right before, none of `unless_after` in those right after. `subject` "actor" asks
    for an actor before the match in the sentence. `examples` are sentences on which it must fire, `counter`
    sentences on which it must not.
    """

    id: str
    status: Status | None
    strength: Strength
    patterns: tuple[Pattern, ...]
    subject: str
    unless: tuple[Pattern, ...]
    unless_before: tuple[Pattern, ...]
    unless_after: tuple[Pattern, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one language in the order in which they are tried."""

    language: str
    rules: tuple[Rule, ...]


def load_rules(folder: Path) -> dict[str, RuleSet]:
    """The rules of each language. Raises CorpusError, naming file, rule and remedy; a missing folder has no rules."""
    sets = (_rule_set(read_toml(path)) for path in rule_files(folder) if path.stem != "actors")
    return {each.language: each for each in sets}


def rule_files(folder: Path) -> list[Path]:
    """The files that say how statements are found."""
    return sorted(folder.glob("*.toml"))


def _rule_set(file: TomlTable) -> RuleSet:
    file.refuse_keys_beyond({"language", "classes", "rule"})
    classes = _classes(file)
    rules = tuple(_rule(entry.named("id"), classes) for entry in file.tables("rule"))
    seen: dict[str, int] = defaultdict(int)
    for rule in rules:
        seen[rule.id] += 1
        if seen[rule.id] > 1:
            raise file.error(f"two rules are called {rule.id!r}; rename one")
    return RuleSet(file.text("language"), rules)


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


def _rule(entry: TomlTable, classes: dict[str, tuple[str, ...]]) -> Rule:
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

    def compiled(key: str) -> tuple[Pattern, ...]:
        return tuple(_compile(entry, entry.texts(key), classes))

    return Rule(
        id=entry.text("id"),
        status=None if status == _NONE else cast(Status, status),
        strength=strength,
        patterns=compiled("patterns"),
        subject=subject,
        unless=compiled("unless"),
        unless_before=compiled("unless_before"),
        unless_after=compiled("unless_after"),
        examples=entry.texts("examples"),
        counter=entry.texts("not"),
    )


def _compile(entry: TomlTable, sources: Iterable[str], classes: dict[str, tuple[str, ...]]) -> Iterable[Pattern]:
    for source in sources:
        try:
            yield compile_pattern(source, classes)
        except PatternError as error:
            raise entry.error(f"pattern {source!r}: {error}") from error
