"""The fixed words of the registers are those of the records."""

from indexer.records.figure import FIGURE_KINDS
from indexer.records.statement import ACTOR_GROUPS, STATUSES, STRENGTHS
from indexer.records.status_note import FOLLOW_UPS
from service.pages.register import ORDER_LABELS
from service.registers.commitments import COMMITMENTS
from service.registers.figures import FIGURES
from service.registers.vocabulary import FACET_LABELS, VOCABULARIES, word_named


def test_every_value_has_a_label() -> None:
    """Each vocabulary holds just the values of the records, in their order."""
    assert {name: tuple(words) for name, words in VOCABULARIES.items()} == {
        "status": STATUSES,
        "statement": STATUSES,
        "strength": STRENGTHS,
        "actor_group": ACTOR_GROUPS,
        "figure_kind": FIGURE_KINDS,
        "follow_up": FOLLOW_UPS,
    }


def test_values_are_found_by_either_name() -> None:
    """A slug and a label do, in any case; nothing else does."""
    assert word_named("status", "in_progress") == word_named("status", "In Progress") == "in_progress"
    assert word_named("follow_up", "accepted in part") == "accepted-in-part"
    assert word_named("status", "lost") is word_named("status", " – ") is None


def test_every_order_and_facet_has_a_label() -> None:
    """No page has to show a bare name."""
    for shape in (COMMITMENTS, FIGURES):
        assert set(shape.orders) <= set(ORDER_LABELS)
        assert set(shape.groups) <= set(shape.facets)
        assert set(shape.facets) <= {*FACET_LABELS, "country", "sector", "topic", "document", "language"}
