"""The picture of what countries' statements say."""

from pathlib import Path

import pytest

from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.app import REGISTERS
from service.registers.context import RegisterContext
from service.registers.labels import RegisterLabels
from service.registers.overview import Overview, country_overview
from service.registers.request import RegisterRequest
from service.registers.statements import STATEMENTS
from service.registers.store import GenerationRegisters
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls


@pytest.fixture(scope="module")
def context(small_index: Path) -> RegisterContext:
    """The register of statements of the small index."""
    generation = open_generation(live_folder(small_index))
    store = GenerationRegisters(generation, REGISTERS)
    store.load_all()
    corpus = FacetLabels(generation.taxonomy, dict(generation.documents), generation.languages)
    labels = RegisterLabels(corpus, STATEMENTS.facet_labels, store.value_labels, store.register(STATEMENTS.name))
    return RegisterContext(STATEMENTS, store, labels, Urls(), "")


def picture(context: RegisterContext, **filters: tuple[str, ...]) -> Overview:
    return country_overview(context.register.find(RegisterRequest(filters=filters)), context)


def test_numbers_add_up(context: RegisterContext) -> None:
    """A country's cells add up to its total, and the countries with most statements come first."""
    countries = picture(context).countries
    named = [country.total for country in countries if country.url]
    assert named == sorted(named, reverse=True)
    for country in countries:
        assert sum(cell.count for cell in country.cells) == country.total


def test_bars_are_to_scale(context: RegisterContext) -> None:
    """The longest bar is 100 wide, the others are in proportion; the segments of a bar are adjacent."""
    drawn = [country for country in picture(context).countries if country.bar]
    longest = max(country.total for country in drawn)
    for country in drawn:
        assert sum(stretch.width for stretch in country.bar) == pytest.approx(100 * country.total / longest, abs=0.1)
        ends = [stretch.start + stretch.width for stretch in country.bar]
        assert [stretch.start for stretch in country.bar[1:]] == pytest.approx(ends[:-1], abs=0.02)


def test_it_follows_the_choice(context: RegisterContext) -> None:
    """With a country chosen, the picture shows that one; its numbers lead to the statements within the choice."""
    view = picture(context, country=("NAM",), status=("achieved",))
    (country,) = view.countries
    assert country.label == "Namibia"
    assert {cell.status for cell in country.cells if cell.count} <= {"achieved"}
    assert country.cells[0].url == "/commitments?country=NAM&status=decided"
