"""Everything by which statements are found: the files of a corpus's folder `rules`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer.statements.actors import FILE, ActorLexicon, load_actors
from indexer.statements.rules import RuleSet, load_rule_set


@dataclass(frozen=True, slots=True)
class StatementRules:
    """The rules of each language, by its code, and the lexicon of actors."""

    languages: Mapping[str, RuleSet]
    actors: ActorLexicon


def load_statement_rules(folder: Path) -> StatementRules:
    """Reads a folder of rules. Raises CorpusError; a folder that is not there has no rules and finds nothing."""
    sets = [load_rule_set(path) for path in rule_files(folder) if path.name != FILE]
    return StatementRules({each.language: each for each in sets}, load_actors(folder))


def rule_files(folder: Path) -> list[Path]:
    """The files of a folder of rules, in their order."""
    return sorted(folder.glob("*.toml"))
