"""The fixed words of the registers are those of the records, and one actor has one name however it is written."""

import pytest

from indexer.records.figure import FIGURE_KINDS
from indexer.records.statement import ACTOR_GROUPS, STATUSES, STRENGTHS
from indexer.records.status_note import FOLLOW_UPS
from service.app import REGISTERS
from service.registers.figures import FIGURES
from service.registers.statements import STATEMENTS
from service.registers.value_labels import VALUE_LABELS, actor_key, actor_labels, find_value


def test_every_value_has_a_label() -> None:
    """Each vocabulary holds just the values of the records, in their order."""
    assert {name: tuple(words) for name, words in VALUE_LABELS.items()} == {
        "status": STATUSES,
        "statement": STATUSES,
        "strength": STRENGTHS,
        "actor_group": ACTOR_GROUPS,
        "figure_kind": FIGURE_KINDS,
        "follow_up": FOLLOW_UPS,
        "view": STATEMENTS.views.names if STATEMENTS.views else (),
        "found_in": FIGURES.views.names if FIGURES.views else (),
    }


def test_values_are_found_by_either_name() -> None:
    """A slug and a label do, in any case; nothing else does."""
    assert find_value("status", "in_progress") == find_value("status", "In Progress") == "in_progress"
    assert find_value("follow_up", "accepted in part") == "accepted-in-part"
    assert find_value("status", "lost") is find_value("status", " – ") is None


def test_every_order_and_facet_has_a_label() -> None:
    """No page has to show a bare name."""
    for register in REGISTERS:
        fields = register.fields
        assert set(fields.orders) == set(register.order_labels)
        assert set(fields.groups) <= set(fields.facets)
        assert set(fields.facets) <= {*register.facet_labels, "country", "sector", "topic", "document", "language"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("the Ministry of Labour", "ministry-of-labour"),
        ("Ministry of Labour", "ministry-of-labour"),
        ("El Ministerio de Trabajo", "ministerio-de-trabajo"),
        ("l’État", "etat"),
        ("The", "the"),
        ("…", ""),
    ],
)
def test_keys(name: str, key: str) -> None:
    """Case, accents, punctuation and articles make no difference."""
    assert actor_key(name) == key


def test_labels() -> None:
    """An actor is called as it is written most often, without the article; names of nothing are left out."""
    names = ["the Ministry", "The ministry", "the Ministry", "…", "the ILO"]
    assert actor_labels(names) == {"ministry": "Ministry", "ilo": "ILO"}
