"""The labels of the registers' facet values, in both directions."""

from pathlib import Path

import pytest

from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.app import REGISTERS
from service.registers.labels import RegisterLabels
from service.registers.request import NO_VALUE
from service.registers.statements import STATEMENTS
from service.registers.store import GenerationRegisters
from service.web.facet_labels import FacetLabels


@pytest.fixture(scope="module")
def names(small_index: Path) -> RegisterLabels:
    """The names of the register of statements of the small index."""
    generation = open_generation(live_folder(small_index))
    store = GenerationRegisters(generation, REGISTERS)
    store.load_all()
    corpus = FacetLabels(generation.taxonomy, dict(generation.documents), generation.languages)
    return RegisterLabels(corpus, STATEMENTS.facet_labels, store.value_labels, store.register(STATEMENTS.name))


@pytest.mark.parametrize("facet", STATEMENTS.fields.facets)
def test_labels_lead_back(names: RegisterLabels, facet: str) -> None:
    """Every value is found by itself, and by its label where that is not the title of a document."""
    for value in names.register.values(facet):
        assert names.find(facet, value) == value
        if facet != "document":
            assert names.find(facet, names.value(facet, value)) == value


def test_facets_have_labels(names: RegisterLabels) -> None:
    """Each facet has a label, and so have the records without a value of it."""
    assert [names.facet(facet) for facet in ("status", "country", "actor_group")] == ["Status", "Country", "Party"]
    assert names.value("country", NO_VALUE) == "No country"


@pytest.mark.parametrize("facet", STATEMENTS.fields.facets)
def test_what_is_not_there(names: RegisterLabels, facet: str) -> None:
    """A name of nothing finds nothing, and a message can say what there is."""
    assert names.find(facet, "zqx-nothing") is None
    assert names.accepted(facet)
