"""Which statement a sentence makes, if it makes one, by the rules of its language."""

from dataclasses import dataclass

from indexer.records.statement import Status, Strength
from indexer.statements.folding import fold_in_place
from indexer.statements.rules import RuleSet
from indexer.statements.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status and strength of a sentence, the rule that fired and the place where it matched."""

    status: Status
    strength: Strength
    rule: str
    start: int
    end: int


def classify(sentence: Sentence, rules: RuleSet) -> Verdict | None:
    """The first rule that fires says what the sentence is."""
    folded = fold_in_place(sentence.text)
    for rule in rules.rules:
        for pattern in rule.patterns:
            match = pattern.regex.search(folded)
            if match:
                if rule.status is None:
                    return None
                return Verdict(rule.status, rule.strength, rule.id, match.start(), match.end())
    return None
