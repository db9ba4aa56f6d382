"""The examples on which the answers' model is trained."""

from benchmarks.answer_examples import examples, half_of
from tests.benchmarks.answer_set import ASKED, answer_set


def test_examples() -> None:
    """Each question comes with its right passage, as found, and without its document, where nothing is right."""
    found = list(examples(answer_set()))
    kinds = [example.kind for example in found]
    assert kinds.count("given") == kinds.count("found") == kinds.count("elsewhere") == len(ASKED)
    assert kinds.count("exchanged") >= 1
    for example in found:
        right = sum(row.right for row in example.rows)
        assert right >= 1 if example.kind == "given" else right == 0 or example.kind == "found"


def test_halves() -> None:
    """A question is always in the same half, and both halves have questions."""
    halves = [half_of(f"question {number}") for number in range(100)]
    assert halves == [half_of(f"question {number}") for number in range(100)]
    assert 25 < sum(halves) < 75
