"""The rules of the corpus on their own examples."""

import pytest

from indexer.settings import ROOT
from indexer.statements.classify import classify
from indexer.statements.rule_files import load_statement_rules
from indexer.statements.rules import StatementRule

RULES = load_statement_rules(ROOT / "corpus" / "rules")
CASES = [(language, rule) for language, each in RULES.languages.items() for rule in each.rules]
EXAMPLES = [(language, rule, text) for language, rule in CASES for text in rule.examples]
COUNTER = [(language, rule, text) for language, rule in CASES for text in rule.counter]


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
