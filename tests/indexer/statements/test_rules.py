"""Reading files of rules."""

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.statements.rule_files import load_statement_rules
from indexer.statements.rules import load_rule_set

RULE = """
language = "en"
[classes]
past = ["adopted"]
both = ["{past}", "signed"]
[guards]
before = ["not"]
[[rule]]
id = "one"
status = "decided"
patterns = ["{both}"]
examples = ["The council adopted it."]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "en.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_classes_may_hold_classes(tmp_path: Path) -> None:
    """A class that stands before may be part of another."""
    rules = load_rule_set(written(tmp_path, RULE))
    assert rules.triggers.keys() == {"adopted", "signed"}
    assert [rule.id for rule in rules.candidates(frozenset({"signed"}))] == ["one"]
    assert rules.candidates(frozenset({"it"})) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('status = "decided"', 'status = "done"', "no status 'done'"),
        ('status = "decided"', 'status = "decided"\nstrength = "very"', "no strength"),
        ('status = "decided"', 'status = "decided"\nsubject = "cat"', "'subject' must be one of"),
        ('status = "decided"', 'status = "decided"\ncolour = "red"', "unknown key 'colour'"),
        ('examples = ["The council adopted it."]', "", "no examples"),
        ('"{both}"', '"{none}"', "no class 'none'"),
        ('"{past}", "signed"', '"{later}", "signed"', "does not stand before"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    """An error says file, rule and what is wrong."""
    with pytest.raises(CorpusError, match=message):
        load_rule_set(written(tmp_path, RULE.replace(old, new)))


def test_two_rules_may_not_share_a_name(tmp_path: Path) -> None:
    """The name of a rule stands in its records, so it is unique."""
    again = RULE[RULE.index("[[rule]]") :]
    with pytest.raises(CorpusError, match="two rules are called 'one'"):
        load_rule_set(written(tmp_path, RULE + again))


def test_a_corpus_may_have_no_rules(tmp_path: Path) -> None:
    """Without the folder there are no statements, and no error."""
    rules = load_statement_rules(tmp_path / "rules")
    assert not rules.languages
    assert not rules.actors.subjects.fits("actor", "The council ")
