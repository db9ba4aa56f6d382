"""The lexicon of actors: which words name a government, employers, workers, the three together or an organization."""

import re
from dataclasses import dataclass
from pathlib import Path

from indexer.corpus.toml_table import read_toml
from indexer.records.statement import ACTOR_GROUPS, ActorGroup
from indexer.statements.subjects import SubjectMatcher, compile_heads

FILE = "actors.toml"


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """The heads of actors' names by group, in the order in which groups are tried, and who may be a subject."""

    groups: tuple[tuple[ActorGroup, re.Pattern[str]], ...]
    subjects: SubjectMatcher


EMPTY_LEXICON = ActorLexicon((), SubjectMatcher(*(compile_heads(()) for _ in range(3))))
"""The lexicon of a corpus that has none."""


def load_actors(folder: Path) -> ActorLexicon:
    """Reads the lexicon of a folder of rules. Raises CorpusError; a folder without one knows nobody."""
    path = folder / FILE
    if not path.is_file():
        return EMPTY_LEXICON
    file = read_toml(path)
    file.refuse_keys_beyond({"programme", "pronoun", "group"})
    groups = []
    everyone: list[str] = []
    for entry in file.tables("group"):
        entry.refuse_keys_beyond({"name", "heads"})
        name = entry.text("name")
        if name not in ACTOR_GROUPS:
            raise entry.error(f"there is no group {name!r}; write one of {', '.join(ACTOR_GROUPS)}")
        heads = entry.texts("heads")
        everyone += heads
        groups.append((name, compile_heads(heads)))
    others = (compile_heads(file.table(name).texts("heads")) for name in ("programme", "pronoun"))
    return ActorLexicon(tuple(groups), SubjectMatcher(compile_heads(everyone), *others))
