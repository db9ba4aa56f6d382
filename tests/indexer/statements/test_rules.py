"""Rules: reading them, and the examples that each must match or must not."""

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.settings import ROOT
from indexer.statements.classify import classify
from indexer.statements.rules import StatementRule, load_rule_set, load_statement_rules

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
    """A class may contain one that was defined before it."""
    rules = load_rule_set(written(tmp_path, RULE))
    assert rules.triggers.keys() == {"adopted", "signed"}
    assert [rule.id for rule in rules.candidates(frozenset({"signed"}))] == ["one"]
    assert rules.candidates(frozenset({"it"})) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('status = "decided"', 'status = "done"', "status is 'done'; write one of"),
        ('status = "decided"', 'status = "decided"\nstrength = "very"', "strength is 'very'"),
        ('status = "decided"', 'status = "decided"\nsubject = "cat"', "subject is 'cat'; write one of actor, agent"),
        ('status = "decided"', 'status = "decided"\ncolour = "red"', "unknown key 'colour'"),
        ('examples = ["The council adopted it."]', "", "no examples"),
        ('"{both}"', '"{none}"', "no class 'none'"),
        ('"{past}", "signed"', '"{later}", "signed"', "must come before"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    """An error says file, rule and what is wrong."""
    with pytest.raises(CorpusError, match=message):
        load_rule_set(written(tmp_path, RULE.replace(old, new)))


def test_two_rules_may_not_share_a_name(tmp_path: Path) -> None:
    """A rule's name is stored in its records, so it is unique."""
    again = RULE[RULE.index("[[rule]]") :]
    with pytest.raises(CorpusError, match="two rules are called 'one'"):
        load_rule_set(written(tmp_path, RULE + again))


def test_a_corpus_may_have_no_rules(tmp_path: Path) -> None:
    """Without the folder there are no statements, and no error."""
    rules = load_statement_rules(tmp_path / "rules")
    assert not rules.languages
    assert not rules.actors.subjects.matches("actor", "The council ")


RULES = load_statement_rules(ROOT / "corpus" / "rules")
CASES = [(language, rule) for language, each in RULES.languages.items() for rule in each.rules]
EXAMPLES = [(language, rule, text) for language, rule in CASES for text in rule.examples]
COUNTER = [(language, rule, text) for language, rule in CASES for text in rule.counterexamples]


@pytest.mark.parametrize(("language", "rule", "text"), EXAMPLES, ids=[f"{r.id}: {t}" for _, r, t in EXAMPLES])
def test_a_rule_finds_its_examples(language: str, rule: StatementRule, text: str) -> None:
    """Each example of a rule gets the rule's status."""
    verdict = classify(text, RULES.languages[language], RULES.actors.subjects)
    assert (verdict.status if verdict else None) == rule.status, verdict


@pytest.mark.parametrize(("language", "rule", "text"), COUNTER, ids=[f"{r.id}: {t}" for _, r, t in COUNTER])
def test_a_rule_leaves_its_counterexamples(language: str, rule: StatementRule, text: str) -> None:
    """No rule fires where the file says that the rule must not, unless it says something else."""
    verdict = classify(text, RULES.languages[language], RULES.actors.subjects)
    assert verdict is None or verdict.rule != rule.id
