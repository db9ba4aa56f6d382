"""The examples on which the answers' model is trained."""

from pathlib import Path

from benchmarks.answer_examples import examples, labelled_examples
from benchmarks.questions import LabelledQuestion
from service.search.local_engine import LocalEngine
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


def test_most() -> None:
    """At most the number given of a set.s questions is taken, always the same."""
    one, again = ([example.asked.text for example in examples(answer_set(), 1)] for _ in range(2))
    assert one == again
    assert len({example.asked.text for example in examples(answer_set(), 1) if example.kind == "found"}) == 1


def test_labelled_questions(small_index: Path) -> None:
    """A labelled question of a document is found or unanswerable; what holds its answer is right."""
    questions = [
        LabelledQuestion("How many labour inspections did the harbour office carry out?", "en", ("77",), None, True),
        LabelledQuestion("Who is the king of Norway?", "en", (), None, False),
    ]
    known, unknown = labelled_examples("harbour", LocalEngine(small_index), questions)
    assert (known.set, known.kind, known.labelled) == ("harbour", "found", True)
    assert any(row.right for row in known.rows)
    assert unknown.kind == "unanswerable"
    assert not any(row.right for row in unknown.rows)
